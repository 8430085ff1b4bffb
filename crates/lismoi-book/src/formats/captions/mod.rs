//! Captions: the manifest in, the printed text in step with the sound out.
//!
//! [`read`] makes a [`Caption`] of every sentence of a manifest, [`lines`] breaks it into
//! screens, and a file for each format writes and reads it. Captions hold the printed text,
//! not the spoken one. One sentence is held at a time.

use std::fs::File;
use std::io::{BufReader, Write};
use std::ops::Range;

use anyhow::Result;
use lismoi_document::BlockKind;

use crate::lines::Lines;

pub mod read;

pub mod lines;

pub(super) mod marks;
pub(super) mod times;

mod blocks;
pub mod srt;
pub mod vtt;

pub mod lrc;
pub mod words;

pub(crate) mod files;
pub mod whole;

/// A printed sentence, or a part of a very long one, and when it is heard.
///
/// Times are in samples from the start of the audio file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The index of its section, from 0.
    pub section: usize,
    /// The kind of its block.
    pub kind: BlockKind,
    /// Whether it is the first of its block.
    pub opens_block: bool,
    /// The printed text on one line.
    pub text: String,
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
    /// Its spoken words in the order of the text, without overlaps.
    pub words: Vec<CaptionWord>,
}

/// A printed word that is spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptionWord {
    /// Its range in the caption's text, in bytes; never empty.
    pub range: Range<usize>,
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
    /// How it is said where a rule made that; `None` where it is said as it is printed.
    pub said: Option<Said>,
}

/// How a word is said that a rule changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The name of the rule.
    pub rule: String,
    /// The words for the engine: letters, figures, or phonemes in `[[ ]]`.
    pub spoken: String,
    /// The phonemes that were heard; empty where the engine does not tell.
    pub ipa: String,
}

/// How captions are written in a format, and read back.
#[derive(Clone, Copy, Debug)]
pub struct CaptionFormat {
    /// Writes the captions of one audio file.
    pub write: fn(&mut dyn Write, Captions<'_>, Recording<'_>) -> Result<()>,
    /// Reads the cues of a file; fails where it does not begin as the format does.
    pub(crate) read: fn(Lines<BufReader<File>>) -> Result<ShownCues>,
}

/// Captions in order; an error in place of one that cannot be read.
pub type Captions<'a> = &'a mut dyn Iterator<Item = Result<Caption>>;

/// The cues of a caption file in order; an error in place of one that cannot be understood.
pub(crate) type ShownCues = Box<dyn Iterator<Item = Result<ShownCue>>>;

/// A text that a caption file shows at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShownCue {
    pub(crate) start_ms: u64,
    pub(crate) end_ms: u64,
    pub(crate) text: String,
    /// The times within it, in the order of its words.
    pub(crate) inner_ms: Vec<u64>,
}

/// The audio file that captions belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recording<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// Its length.
    pub samples: u64,
    /// Samples per second; the times of its captions are in samples.
    pub sample_rate: u32,
}

#[cfg(test)]
mod tests;
