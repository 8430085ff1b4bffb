//! Captions: the manifest in, the printed text in step with the sound out.
//!
//! [`read`] makes a [`Caption`] of every sentence of a finished manifest, [`lines`] breaks
//! it into what fits on a screen, and there is a writer for each format. The listener reads
//! the author's words while the voice says ours. Nothing is held but one sentence.

use std::ops::Range;

use lismoi_document::BlockKind;

pub mod read;

pub mod lines;

mod marks;
pub(super) mod times;

pub mod srt;
pub mod vtt;

pub mod lrc;
pub mod words;

pub mod write;

/// A sentence as it is printed, and when it is heard; of a very long one, a part.
///
/// Times are in samples from the start of the audio file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The place of its section in the audiobook, from 0.
    pub section: usize,
    /// What it stands in.
    pub kind: BlockKind,
    /// Whether it is the first of its block.
    pub opens_block: bool,
    /// What is printed, on one line.
    pub text: String,
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
    /// Its spoken words in the order of the text, none over another.
    pub words: Vec<CaptionWord>,
}

/// A printed word that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptionWord {
    /// Its place in the caption's text, in bytes; never empty.
    pub range: Range<usize>,
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
}

/// The forms of captions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaptionForm {
    /// SubRip, by sentence.
    Srt,
    /// WebVTT, by sentence.
    Vtt,
    /// WebVTT, by word.
    WordVtt,
    /// LRC, by sentence.
    Lrc,
    /// JSON, by word.
    WordJson,
}

impl CaptionForm {
    /// What its files end in, without the first dot.
    pub fn extension(self) -> &'static str {
        match self {
            CaptionForm::Srt => "srt",
            CaptionForm::Vtt => "vtt",
            CaptionForm::WordVtt => "words.vtt",
            CaptionForm::Lrc => "lrc",
            CaptionForm::WordJson => "words.json",
        }
    }
}

/// The audio file that captions belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recording<'a> {
    /// What it is called; `None` where it has no title.
    pub title: Option<&'a str>,
    /// Its length.
    pub samples: u64,
}

#[cfg(test)]
mod tests;
