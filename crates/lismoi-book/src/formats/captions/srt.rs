//! SubRip (`.srt`): sentences, broken into lines.
//!
//! The format has no specification and no escapes; players take `<...>` and `{...}` for
//! markup, and `-->` for times. An invisible word joiner behind the first character of
//! each keeps them what they are, and shows what the author wrote.

use std::io::Write;

use anyhow::Result;

use super::lines::parts;
use super::times::Clock;
use super::{Caption, Recording};
use lismoi_audio::clock::timestamp;

/// What makes markup of what follows; joined to it without being seen.
const WORD_JOINER: char = '\u{2060}';

/// Writes the captions of one audio file.
///
/// # Errors
/// Those of the captions and of the writer.
pub fn write(
    writer: &mut impl Write,
    captions: impl Iterator<Item = Result<Caption>>,
    recording: Recording<'_>,
) -> Result<()> {
    let mut clock = Clock::new(recording.samples);
    let mut number = 0;
    for caption in captions {
        let caption = caption?;
        for part in parts(&caption) {
            number += 1;
            let span = clock.span(part.start, part.end);
            let (start, end) = (timestamp(span.start_ms, ','), timestamp(span.end_ms, ','));
            writeln!(writer, "{number}\n{start} --> {end}")?;
            for line in part.lines {
                writeln!(writer, "{}", plain(&caption.text[line]))?;
            }
            writeln!(writer)?;
        }
    }
    Ok(())
}

/// Text that no player takes for anything else.
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
