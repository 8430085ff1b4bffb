//! WebVTT (`.vtt`, <https://www.w3.org/TR/webvtt1/>): by sentence, broken into lines; or
//! with a time before every word, which players light up as it is said.

use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;

use anyhow::Result;

use super::lines::parts;
use super::marks::with_marks;
use super::times::{Clock, Span, milliseconds};
use super::{Caption, Recording};
use lismoi_audio::clock::timestamp;

/// How much is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Only what is shown at once.
    Sentences,
    /// Every word.
    Words,
}

/// Writes the captions of one audio file.
///
/// # Errors
/// Those of the captions and of the writer.
pub fn write(
    writer: &mut impl Write,
    captions: impl Iterator<Item = Result<Caption>>,
    recording: Recording<'_>,
    detail: Detail,
) -> Result<()> {
    let mut clock = Clock::new(recording.samples);
    // Section 4.1: the header, then an empty line.
    writeln!(writer, "WEBVTT\n")?;
    for caption in captions {
        let caption = caption?;
        for part in parts(&caption) {
            let span = clock.span(part.start, part.end);
            let (start, end) = (timestamp(span.start_ms, '.'), timestamp(span.end_ms, '.'));
            writeln!(writer, "{start} --> {end}")?;
            for line in part.lines {
                let text = match detail {
                    Detail::Sentences => escaped(&caption.text[line]),
                    Detail::Words => with_times(&caption, line, span),
                };
                writeln!(writer, "{text}")?;
            }
            writeln!(writer)?;
        }
    }
    Ok(())
}

/// A line with a time before each word but one that is said from the start.
fn with_times(caption: &Caption, line: Range<usize>, span: Span) -> String {
    let mut out = String::new();
    let mut at = line.start;
    let mut last_ms = span.start_ms;
    let words = with_marks(caption).into_iter();
    for (place, said) in words.filter(|(place, _)| line.contains(&place.start)) {
        let ms = milliseconds(said.start);
        // Section 4.2.2: later than all before it in the cue, and before the cue's end.
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
