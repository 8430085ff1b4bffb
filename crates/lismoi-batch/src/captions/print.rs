//! `captions`: the captions of one article, as files of captions write them.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use lismoi_book::formats::captions::{Caption, CaptionWord, Recording, srt, vtt};

use super::part::members;
use super::{ArticleRecord, Sentence, batch};
use crate::cli;
use crate::store::{self, Store};

/// Times of records are in milliseconds.
const SAMPLE_RATE: u32 = 1000;

/// Prints the captions of an article.
///
/// # Errors
/// The batch has no such article, or the store cannot be read.
pub fn run(typed: &cli::Captions) -> Result<ExitCode> {
    let store = store::open(&typed.place.store)?;
    let record = find(&*store, &typed.batch, &typed.key)?;
    let mut out = BufWriter::new(io::stdout().lock());
    print(record, &typed.format, &mut out)?;
    out.flush().context("could not write an answer")?;
    Ok(ExitCode::SUCCESS)
}

/// The record of an article; the latest one, where it has several.
fn find(store: &dyn Store, batch: &str, key: &str) -> Result<ArticleRecord> {
    for name in store.names(&batch::folder(batch)?)?.iter().rev() {
        let part = batch::read(store, name)?;
        for member in members(&part) {
            let member = member.with_context(|| format!("could not read '{name}'"))?;
            if member.made.key == key {
                let record = member.record();
                return record.with_context(|| format!("could not read '{name}'"));
            }
        }
    }
    bail!("the batch '{batch}' has no article '{key}'")
}

/// Writes the captions of an article.
///
/// # Errors
/// They cannot be written.
pub(crate) fn print(record: ArticleRecord, format: &str, out: &mut impl Write) -> Result<()> {
    let format = match format {
        "vtt" => vtt::BY_SENTENCE,
        "words-vtt" => vtt::BY_WORD,
        "srt" => srt::FORMAT,
        _ => {
            serde_json::to_writer(&mut *out, &record)?;
            return Ok(writeln!(out)?);
        }
    };
    let title = record.title;
    let recording = Recording {
        title: title.as_deref(),
        samples: (record.made.seconds * f64::from(SAMPLE_RATE)).round() as u64,
        sample_rate: SAMPLE_RATE,
    };
    let captions = record.sentences.into_iter();
    let mut captions = captions.map(|sentence| Ok(caption(sentence)));
    (format.write)(out, &mut captions, recording)
}

fn caption(sentence: Sentence) -> Caption {
    let words = sentence.words.into_iter();
    let words = words.map(|(first, end_byte, start, end)| CaptionWord {
        range: first..end_byte,
        start,
        end,
        said: None,
    });
    Caption {
        section: sentence.chapter,
        kind: sentence.kind,
        opens_block: sentence.opens_block,
        start: sentence.start_ms,
        end: sentence.end_ms,
        words: words.collect(),
        text: sentence.text,
    }
}
