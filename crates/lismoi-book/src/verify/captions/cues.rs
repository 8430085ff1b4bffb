//! Reads caption files cue by cue.

use std::fs::File;
use std::io::{BufReader, Lines};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::formats::captions::CaptionForm;
use crate::formats::markup::text::unescaped;
use lismoi_audio::clock;

/// A cue: text and when it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) start_ms: u64,
    pub(super) end_ms: u64,
    pub(super) text: String,
    /// The times of its words, in order.
    pub(super) inner_ms: Vec<u64>,
}

/// A reader of cues; see [`Cues::next`].
pub(super) struct Cues {
    form: CaptionForm,
    lines: Lines<BufReader<File>>,
    /// LRC: the line that was read ahead.
    ahead: Option<(u64, String)>,
}

impl Cues {
    /// # Errors
    /// The file does not start as its format requires.
    pub(super) fn new(form: CaptionForm, mut lines: Lines<BufReader<File>>) -> Result<Cues> {
        let first = match form {
            CaptionForm::Vtt | CaptionForm::WordVtt => "WEBVTT",
            CaptionForm::WordJson => "{",
            _ => "",
        };
        if !first.is_empty() {
            let line = lines.next().transpose()?.unwrap_or_default();
            ensure!(line.starts_with(first), "it does not start with '{first}'");
        }
        Ok(Cues {
            form,
            lines,
            ahead: None,
        })
    }

    /// The next cue; `None` after the last.
    ///
    /// # Errors
    /// It cannot be read or understood.
    pub(super) fn next(&mut self) -> Result<Option<Cue>> {
        match self.form {
            CaptionForm::Srt => self.next_block(|text| Ok((text.to_owned(), Vec::new()))),
            CaptionForm::Vtt | CaptionForm::WordVtt => self.next_block(without_tags),
            CaptionForm::Lrc => self.next_lyric(),
            CaptionForm::WordJson => self.next_segment(),
        }
    }

    /// SubRip and WebVTT: a line with the times, then the text up to an empty line.
    fn next_block(
        &mut self,
        read: impl Fn(&str) -> Result<(String, Vec<u64>)>,
    ) -> Result<Option<Cue>> {
        let mut cue: Option<Cue> = None;
        for line in self.lines.by_ref() {
            let line = line?;
            match &mut cue {
                Some(_) if line.is_empty() => break,
                Some(cue) => {
                    let (text, inner) = read(&line)?;
                    cue.text += &text;
                    cue.text.push('\n');
                    cue.inner_ms.extend(inner);
                }
                None if line.is_empty() || line.bytes().all(|byte| byte.is_ascii_digit()) => {}
                None => {
                    let times = line.split_once(" --> ");
                    let (start, end) = times.with_context(|| format!("'{line}' is no time"))?;
                    cue = Some(Cue {
                        start_ms: milliseconds(start)?,
                        end_ms: milliseconds(end)?,
                        ..Cue::default()
                    });
                }
            }
        }
        Ok(cue)
    }

    /// LRC: each line is shown until the next.
    fn next_lyric(&mut self) -> Result<Option<Cue>> {
        let Some((start_ms, text)) = self
            .ahead
            .take()
            .map_or_else(|| self.next_line(), |it| Ok(Some(it)))?
        else {
            return Ok(None);
        };
        self.ahead = self.next_line()?;
        // The last line is empty and clears the screen.
        let is_last = self.ahead.is_none() && text.is_empty();
        let end_ms = self.ahead.as_ref().map_or(start_ms, |(next, _)| *next);
        Ok((!is_last).then(|| Cue {
            start_ms,
            end_ms,
            text,
            ..Cue::default()
        }))
    }

    /// The next line with a time, skipping metadata.
    fn next_line(&mut self) -> Result<Option<(u64, String)>> {
        for line in self.lines.by_ref() {
            let line = line?;
            let parts = line.strip_prefix('[').and_then(|it| it.split_once(']'));
            let (time, text) = parts.with_context(|| format!("'{line}' has no time"))?;
            if !time.starts_with(|c: char| c.is_ascii_alphabetic()) {
                return Ok(Some((milliseconds(time)?, text.to_owned())));
            }
        }
        Ok(None)
    }

    fn next_segment(&mut self) -> Result<Option<Cue>> {
        let Some(line) = self.lines.next().transpose()? else {
            return Ok(None);
        };
        if line == "]}" {
            return Ok(None);
        }
        let segment: Segment = serde_json::from_str(line.trim_end_matches(','))?;
        let words = segment.words.iter();
        let text: String = words.clone().map(|word| word.word.as_str()).collect();
        let collapse_whitespace = |text: &str| text.split_whitespace().collect::<String>();
        ensure!(
            collapse_whitespace(&text) == collapse_whitespace(&segment.text),
            "the words of '{}' are not its text",
            segment.text
        );
        let times = words.flat_map(|word| [word.start, word.end]);
        Ok(Some(Cue {
            start_ms: thousandths(segment.start),
            end_ms: thousandths(segment.end),
            text: segment.text,
            inner_ms: times.map(thousandths).collect(),
        }))
    }
}

#[derive(Deserialize)]
struct Segment {
    start: f64,
    end: f64,
    text: String,
    words: Vec<Word>,
}

#[derive(Deserialize)]
struct Word {
    word: String,
    start: f64,
    end: f64,
}

fn thousandths(seconds: f64) -> u64 {
    (seconds * 1000.0).round() as u64
}

/// WebVTT: the text between the tags, and the times in them.
fn without_tags(line: &str) -> Result<(String, Vec<u64>)> {
    let mut parts = line.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut times = Vec::new();
    for part in parts {
        let (time, rest) = part.split_once('>').context("a tag is not closed")?;
        times.push(milliseconds(time)?);
        text += rest;
    }
    Ok((unescaped(&text), times))
}

fn milliseconds(text: &str) -> Result<u64> {
    clock::milliseconds(text).with_context(|| format!("'{text}' is no time"))
}
