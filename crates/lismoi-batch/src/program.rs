//! `run`: what was typed, made into a run.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{self, ExitCode};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Context, Result, bail};
use crossbeam_channel::{Receiver, bounded};
use lismoi_audio::encode::Format;
use lismoi_files::named;
use lismoi_french::{self as french, Lexicon};
use lismoi_readers::InputFormat;
use lismoi_speech::hash::hex;
use sha2::{Digest, Sha256};

use crate::articles::Articles;
use crate::captions::batch::{Batch, Known};
use crate::cli;
use crate::input::Input;
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
    let input = input(&typed.input)?;
    let maker = maker(&typed.making, &input, &*store, &known)?;
    let data = Data::default();
    ensure_ready(&maker, &data)?;
    let jobs = jobs(typed.jobs);
    let mut out = io::stdout().lock();
    let summary = run::run(&maker, &mut batch, &data, jobs, input, &mut out, &stop)?;
    eprintln!("{}", message(&report(summary), language));
    Ok(ExitCode::SUCCESS)
}

/// Where articles come from: files, standard input where none was typed, or all that is in a
/// folder or a path in a bucket whose name ends with a `/`.
///
/// # Errors
/// There is no such folder, or there is another input beside it.
pub(crate) fn input(typed: &[PathBuf]) -> Result<Input> {
    let is_listing = |path: &Path| path.as_os_str().as_encoded_bytes().ends_with(b"/");
    match typed {
        [] => Ok(Input::Standard),
        [path] if is_listing(path) => Ok(Input::Listing(Arc::new(Articles::open(path)?))),
        files => match files.iter().find(|path| is_listing(path)) {
            Some(path) => bail!("'{}' must be the only input", path.display()),
            None => Ok(Input::Files(files.to_vec())),
        },
    }
}

/// What makes the articles of an input in the way that was typed.
///
/// # Errors
/// An option means nothing, or a file that it names cannot be used.
pub(crate) fn maker<'a>(
    typed: &cli::Making,
    input: &Input,
    store: &'a dyn Store,
    known: &'a Known,
) -> Result<Maker<'a>> {
    let (lexicon, lexicon_hash) = lexicon(typed)?;
    let articles = match (input, &typed.articles) {
        (Input::Listing(_), Some(_)) => {
            bail!("'--articles' is for lines, and the input is a folder")
        }
        (Input::Listing(articles), None) => Some(Arc::clone(articles)),
        (_, Some(address)) => Some(Arc::new(Articles::open(address)?)),
        (_, None) => None,
    };
    Ok(Maker {
        store,
        known,
        formats: formats(&typed.format),
        options: options(typed)?,
        lexicon,
        lexicon_hash,
        articles,
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
