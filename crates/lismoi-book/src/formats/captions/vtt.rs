//! WebVTT (`.vtt`, <https://www.w3.org/TR/webvtt1/>): by sentence, broken into lines, or with
//! a time before every word, which players highlight while it is spoken.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Write};
use std::ops::Range;

use anyhow::{Context, Result, ensure};

use super::lines::screens;
use super::marks::with_marks;
use super::times::{Clock, Span};
use super::{Caption, CaptionFormat, Captions, Recording, ShownCues, blocks};
use crate::formats::markup::text::unescaped;
use crate::lines::Lines;
use lismoi_audio::clock::timestamp;

/// WebVTT with times for sentences only.
pub const BY_SENTENCE: CaptionFormat = CaptionFormat {
    write: |writer, captions, recording| write(writer, captions, recording, Detail::Sentences),
    read,
};

/// WebVTT with times for words.
pub const BY_WORD: CaptionFormat = CaptionFormat {
    write: |writer, captions, recording| write(writer, captions, recording, Detail::Words),
    read,
};

const HEADER: &str = "WEBVTT";

/// Which times a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// Those of sentences.
    Sentences,
    /// Those of words too.
    Words,
}

fn write(
    writer: &mut dyn Write,
    captions: Captions<'_>,
    recording: Recording<'_>,
    detail: Detail,
) -> Result<()> {
    let mut clock = Clock::new(recording.samples, recording.sample_rate);
    // Section 4.1: the header, then an empty line.
    writeln!(writer, "{HEADER}\n")?;
    for caption in captions {
        let caption = caption?;
        for screen in screens(&caption, recording.sample_rate) {
            let span = clock.span(screen.start, screen.end);
            let (start, end) = (timestamp(span.start_ms, '.'), timestamp(span.end_ms, '.'));
            writeln!(writer, "{start} --> {end}")?;
            for line in screen.lines {
                let text = match detail {
                    Detail::Sentences => escaped(&caption.text[line]),
                    Detail::Words => with_times(&caption, line, span, &clock),
                };
                writeln!(writer, "{text}")?;
            }
            writeln!(writer)?;
        }
    }
    Ok(())
}

/// A line with a time before each word but the first of a cue.
fn with_times(caption: &Caption, line: Range<usize>, span: Span, clock: &Clock) -> String {
    let mut out = String::new();
    let mut at = line.start;
    let mut last_ms = span.start_ms;
    let words = with_marks(caption).into_iter();
    for (place, said) in words.filter(|(place, _)| line.contains(&place.start)) {
        let ms = clock.ms(said.start);
        // Section 4.2.2: later than those before it in the cue, and before its end.
        if ms > last_ms && ms < span.end_ms {
            out += &escaped(&caption.text[at..place.start]);
            let _ = write!(out, "<{}>", timestamp(ms, '.'));
            at = place.start;
            last_ms = ms;
        }
    }
    out + &escaped(&caption.text[at..line.end])
}

/// Section 4.2.2: `&`, `<` and, so that there is no `-->`, `>`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    out
}

fn read(mut lines: Lines<BufReader<File>>) -> Result<ShownCues> {
    let first = lines.next().transpose()?.unwrap_or_default();
    ensure!(
        first.starts_with(HEADER),
        "it does not start with '{HEADER}'"
    );
    Ok(blocks::cues(lines, without_tags))
}

/// The text between the tags, and the times in them.
fn without_tags(line: &str) -> Result<(String, Vec<u64>)> {
    let mut parts = line.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut times = Vec::new();
    for part in parts {
        let (time, rest) = part.split_once('>').context("a tag is not closed")?;
        times.push(blocks::milliseconds(time)?);
        text += rest;
    }
    Ok((unescaped(&text), times))
}
