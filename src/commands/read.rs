//! Reading aloud, which is what `lismoi` does without a command: every article in turn.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use lismoi_book::Interrupted;
use lismoi_book::build::audiobook::{self, Outcome};
use lismoi_book::build::export::Extent;
use lismoi_book::formats::table;
use lismoi_document::{Document, Source};
use lismoi_readers::{self as readers, Found};

use crate::cli::Cli;
use crate::commands::wrong_usage;
use crate::config::{Config, Verbosity, formats};
use crate::exit_code::Exit;
use crate::input::{self, Page, is_address};
use crate::message::ArticleError;
use crate::pipeline::{self, Run};
use crate::workers::Workers;
use crate::{message, report, unknown_phonemes};

/// Writes an audiobook for each article. An article that fails does not stop the others.
///
/// # Errors
/// Standard output cannot be written; a closed pipe is not an error.
pub fn run(cli: &Cli, out: &mut impl Write) -> Result<Exit> {
    let config = match Config::for_run(cli) {
        Ok(config) => config,
        Err(error) => return Ok(wrong_usage(&error)),
    };
    if config.files.extent == Extent::Section
        && config.files.formats.is_empty()
        && config.verbosity != Verbosity::Quiet
    {
        message::warning("--per-section changes nothing without --format");
    }
    if config.verbosity != Verbosity::Quiet {
        for option in formats::unused(&config.files) {
            message::warning(&format!("{option} changes none of the chosen formats"));
        }
    }
    let signal = Signal::watch()?;
    thread::spawn(lismoi_french::read_tables);
    let mut exit = Exit::Done;
    let mut files = Vec::new();
    for argument in &config.articles {
        if argument.to_str().is_some_and(is_address) {
            files.push(Found {
                subfolder: PathBuf::new(),
                path: argument.clone(),
            });
            continue;
        }
        if let Some(format) = argument.to_str().and_then(table::named)
            && !argument.exists()
        {
            message::error(&ArticleError::FormatName(format.name).into());
            exit = Exit::Failed;
            continue;
        }
        match readers::files(argument, config.subfolders) {
            Ok((found, left_out)) => {
                files.extend(found);
                if config.verbosity != Verbosity::Quiet {
                    report::left_out(argument, &left_out);
                }
            }
            Err(error) => {
                message::error(&error);
                exit = Exit::Failed;
            }
        }
    }
    if config.metadata.title.is_some() && files.len() > 1 {
        let error = anyhow!(
            "'title' is for a single article, and there are {}",
            files.len()
        );
        return Ok(wrong_usage(&error));
    }
    let mut workers = Workers::new(&config.settings.voice, config.piper.as_ref(), config.jobs);
    let mut taken = Vec::new();
    for (file, article) in files.iter().flat_map(|file| articles(file, &config)) {
        let start = Instant::now();
        let outcome = article.and_then(|(article, page)| {
            let outcome = read(file, article, &config, &signal, &taken, &mut workers)?;
            page.map_or(Ok(()), |page| page.keep(&outcome.folder))?;
            Ok(outcome)
        });
        match outcome {
            Ok(outcome) => {
                for error in &outcome.unmade {
                    message::error(error);
                }
                if outcome.failed > 0 || !outcome.unmade.is_empty() {
                    exit = Exit::Failed;
                }
                let printed = report::outcome(&outcome, start.elapsed(), config.verbosity, out)
                    .and_then(|()| out.flush());
                // The other articles are still wanted if standard output is closed.
                if let Err(error) = printed
                    && error.kind() != ErrorKind::BrokenPipe
                {
                    return Err(error.into());
                }
                taken.push(outcome.folder);
            }
            Err(error) => {
                message::error(&error);
                if error.is::<Interrupted>() {
                    return Ok(Exit::Interrupted);
                }
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

/// An article, and the page that it was downloaded in.
type Article = ((Source, Document), Option<Rc<Page>>);

/// The articles of a file or an address, or the error that it cannot be read.
fn articles<'a>(file: &'a Found, config: &Config) -> Vec<(&'a Found, Result<Article>)> {
    match input::read(&file.path, config.settings.reading, config.access()) {
        Ok(input) => {
            let page = input.page.map(Rc::new);
            let articles = input.articles.into_iter();
            articles
                .map(|article| (file, Ok((article, page.clone()))))
                .collect()
        }
        Err(error) => vec![(file, Err(error))],
    }
}

fn read(
    file: &Found,
    (source, document): (Source, Document),
    config: &Config,
    signal: &Signal,
    taken: &[PathBuf],
    workers: &mut Workers,
) -> Result<Outcome> {
    let run = Run {
        config,
        output: &config.output.join(&file.subfolder),
        interrupted: &signal.interrupted,
        taken,
    };
    signal.writing.store(false, Ordering::Relaxed);
    let folder = audiobook::folder_name(&source, &document.metadata);
    if !run.output.join(folder).exists() {
        // There is something to speak.
        workers.start_early();
    }
    pipeline::read_aloud(&file.path, source, document, run, || {
        signal.writing.store(true, Ordering::Relaxed);
        let piper = config.piper.as_ref();
        Ok(unknown_phonemes::reported(workers.ready()?, piper))
    })
}

/// Ctrl-C, and what to do about it.
struct Signal {
    /// The user has pressed Ctrl-C.
    interrupted: Arc<AtomicBool>,
    /// Files are being written, and must be left so that the next run can resume.
    writing: Arc<AtomicBool>,
}

impl Signal {
    /// From now on Ctrl-C ends the program at once, or, while files are being written, only
    /// sets a flag. A second Ctrl-C always ends it.
    fn watch() -> Result<Signal> {
        let signal = Signal {
            interrupted: Arc::new(AtomicBool::new(false)),
            writing: Arc::new(AtomicBool::new(false)),
        };
        let (interrupted, writing) = (signal.interrupted.clone(), signal.writing.clone());
        ctrlc::set_handler(move || {
            if !writing.load(Ordering::Relaxed) || interrupted.swap(true, Ordering::Relaxed) {
                process::exit(Exit::Interrupted as i32);
            }
        })
        .context("could not set a handler for Ctrl-C")?;
        Ok(signal)
    }
}
