//! LRC (`.lrc`) for music players: one sentence a line, after its start.
//!
//! The format has no specification and no escapes. A bracket may open a tag or a time, so
//! full-width brackets replace those of the text.

use std::fs::File;
use std::io::{BufReader, Write};
use std::iter;

use anyhow::{Context, Result};

use super::blocks::milliseconds;
use super::times::Clock;
use super::{CaptionFormat, Captions, Recording, ShownCue, ShownCues};
use crate::lines::Lines;

/// LRC.
pub const FORMAT: CaptionFormat = CaptionFormat {
    write,
    read: |lines| Ok(read(lines)),
};

/// Writes the captions of one audio file.
///
/// # Errors
/// Those of the captions and of the writer.
pub fn write(
    writer: &mut dyn Write,
    captions: Captions<'_>,
    recording: Recording<'_>,
) -> Result<()> {
    let mut clock = Clock::new(recording.samples, recording.sample_rate);
    if let Some(title) = recording.title {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(writer, "[ti:{}]", plain(&title))?;
    }
    writeln!(writer, "[la:fr]")?;
    let mut end_ms = 0;
    for caption in captions {
        let caption = caption?;
        if !caption.text.is_empty() {
            let span = clock.span(caption.start, caption.end);
            let text = plain(&caption.text);
            writeln!(writer, "[{}]{text}", timestamp(span.start_ms))?;
            end_ms = span.end_ms;
        }
    }
    // Clears the last line.
    Ok(writeln!(writer, "[{}]", timestamp(end_ms))?)
}

/// Minutes, seconds and hundredths: the format has no hours.
fn timestamp(ms: u64) -> String {
    let (seconds, hundredths) = (ms / 1000, ms % 1000 / 10);
    format!("{:02}:{:02}.{hundredths:02}", seconds / 60, seconds % 60)
}

fn plain(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '[' => '［',
        ']' => '］',
        // "<00:01.00>" is a time in some players.
        '<' => '＜',
        '>' => '＞',
        _ if c.is_control() => char::REPLACEMENT_CHARACTER,
        _ => c,
    });
    plain.collect()
}

/// The lines of a file, each shown until the next. The last one is empty: it clears the one
/// before.
fn read(mut lines: Lines<BufReader<File>>) -> ShownCues {
    let mut ahead: Option<(u64, String)> = None;
    let mut next = move || -> Result<Option<ShownCue>> {
        let current = match ahead.take() {
            Some(line) => Some(line),
            None => next_line(&mut lines)?,
        };
        let Some((start_ms, text)) = current else {
            return Ok(None);
        };
        ahead = next_line(&mut lines)?;
        let is_last = ahead.is_none() && text.is_empty();
        let end_ms = ahead.as_ref().map_or(start_ms, |(next, _)| *next);
        Ok((!is_last).then(|| ShownCue {
            start_ms,
            end_ms,
            text,
            ..ShownCue::default()
        }))
    };
    Box::new(iter::from_fn(move || next().transpose()))
}

/// The next line with a time. Tags such as `[ti:...]` are passed over.
fn next_line(lines: &mut Lines<BufReader<File>>) -> Result<Option<(u64, String)>> {
    for line in lines {
        let line = line?;
        let parts = line.strip_prefix('[').and_then(|it| it.split_once(']'));
        let (time, text) = parts.with_context(|| format!("'{line}' has no time"))?;
        if !time.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Ok(Some((milliseconds(time)?, text.to_owned())));
        }
    }
    Ok(None)
}
