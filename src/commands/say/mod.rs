//! `lismoi say`: a text or an article to the loudspeaker, or as WAV to a file or a pipe, heard
//! while it is spoken.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use anyhow::{Context, Result, bail};
use lismoi_book::Interrupted;
use lismoi_book::aloud::{self, Listener, Part};
use lismoi_book::build::observer::Failure;
use lismoi_book::build::plan::plan;
use lismoi_document::{Document, Source};
use lismoi_readers::{self as readers, InputFormat};

use self::sinks::{Output, Sink};
use crate::cli::Say;
use crate::commands::{announce, wrong_usage};
use crate::config::Config;
use crate::exit_code::Exit;
use crate::input::similar::ensure_not_misnamed;
use crate::input::{self, is_address};
use crate::message;
use crate::signal::Signal;
use crate::workers::Workers;

mod sinks;

/// Speaks the text, and returns when it was heard; prints the name of a file that it wrote.
///
/// # Errors
/// The text cannot be read, there is nothing to say, or nothing to hear it with.
pub fn run(say: &Say, out: &mut impl Write) -> Result<Exit> {
    let mut config = match Config::for_say(say) {
        Ok(config) => config,
        Err(error) => return Ok(wrong_usage(&error)),
    };
    announce(&config);
    let input = match input(say) {
        Ok(input) => input,
        Err(error) => return Ok(wrong_usage(&error)),
    };
    let reading = &mut config.settings.reading;
    if matches!(input, Input::Words(_)) && reading.format == InputFormat::Auto {
        // "12 commentaires" is what the user wants to hear.
        reading.format = InputFormat::Paragraphs;
    }
    let signal = Signal::watch()?;
    // A file is left behind by nothing but a signal that cannot be caught; the loudspeaker falls
    // silent at once.
    let is_file = say
        .output
        .as_deref()
        .is_some_and(|path| path != Path::new("-"));
    signal.writing.store(is_file, Ordering::Relaxed);
    let mut workers = Workers::new(&config.settings.voice, config.piper.as_ref(), config.jobs);
    workers.start_early();
    let articles = read(input, &config)?;
    let mut output = Output {
        sink: Sink::open(say.output.as_deref(), config.engine().sample_rate)?,
        missed: 0,
        interrupted: signal.interrupted.clone(),
    };
    let part = Part {
        section: say.section,
        sentence: say.sentence,
    };
    if articles.len() > 1 && part != Part::default() {
        bail!(
            "a section or a sentence is that of a single article, and there are {}",
            articles.len()
        );
    }
    let mut has_words = false;
    for (source, document) in &articles {
        let plan = plan(
            source,
            document,
            &config.settings,
            &config.lexicon,
            config.engine(),
        );
        if plan.sections.is_empty() {
            continue;
        }
        has_words = true;
        if let Err(error) = aloud::speak(&plan, part, workers.ready()?, &mut output) {
            output.sink.abandon()?;
            return match error.is::<Interrupted>() {
                true => Ok(Exit::Interrupted),
                false => Err(error),
            };
        }
    }
    if !has_words {
        bail!("there is nothing to say");
    }
    let missed = output.missed;
    output.sink.finish()?;
    if let Some(file) = say.output.as_deref().filter(|_| is_file) {
        writeln!(out, "{}", file.display())?;
    }
    Ok(match missed {
        0 => Exit::Done,
        _ => Exit::Failed,
    })
}

/// What was typed: a file or an address, or the words themselves.
enum Input<'a> {
    Path(PathBuf),
    Words(&'a str),
}

/// An existing file is read; anything else is what to say. Without either, standard input is
/// read, unless that would wait for a person who does not know it.
fn input(say: &Say) -> Result<Input<'_>> {
    match say.text.as_deref() {
        None if io::stdin().is_terminal() => bail!("there is nothing to say"),
        None => Ok(Input::Path("-".into())),
        Some(text) if text == "-" || is_address(text) || Path::new(text).is_file() => {
            Ok(Input::Path(text.into()))
        }
        Some(text) if is_file_name(text) => {
            ensure_not_misnamed(Path::new(text))?;
            bail!("there is no file '{text}'")
        }
        Some(text) => Ok(Input::Words(text)),
    }
}

/// "pages.html" is a file with a mistake in its name, and nothing to say.
fn is_file_name(text: &str) -> bool {
    !text.contains(char::is_whitespace) && readers::has_readable_ending(Path::new(text))
}

fn read(input: Input<'_>, config: &Config) -> Result<Vec<(Source, Document)>> {
    match input {
        Input::Path(path) => {
            let input = input::read(&path, config.settings.reading, config.access())?;
            Ok(input.articles)
        }
        Input::Words(words) => {
            let input = readers::Input::new(words.into(), None);
            readers::parse(input, config.settings.reading).context("could not read the text")
        }
    }
}

impl Listener for Output {
    fn hear(&mut self, samples: &[i16]) -> Result<()> {
        if self.interrupted.load(Ordering::Relaxed) {
            return Err(Interrupted.into());
        }
        self.sink.write(samples)
    }

    fn miss(&mut self, failure: &Failure) {
        self.missed += 1;
        message::failure(failure);
    }
}
