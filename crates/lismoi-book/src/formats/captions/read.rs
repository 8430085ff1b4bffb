//! Makes captions of the sentences of a manifest, one at a time.

use std::ops::Range;

use anyhow::Result;
use serde::Deserialize;

use super::{Caption, CaptionWord, Said};
use crate::build::plan::{Plan, ScriptLine};
use crate::manifest::sentences::Sentences;
use crate::timeline::Cue;
use lismoi_document::BlockKind;
use lismoi_files::own::Folder;

/// The fields of a manifest's sentence that captions need.
#[derive(Clone, Debug, Deserialize)]
pub struct TimedSentence {
    kind: BlockKind,
    range: [usize; 2],
    text: String,
    start: u64,
    end: u64,
    #[serde(default)]
    opens_block: bool,
    words: Vec<TimedWord>,
}

#[derive(Clone, Debug, Deserialize)]
struct TimedWord {
    range: [usize; 2],
    #[serde(default)]
    spoken: String,
    #[serde(default)]
    ipa: String,
    start: u64,
    end: u64,
    #[serde(default)]
    rule: Option<String>,
}

/// The captions of the manifest's next section, with times from the start of its file. Read
/// them to their end. `section` counts from 0.
pub fn next_section(
    sentences: &mut Sentences,
    section: usize,
) -> impl Iterator<Item = Result<Caption>> + '_ {
    let sentences = sentences.next_section::<TimedSentence>();
    sentences.map(move |sentence| Ok(caption(sentence?, section, 0)))
}

/// The captions of all sections of the audiobook in a folder, with times from the start of a file that holds them all.
/// `lengths` are those of the sections, in samples.
///
/// # Errors
/// The manifest cannot be read.
pub fn book(folder: &Folder, lengths: impl IntoIterator<Item = u64>) -> Result<BookCaptions> {
    Ok(BookCaptions {
        sentences: Sentences::open(folder)?,
        lengths: lengths.into_iter().collect(),
        begun: 0,
        offset: 0,
    })
}

/// The captions of the sections from the byte of the manifest on at which one starts, with
/// times from the start of its file.
///
/// # Errors
/// The manifest cannot be read.
pub(crate) fn from(
    folder: &Folder,
    start: u64,
    lengths: impl IntoIterator<Item = u64>,
) -> Result<BookCaptions> {
    Ok(BookCaptions {
        sentences: Sentences::open_at(folder, start)?,
        lengths: lengths.into_iter().collect(),
        begun: 0,
        offset: 0,
    })
}

/// The caption of a line that was spoken as `cue` says, with the times of the cue, without a
/// manifest. `section` counts from 0. Whether it opens its block is left to the caller.
pub fn of_line(plan: &Plan<'_>, line: &ScriptLine, cue: Cue, section: usize) -> Caption {
    let engine = plan.settings.voice.engine();
    let (utterance, rendered) = (&line.utterance, &line.rendered);
    let words = utterance.words.iter();
    let words = words.zip(&rendered.words).zip(cue.words);
    let words = words.map(|((word, spoken), heard)| TimedWord {
        range: [word.printed.start, word.printed.end],
        spoken: engine.readable(&rendered.text[spoken.clone()]).into_owned(),
        ipa: heard.ipa,
        start: heard.start,
        end: heard.end,
        rule: word.rule.map(str::to_owned),
    });
    let range = utterance.range.clone();
    let sentence = TimedSentence {
        kind: utterance.kind,
        range: [range.start, range.end],
        text: plan.source.text[range].trim().to_owned(),
        start: cue.start,
        end: cue.end,
        opens_block: false,
        words: words.collect(),
    };
    caption(sentence, section, 0)
}

/// See [`book`].
#[derive(Debug)]
pub struct BookCaptions {
    sentences: Sentences,
    /// Of the sections, in samples.
    lengths: Vec<u64>,
    /// How many sections have been begun, with the one being read.
    begun: usize,
    /// The start of that section.
    offset: u64,
}

impl Iterator for BookCaptions {
    type Item = Result<Caption>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.begun > 0 {
                if let Some(sentence) = self.sentences.next_sentence() {
                    let section = self.begun - 1;
                    return Some(sentence.map(|each| caption(each, section, self.offset)));
                }
                self.offset = self.offset.saturating_add(self.lengths[self.begun - 1]);
            }
            if self.begun == self.lengths.len() {
                self.begun = 0;
                self.lengths.clear();
                return None;
            }
            self.begun += 1;
            self.sentences.enter_section();
        }
    }
}

pub(super) fn caption(sentence: TimedSentence, section: usize, offset: u64) -> Caption {
    let (text, places) = collapse_whitespace(&sentence.text);
    // The text is the range without leading white space: a part of a long sentence begins
    // where the part before it ends.
    let [start, end] = sentence.range;
    let first_byte = end.saturating_sub(sentence.text.len()).max(start);
    let place = |byte: usize| places[byte.saturating_sub(first_byte).min(places.len() - 1)];
    let words = sentence.words.into_iter().map(|word| CaptionWord {
        range: place(word.range[0])..place(word.range[1]),
        start: offset.saturating_add(word.start),
        end: offset.saturating_add(word.end),
        said: word.rule.map(|rule| Said {
            rule,
            spoken: word.spoken,
            ipa: word.ipa,
        }),
    });
    Caption {
        section,
        kind: sentence.kind,
        opens_block: sentence.opens_block,
        start: offset.saturating_add(sentence.start),
        end: offset.saturating_add(sentence.end),
        words: one_after_another(words.collect(), &text),
        text,
    }
}

/// The text on one line, and for each byte of the original (and its end) the byte in that
/// line. A single no-break space is kept.
fn collapse_whitespace(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    let is_blank = |byte: usize| text[byte..].chars().next().is_none_or(char::is_whitespace);
    for (byte, c) in text.char_indices() {
        let next = byte + c.len_utf8();
        let place = out.len();
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !is_blank(next) {
            let is_alone = !text[..byte].ends_with(char::is_whitespace);
            out.push(if is_alone && is_no_break(c) { c } else { ' ' });
        }
        places.extend((0..c.len_utf8()).map(|_| place));
    }
    places.push(out.len());
    (out, places)
}

fn is_no_break(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// The words in the order of the text. Where two overlap, the overlap belongs to the first.
fn one_after_another(mut words: Vec<CaptionWord>, text: &str) -> Vec<CaptionWord> {
    words.sort_by_key(|word| (word.range.start, word.start));
    let mut kept: Vec<CaptionWord> = Vec::with_capacity(words.len());
    for mut word in words {
        let taken = kept.last().map_or(0, |last| last.range.end);
        word.range = trimmed(text, word.range.start.max(taken)..word.range.end);
        match kept.last_mut() {
            Some(last) if word.range.is_empty() => last.end = last.end.max(word.end),
            _ if word.range.is_empty() => {}
            _ => kept.push(word),
        }
    }
    kept
}

/// The range without the white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else {
        return range.start..range.start;
    };
    let start = range.end - part.trim_start().len();
    start..start + part.trim().len()
}
