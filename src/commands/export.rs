//! `lismoi export`: the library for another program.

use std::io::Write;
use std::sync::atomic::Ordering;
use std::thread;

use anyhow::Result;
use lismoi_book::Interrupted;
use lismoi_library::audiobookshelf;

use super::library;
use super::library::list::has_tag;
use crate::cli::export::{ExportCommand, ForAudiobookshelf};
use crate::config;
use crate::exit_code::Exit;
use crate::message;
use crate::signal::Signal;

/// Writes the articles for a program, and prints how many there are.
///
/// # Errors
/// The library cannot be read, the folder cannot be written, or those of `out`.
pub fn run(command: &ExportCommand, out: &mut impl Write) -> Result<Exit> {
    match command {
        ExportCommand::Audiobookshelf(export) => for_audiobookshelf(export, out),
    }
}

fn for_audiobookshelf(export: &ForAudiobookshelf, out: &mut impl Write) -> Result<Exit> {
    let signal = Signal::watch()?;
    let library = library::open(&config::output_folder(export.output.as_deref())?)?;
    signal.writing.store(true, Ordering::Relaxed);
    let jobs = thread::available_parallelism().map_or(1, usize::from);
    let wanted = |article: &_| is_wanted(export, article);
    let (folder, interrupted) = (&export.folder, &signal.interrupted);
    let exported = match audiobookshelf::export(&library, folder, jobs, interrupted, wanted) {
        Err(error) if error.is::<Interrupted>() => {
            message::error(&error);
            return Ok(Exit::Interrupted);
        }
        exported => exported?,
    };
    let mut exit = Exit::Done;
    for (title, error) in exported.failed {
        message::error(&error.context(format!("could not export '{title}'")));
        exit = Exit::Failed;
    }
    let articles = tr!("count-articles", count = exported.articles);
    let folder = folder.to_string_lossy();
    writeln!(
        out,
        "{}",
        tr!("export-total", articles = articles, folder = folder)
    )?;
    if exported.new > 0 {
        writeln!(out, "{}", tr!("export-new", count = exported.new))?;
    }
    Ok(exit)
}

fn is_wanted(export: &ForAudiobookshelf, article: &lismoi_library::Article) -> bool {
    (export.all || !article.is_heard()) && has_tag(article, export.tag.as_deref())
}
