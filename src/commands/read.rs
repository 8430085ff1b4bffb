//! Reading aloud, which is what `lismoi` does without a command: every article in turn.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Instant;

use anyhow::{Error, Result, anyhow};
use lismoi_book::Interrupted;
use lismoi_book::build::audiobook::{self, Outcome};
use lismoi_book::formats::table;
use lismoi_book::preview::Preview;
use lismoi_document::{Document, Source};
use lismoi_readers::{self as readers, Found};

use crate::cli::{Cli, ProgressFormat};
use crate::commands::add::Additions;
use crate::commands::{announce, dry_run, wrong_usage};
use crate::config::{Config, Verbosity};
use crate::exit_code::Exit;
use crate::input::similar::ensure_not_misnamed;
use crate::input::{self, Page, is_address};
use crate::message::ArticleError;
use crate::pipeline::{self, Run};
use crate::report::Totals;
use crate::signal::Signal;
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
    run_config(&config, None, out)
}

/// Reads what a configuration names. What a library has already is left out, and what is new to
/// it is noted.
///
/// # Errors
/// Those of [`run`], and that the journal of the library cannot be written.
pub(super) fn run_config(
    config: &Config,
    additions: Option<&Additions<'_>>,
    out: &mut impl Write,
) -> Result<Exit> {
    if config.progress == Some(ProgressFormat::Json) {
        message::print_as_json();
    }
    if config.verbosity != Verbosity::Quiet {
        announce(config);
        for &option in &config.unused {
            message::warning(&match config.files.formats.is_empty() {
                true => tr!("option-without-format", option = option),
                false => tr!("option-of-no-format", option = option),
            });
        }
    }
    let signal = Signal::watch()?;
    thread::spawn(lismoi_french::read_tables);
    let offered = additions.and_then(Additions::files);
    let (mut files, mut exit) = match offered {
        Some(offered) => (offered, Exit::Done),
        None => find(config),
    };
    let new_only = additions.filter(|_| !config.force);
    if let Some(additions) = new_only {
        files.retain(|file| !additions.has_address(&file.path));
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
    let mut totals = Totals::new();
    let numbered = files.iter().zip(1..);
    let articles = numbered.flat_map(|(file, number)| {
        let articles = articles(file, config, additions).into_iter();
        articles.map(move |article| (file, number, article))
    });
    for (file, number, article) in articles {
        let start = Instant::now();
        let place = (number, files.len());
        let done = article.and_then(|(mut article, page)| {
            let has_text =
                |additions: &Additions<'_>| additions.has_text(&file.path, &article.0, &article.1);
            if new_only.is_some_and(has_text) {
                return Ok(Done::LeftOut);
            }
            if let Some(additions) = additions {
                additions.set_apart(&mut article.0, &article.1);
            }
            let done = read(file, place, article, config, &signal, &taken, &mut workers)?;
            if let Done::Made(outcome) = &done {
                if let Some(page) = page {
                    page.keep(&outcome.folder)?;
                }
                if let Some(additions) = additions {
                    additions.note(&file.path, &outcome.folder)?;
                }
            }
            Ok(done)
        });
        match done {
            Ok(Done::Previewed(preview)) => {
                dry_run::print(&preview, config, out)?;
                totals.add(preview.samples(), preview.sample_rate);
                taken.push(preview.folder);
            }
            Ok(Done::LeftOut) => {}
            Ok(Done::Made(outcome)) => {
                for error in &outcome.unmade {
                    message::error(error);
                }
                for error in &outcome.left {
                    message::warning(&message::with_causes(error));
                }
                if outcome.failed > 0 || !outcome.unmade.is_empty() {
                    exit = Exit::Failed;
                }
                totals.add(outcome.samples(), outcome.sample_rate);
                let printed = report::outcome(&outcome, start.elapsed(), config, out)
                    .and_then(|()| out.flush());
                // The other articles are still wanted if standard output is closed.
                if let Err(error) = printed
                    && error.kind() != ErrorKind::BrokenPipe
                {
                    return Err(error.into());
                }
                taken.push(outcome.folder.path);
            }
            Err(error) => {
                message::error(&error);
                if error.is::<Interrupted>() {
                    return Ok(Exit::Interrupted);
                }
                totals.failed += 1;
                exit = Exit::Failed;
            }
        }
    }
    if config.verbosity != Verbosity::Quiet {
        totals.print(out)?;
    }
    Ok(exit)
}

/// The files that were named, those of folders, and addresses.
fn find(config: &Config) -> (Vec<Found>, Exit) {
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
        let found = ensure_not_misnamed(argument)
            .map_err(Error::from)
            .and_then(|()| readers::files(argument, config.subfolders));
        match found {
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
    (files, exit)
}

/// An article, and the page that it was downloaded in.
type Article = ((Source, Document), Option<Rc<Page>>);

/// The articles of a file or an address, or the error that it cannot be read.
fn articles(
    file: &Found,
    config: &Config,
    additions: Option<&Additions<'_>>,
) -> Vec<Result<Article>> {
    if let Some(given) = additions.and_then(|additions| additions.given(&file.path)) {
        return vec![Ok((given, None))];
    }
    let queued = additions.and_then(|additions| additions.queued_input(config));
    let read = || input::read(&file.path, config.settings.reading, config.access());
    match queued.unwrap_or_else(read) {
        Ok(input) => {
            let page = input.page.map(Rc::new);
            let articles = input.articles.into_iter();
            articles
                .map(|article| Ok((article, page.clone())))
                .collect()
        }
        Err(error) => vec![Err(error)],
    }
}

/// What was done with an article.
enum Done {
    Made(Box<Outcome>),
    Previewed(Preview),
    /// The library has it already.
    LeftOut,
}

fn read(
    file: &Found,
    (number, of): (usize, usize),
    (source, document): (Source, Document),
    config: &Config,
    signal: &Signal,
    taken: &[PathBuf],
    workers: &mut Workers,
) -> Result<Done> {
    let run = Run {
        config,
        output: &config.output.join(&file.subfolder),
        interrupted: &signal.interrupted,
        number,
        of,
        taken,
    };
    signal.writing.store(false, Ordering::Relaxed);
    let folder = audiobook::folder_name(&source, &document.metadata);
    if !run.output.join(folder).exists() {
        // There is something to speak.
        workers.start_early();
    }
    let piper = config.piper.as_ref();
    if config.dry_run {
        let preview = pipeline::preview(&file.path, source, document, run, || {
            Ok(unknown_phonemes::reported(workers.ready()?, piper))
        })?;
        return Ok(Done::Previewed(preview));
    }
    let outcome = pipeline::read_aloud(&file.path, source, document, run, || {
        signal.writing.store(true, Ordering::Relaxed);
        Ok(unknown_phonemes::reported(workers.ready()?, piper))
    })?;
    Ok(Done::Made(Box::new(outcome)))
}
