//! `lismoi library`: the audiobooks in a folder, what was heard of them, and their removal.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use lismoi_library::{Library, removal};

use crate::cli::library::{self as cli, LibraryCommand, List};
use crate::config;
use crate::exit_code::Exit;
use crate::localization::errors::translated;
use crate::message;

pub(super) mod list;
mod mark;
pub(super) mod quota;
mod remove;
mod rescan;
mod show;
mod stats;

/// Does what the command says; lists the articles where it says nothing.
///
/// # Errors
/// The library cannot be read or written, an article is not found, or those of `out`.
pub fn run(library: &cli::Library, out: &mut impl Write) -> Result<Exit> {
    let folder = config::output_folder(library.output.as_deref())?;
    let quota = match library.options.quota {
        Some(quota) => Some(quota),
        None => config::quota()?,
    };
    let library_of = || {
        let library = open(&folder)?;
        let Some(most) = quota else {
            return Ok(library);
        };
        quota::keep_within(&folder, most)?;
        Library::open(&folder)
    };
    match &library.command {
        None => list::run(&library_of()?, &List::default(), out),
        Some(LibraryCommand::List(list)) => list::run(&library_of()?, list, out),
        Some(LibraryCommand::Show { article }) => show::run(&library_of()?, article, out),
        Some(LibraryCommand::Heard { articles, not }) => {
            mark::run(&library_of()?, articles, !*not, out)
        }
        Some(LibraryCommand::Remove { articles, yes, now }) => {
            remove::run(&library_of()?, articles, *yes, *now, out)
        }
        Some(LibraryCommand::Undo) => remove::undo(&library_of()?, out),
        Some(LibraryCommand::Rescan) => rescan::run(&folder, out),
        Some(LibraryCommand::Stats) => stats::run(&library_of()?, out),
    }
}

/// The library in a folder. What was removed long ago is deleted, and what cannot be read is
/// named.
///
/// # Errors
/// There is no such folder, or it cannot be read.
pub(super) fn open(folder: &Path) -> Result<Library> {
    if !folder.is_dir() {
        bail!("there is no folder '{}'", folder.display());
    }
    let library = Library::open(folder)?;
    if library.damaged > 0 {
        message::warning(&tr!("library-damaged", count = library.damaged));
    }
    for (folder, error) in &library.unreadable {
        let reason = translated(&error.to_string()).into_owned();
        let folder = folder.to_string_lossy();
        message::warning(&tr!("library-unreadable", folder = folder, reason = reason));
    }
    for folder in removal::purge(&library.folder, &library.journal, &library.state, false)? {
        message::note(&tr!("library-purged", folder = folder));
    }
    Ok(library)
}
