//! SubRip (`.srt`): sentences, broken into lines.
//!
//! The format has no specification and no escapes. Players take `<...>` and `{...}` for
//! markup, and `-->` for times. An invisible word joiner after the first character of each
//! prevents that, and shows the text as the author wrote it.

use std::io::Write;

use anyhow::Result;

use super::lines::screens;
use super::times::Clock;
use super::{CaptionFormat, Captions, Recording, blocks};
use lismoi_audio::clock::timestamp;

/// SubRip.
pub const FORMAT: CaptionFormat = CaptionFormat {
    write,
    read: |lines| {
        Ok(blocks::cues(lines, |line| {
            Ok((line.to_owned(), Vec::new()))
        }))
    },
};

/// Joins the characters beside it, and is not seen.
const WORD_JOINER: char = '\u{2060}';

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
    let mut number = 0;
    for caption in captions {
        let caption = caption?;
        for screen in screens(&caption, recording.sample_rate) {
            number += 1;
            let span = clock.span(screen.start, screen.end);
            let (start, end) = (timestamp(span.start_ms, ','), timestamp(span.end_ms, ','));
            writeln!(writer, "{number}\n{start} --> {end}")?;
            for line in screen.lines {
                writeln!(writer, "{}", plain(&caption.text[line]))?;
            }
            writeln!(writer)?;
        }
    }
    Ok(())
}

/// Text in which no player finds markup or times.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' | '{' => out.extend([c, WORD_JOINER]),
            '>' if out.ends_with("--") => out.extend([WORD_JOINER, c]),
            _ if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    out
}
