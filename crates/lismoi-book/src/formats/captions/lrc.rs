//! LRC (`.lrc`), which music players show: one sentence a line, its start before it.
//!
//! The format has no specification and no escapes: a bracket may open a tag or a time, so
//! wide ones stand for those of the text.

use std::io::Write;

use anyhow::Result;

use super::times::Clock;
use super::{Caption, Recording};

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

/// `MM:SS` and hundredths: the format knows no hours.
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
