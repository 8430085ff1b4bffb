//! Reads files in which a cue is a block of lines, as in SubRip and WebVTT: its times, then
//! its text, then an empty line.

use std::fs::File;
use std::io::BufReader;
use std::iter;

use anyhow::{Context, Result, ensure};
use lismoi_audio::clock;

use super::{ShownCue, ShownCues};
use crate::lines::{LONGEST_LINE, Lines};

/// Parses a line of text into the text that is shown and the times in it, in milliseconds.
type Parse = fn(&str) -> Result<(String, Vec<u64>)>;

/// The cues of a file.
pub(super) fn cues(mut lines: Lines<BufReader<File>>, parse: Parse) -> ShownCues {
    Box::new(iter::from_fn(move || next(&mut lines, parse).transpose()))
}

fn next(lines: &mut Lines<BufReader<File>>, parse: Parse) -> Result<Option<ShownCue>> {
    let (mut cue, mut bytes) = (None::<ShownCue>, 0);
    for line in lines {
        let line = line?;
        bytes += line.len() as u64;
        match &mut cue {
            Some(_) if line.is_empty() => break,
            Some(cue) => {
                ensure!(bytes <= LONGEST_LINE, "a cue is too long");
                let (text, inner) = parse(&line)?;
                cue.text += &text;
                cue.text.push('\n');
                cue.inner_ms.extend(inner);
            }
            // SubRip numbers its cues.
            None if line.is_empty() || line.bytes().all(|byte| byte.is_ascii_digit()) => {}
            None => {
                let times = line.split_once(" --> ");
                let (start, end) = times.with_context(|| format!("'{line}' is no time"))?;
                cue = Some(ShownCue {
                    start_ms: milliseconds(start)?,
                    end_ms: milliseconds(end)?,
                    ..ShownCue::default()
                });
            }
        }
    }
    Ok(cue)
}

/// A time as a caption file writes it.
pub(super) fn milliseconds(text: &str) -> Result<u64> {
    clock::parse_timestamp(text).with_context(|| format!("'{text}' is no time"))
}
