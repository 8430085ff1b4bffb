//! JSON (`.words.json`) for other programs: sentences and words with their times in
//! seconds, in the layout of speech recognizers: `segments`, each with `start`, `end`,
//! `text` and `words`, each of those with `word`, `start` and `end`.
//!
//! The words of a segment hold all its text but white space: punctuation goes with its word.
//! Each segment is one line.

use std::fs::File;
use std::io::{BufReader, Write};
use std::iter;

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};

use super::marks::with_marks;
use super::times::{Clock, Span};
use super::{Caption, CaptionFormat, Captions, Recording, ShownCue, ShownCues};
use crate::lines::Lines;

/// JSON by word.
pub const FORMAT: CaptionFormat = CaptionFormat { write, read };

#[derive(Serialize)]
struct Segment<'a> {
    id: usize,
    start: f64,
    end: f64,
    text: &'a str,
    words: Vec<SegmentWord<'a>>,
}

#[derive(Serialize)]
struct SegmentWord<'a> {
    word: &'a str,
    start: f64,
    end: f64,
}

/// Writes the words of one audio file.
///
/// # Errors
/// Those of the captions and of the writer.
pub fn write(
    writer: &mut dyn Write,
    captions: Captions<'_>,
    recording: Recording<'_>,
) -> Result<()> {
    let mut clock = Clock::new(recording.samples, recording.sample_rate);
    let title = serde_json::to_string(&recording.title)?;
    let duration = seconds(clock.ms(recording.samples));
    write!(
        writer,
        "{{\"title\":{title},\"language\":\"fr\",\"duration\":{duration},\"segments\":["
    )?;
    for (id, caption) in captions.enumerate() {
        let caption = caption?;
        let span = clock.span(caption.start, caption.end);
        let segment = Segment {
            id,
            start: seconds(span.start_ms),
            end: seconds(span.end_ms),
            text: &caption.text,
            words: words(&caption, span, &clock),
        };
        writeln!(writer, "{}", if id == 0 { "" } else { "," })?;
        serde_json::to_writer(&mut *writer, &segment)?;
    }
    Ok(writeln!(writer, "\n]}}")?)
}

fn words<'a>(caption: &'a Caption, span: Span, clock: &Clock) -> Vec<SegmentWord<'a>> {
    let mut last_ms = span.start_ms;
    let words = with_marks(caption).into_iter().map(|(range, said)| {
        let start_ms = clock.ms(said.start).clamp(last_ms, span.end_ms);
        let end_ms = clock.ms(said.end).clamp(start_ms, span.end_ms);
        last_ms = end_ms;
        SegmentWord {
            word: &caption.text[range],
            start: seconds(start_ms),
            end: seconds(end_ms),
        }
    });
    words.collect()
}

/// Exact to the millisecond.
fn seconds(ms: u64) -> f64 {
    ms as f64 / 1000.0
}

#[derive(Deserialize)]
struct ReadSegment {
    start: f64,
    end: f64,
    text: String,
    words: Vec<ReadWord>,
}

#[derive(Deserialize)]
struct ReadWord {
    word: String,
    start: f64,
    end: f64,
}

fn read(mut lines: Lines<BufReader<File>>) -> Result<ShownCues> {
    let first = lines.next().transpose()?.unwrap_or_default();
    ensure!(first.starts_with('{'), "it does not start with '{{'");
    Ok(Box::new(iter::from_fn(move || {
        next_segment(&mut lines).transpose()
    })))
}

fn next_segment(lines: &mut Lines<BufReader<File>>) -> Result<Option<ShownCue>> {
    let Some(line) = lines.next().transpose()?.filter(|line| line != "]}") else {
        return Ok(None);
    };
    let segment: ReadSegment = serde_json::from_str(line.trim_end_matches(','))?;
    let words = segment.words.iter();
    let text: String = words.clone().map(|word| word.word.as_str()).collect();
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    ensure!(
        without_spaces(&text) == without_spaces(&segment.text),
        "the words of '{}' are not its text",
        segment.text
    );
    let times = words.flat_map(|word| [word.start, word.end]);
    Ok(Some(ShownCue {
        start_ms: thousandths(segment.start),
        end_ms: thousandths(segment.end),
        text: segment.text,
        inner_ms: times.map(thousandths).collect(),
    }))
}

fn thousandths(seconds: f64) -> u64 {
    (seconds * 1000.0).round() as u64
}
