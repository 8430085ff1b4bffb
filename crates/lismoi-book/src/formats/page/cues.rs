//! The data of the page's script: the sections, their sound, and the times of each sentence
//! and word, in milliseconds from the start of the article.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;

use super::escape::{address, json};
use super::{Page, SoundPlace, said};
use crate::formats::captions::Caption;
use lismoi_audio::clock::nearest_ms;
use lismoi_french::Dialect;

#[derive(Serialize)]
struct SectionTimes<'a> {
    title: &'a str,
    start: u64,
    end: u64,
    /// The index of the source that holds it.
    source: usize,
    /// Its start in the source.
    offset: u64,
}

/// Writes the data, one cue a line.
pub(super) fn write(
    writer: &mut impl Write,
    page: &Page<'_>,
    captions: impl Iterator<Item = Result<Caption>>,
) -> Result<()> {
    let files = files(page);
    let rate = page.sample_rate;
    let mut start = 0;
    let mut source = 0;
    let sections: Vec<SectionTimes<'_>> = page
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| {
            if index > 0 && section.file != page.sections[index - 1].file {
                source += 1;
            }
            let samples = start..start + section.samples;
            start = samples.end;
            SectionTimes {
                title: section.heading.as_deref().unwrap_or(page.title),
                start: nearest_ms(samples.start, rate),
                end: nearest_ms(samples.end, rate),
                source,
                offset: nearest_ms(section.offset, rate),
            }
        })
        .collect();
    let sources: Vec<Option<String>> = files
        .into_iter()
        .map(|file| (page.sound == SoundPlace::Beside).then(|| address(file)))
        .collect();
    write!(
        writer,
        "{{\"id\":{},\"title\":{},\"length\":{},\n\"sections\":{},\n\"sources\":{},\n\"cues\":[",
        json(&page.id)?,
        json(&page.title)?,
        nearest_ms(start, rate),
        json(&sections)?,
        json(&sources)?
    )?;
    for (index, caption) in captions.enumerate() {
        let caption = caption?;
        let (start, end) = (
            nearest_ms(caption.start, rate),
            nearest_ms(caption.end, rate),
        );
        let words = words(&caption, rate);
        writeln!(writer, "{}", if index == 0 { "" } else { "," })?;
        let changed = changed(&caption, page.dialect);
        let cue = if changed.is_empty() {
            json(&(start, end, words))
        } else {
            json(&(start, end, words, changed))
        };
        write!(writer, "{}", cue?)?;
    }
    Ok(write!(writer, "]}}")?)
}

/// The audio files, each once. Sections in the same file are adjacent.
pub(super) fn files<'a>(page: &Page<'a>) -> Vec<&'a str> {
    let mut files: Vec<&str> = page
        .sections
        .iter()
        .map(|each| each.file.as_str())
        .collect();
    files.dedup();
    files
}

/// The words that a rule changed: the index of each, and what was said for it.
fn changed(caption: &Caption, dialect: Dialect) -> Vec<(usize, String)> {
    let words = caption.words.iter().enumerate();
    let changed = words.filter_map(|(index, word)| {
        let printed = &caption.text[word.range.clone()];
        Some((index, said::of(word, printed, dialect)?))
    });
    changed.collect()
}

/// Four numbers for each word: its first UTF-16 unit, the one after its last, its start and
/// its end.
fn words(caption: &Caption, rate: u32) -> Vec<u64> {
    let mut numbers = Vec::with_capacity(4 * caption.words.len());
    let (mut byte, mut unit) = (0, 0);
    let mut unit_at = |place: usize| {
        unit += caption.text[byte..place].encode_utf16().count() as u64;
        byte = place;
        unit
    };
    for word in &caption.words {
        let (first, end) = (unit_at(word.range.start), unit_at(word.range.end));
        numbers.extend([
            first,
            end,
            nearest_ms(word.start, rate),
            nearest_ms(word.end, rate),
        ]);
    }
    numbers
}
