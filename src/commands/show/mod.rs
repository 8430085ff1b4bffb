//! `lismoi show`: what each stage makes of an article, one file per stage.
//!
//! The formats of the lines are contracts: tests and other programs read them.

use std::io::Write;

use anyhow::Result;
use lismoi_book::build::plan::emptied_heading;
use lismoi_document::{Document, Section, Source};
use lismoi_french::Options;
use lismoi_readers::ReadOptions;
use lismoi_speech::engine::Engine;

use self::print::Printer;
use self::words::WordOptions;
use crate::cli::{Show, Stage};
use crate::commands::{announce, wrong_usage};
use crate::config::Config;
use crate::exit_code::Exit;
use crate::input;
use crate::workers::Workers;

mod print;

mod blocks;
mod sentences;

mod spoken;

mod phonemes;
mod words;

/// An article, and the options that decide what is said.
#[derive(Clone, Copy, Debug)]
struct Article<'a> {
    source: &'a Source,
    document: &'a Document,
    reading: ReadOptions,
    options: Options<'a>,
    engine: Engine,
}

impl<'a> Article<'a> {
    /// The sections that a run reads.
    fn sections(&self) -> impl Iterator<Item = &'a Section> + use<'a> {
        let document = self.document;
        let sections = document.sections.iter();
        sections.filter(|section| emptied_heading(section, document).is_none())
    }
}

/// Prints what the stage makes of the article. Starts the speech engine for phonemes and
/// words only.
///
/// # Errors
/// The article cannot be read, the voice is not available, or `out` fails.
pub fn run(show: &Show, out: &mut impl Write) -> Result<Exit> {
    let config = match Config::for_show(show) {
        Ok(config) => config,
        Err(error) => return Ok(wrong_usage(&error)),
    };
    announce(&config);
    let reading = config.settings.reading;
    let words = WordOptions {
        unsure: show.unsure,
        as_lexicon: show.as_lexicon()?,
    };
    // eSpeak NG is the engine that says which phonemes it spoke.
    let voice = config.settings.voice.of_espeak();
    let mut workers = Workers::new(&voice, None, config.jobs);
    let input = input::read(&show.file, reading, config.access())?;
    for (source, document) in input.articles {
        let article = Article {
            source: &source,
            document: &document,
            reading,
            options: config.settings.options(&config.lexicon),
            engine: config.settings.voice.engine(),
        };
        let printer = &mut Printer::new(&source.text, show.json, out);
        match show.stage {
            Stage::Blocks => blocks::print(article.document, printer)?,
            Stage::Sentences => sentences::print(&article, printer)?,
            Stage::Spoken => spoken::print(&article, show.explain, printer)?,
            Stage::Phonemes => phonemes::print(&article, printer, workers.ready()?)?,
            Stage::Words => words::print(&article, words, printer, workers.ready()?)?,
        }
    }
    Ok(Exit::Done)
}
