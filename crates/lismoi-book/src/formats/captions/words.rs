//! JSON (`.words.json`) for other programs: sentences and words with their times in
//! seconds, in the form that speech recognizers have made common: `segments`, each with
//! `start`, `end`, `text` and `words`, each of those with `word`, `start` and `end`.
//!
//! The words of a segment are all its text but for white space: marks go with their word.
//! One segment stands on a line.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;

use super::marks::with_marks;
use super::times::{Clock, Span, milliseconds};
use super::{Caption, Recording};

#[derive(Serialize)]
struct Segment<'a> {
    id: usize,
    start: f64,
    end: f64,
    text: &'a str,
    words: Vec<Word<'a>>,
}

#[derive(Serialize)]
struct Word<'a> {
    word: &'a str,
    start: f64,
    end: f64,
}

/// Writes the words of one audio file.
///
/// # Errors
/// Those of the captions and of the writer.
pub fn write(
    writer: &mut impl Write,
    captions: impl Iterator<Item = Result<Caption>>,
    recording: Recording<'_>,
) -> Result<()> {
    let mut clock = Clock::new(recording.samples);
    let title = serde_json::to_string(&recording.title)?;
    let duration = seconds(milliseconds(recording.samples));
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
            words: words(&caption, span),
        };
        writeln!(writer, "{}", if id == 0 { "" } else { "," })?;
        serde_json::to_writer(&mut *writer, &segment)?;
    }
    Ok(writeln!(writer, "\n]}}")?)
}

fn words(caption: &Caption, span: Span) -> Vec<Word<'_>> {
    let mut last_ms = span.start_ms;
    let words = with_marks(caption).into_iter().map(|(range, said)| {
        let start_ms = milliseconds(said.start).clamp(last_ms, span.end_ms);
        let end_ms = milliseconds(said.end).clamp(start_ms, span.end_ms);
        last_ms = end_ms;
        Word {
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
