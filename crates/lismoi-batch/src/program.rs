//! `run`: what was typed, made into a run.

use std::fs;
use std::io;
use std::process::{self, ExitCode};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, ensure};
use crossbeam_channel::{Receiver, bounded};
use lismoi_audio::encode::Format;
use lismoi_files::named;
use lismoi_french::{self as french, Lexicon};
use lismoi_readers::InputFormat;
use lismoi_speech::hash::hex;
use sha2::{Digest, Sha256};

use crate::captions::batch::{Batch, Known};
use crate::cli;
use crate::localization::{Language, message};
use crate::make::Maker;
use crate::options::Options;
use crate::run::{self, Summary};
use crate::store::{self, Store};
use crate::voices::{Data, Voices};

/// The largest lexicon, in bytes.
const LARGEST_LEXICON: u64 = 64_000_000;

/// The exit code of a second signal: 128 + SIGINT, the convention of shells.
const INTERRUPTED: i32 = 130;

/// Runs a batch.
///
/// # Errors
/// What was typed means nothing, or what would make every article fail.
pub fn run(typed: &cli::Run, language: Language) -> Result<ExitCode> {
    let stop = stop()?;
    let store = store::open(&typed.place.store)?;
    let known = Known::default();
    let part = typed.part as usize;
    let mut batch = Batch::open(&*store, &typed.batch, part, &known)?;
    let maker = maker(&typed.making, &*store, &known)?;
    let data = Data::default();
    ensure_ready(&maker, &data)?;
    let jobs = jobs(typed.jobs);
    let files = typed.input.clone();
    let mut out = io::stdout().lock();
    let summary = run::run(&maker, &mut batch, &data, jobs, files, &mut out, &stop)?;
    eprintln!("{}", message(&report(summary), language));
    Ok(ExitCode::SUCCESS)
}

/// What makes articles in the way that was typed.
///
/// # Errors
/// An option means nothing, or a file that it names cannot be used.
pub(crate) fn maker<'a>(
    typed: &cli::Making,
    store: &'a dyn Store,
    known: &'a Known,
) -> Result<Maker<'a>> {
    let (lexicon, lexicon_hash) = lexicon(typed)?;
    if let Some(folder) = &typed.articles {
        let is_folder = fs::metadata(folder).is_ok_and(|folder| folder.is_dir());
        ensure!(is_folder, "there is no folder '{}'", folder.display());
    }
    Ok(Maker {
        store,
        known,
        formats: formats(&typed.format),
        options: options(typed)?,
        lexicon,
        lexicon_hash,
        articles: typed.articles.clone(),
        longest: typed.longest,
    })
}

/// Starts the voice, and reads the tables of French. Before an article is taken: a voice that
/// does not start must cost none.
///
/// # Errors
/// The voice does not exist or does not start.
pub(crate) fn ensure_ready(maker: &Maker<'_>, data: &Data) -> Result<()> {
    let voice = maker.options.clone().meant(InputFormat::Text)?;
    Voices::new(data)
        .worker(&voice.settings.voice)?
        .ensure_ready()?;
    french::read_tables();
    Ok(())
}

/// How many articles are made at a time: the number of processors unless one was typed.
pub(crate) fn jobs(typed: Option<u16>) -> usize {
    let processors = || thread::available_parallelism().map_or(1, usize::from);
    typed.map_or_else(processors, usize::from)
}

fn report(summary: Summary) -> String {
    let Summary {
        made, new, failed, ..
    } = summary;
    match summary.stopped {
        true => format!(
            "stopped before the end: {made} articles are in the store ({new} new), {failed} cannot be made"
        ),
        false => format!("{made} articles are in the store ({new} new), {failed} cannot be made"),
    }
}

/// A channel that a first signal closes. A second one ends the program.
///
/// # Errors
/// The handler cannot be set.
pub(crate) fn stop() -> Result<Receiver<()>> {
    let (sender, stop) = bounded(0);
    let sender = Mutex::new(Some(sender));
    let handler = move || match sender.lock() {
        Ok(mut sender) if sender.is_some() => *sender = None,
        _ => process::exit(INTERRUPTED),
    };
    ctrlc::set_handler(handler).context("could not set a handler for signals")?;
    Ok(stop)
}

fn options(typed: &cli::Making) -> Result<Options> {
    let mut options: Options = match &typed.options {
        Some(json) => serde_json::from_str(json).context("could not use '--options'")?,
        None => Options::default(),
    };
    options.voice = typed.voice.clone().or(options.voice);
    Ok(options)
}

fn formats(typed: &[String]) -> Vec<Format> {
    let all = [Format::Opus, Format::M4b, Format::Mp3, Format::Flac];
    let is_typed = |format: &Format| typed.iter().any(|name| name == format.extension());
    all.into_iter().filter(is_typed).collect()
}

/// The user's pronunciations, and the hash of the files that they come from.
fn lexicon(typed: &cli::Making) -> Result<(Lexicon, String)> {
    let mut lexicon = Lexicon::default();
    let mut hash = Sha256::new();
    for path in &typed.lexicon {
        let text = named::read_to_string(path, LARGEST_LEXICON)
            .with_context(|| format!("could not read the lexicon '{}'", path.display()))?;
        lexicon
            .add(&text)
            .with_context(|| format!("could not use the lexicon '{}'", path.display()))?;
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    Ok((lexicon, hex(&hash.finalize())))
}
