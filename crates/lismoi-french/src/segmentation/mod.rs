//! Segmentation: a block in, its sentences out; and a very long sentence in, clauses out.
//!
//! Whether a mark ends a sentence is decided in `boundary`, with the abbreviations of
//! `abbreviations`. Words that a line end divides are joined in `line_breaks`. How a sentence
//! is said is left to `normalization` and `pronunciation`.

use std::ops::Range;

mod abbreviations;
mod boundary;
mod sentences;

pub(crate) mod clauses;
pub(crate) mod line_breaks;

pub use sentences::Sentences;

/// Whether the blocks of a section still have to be divided into sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segmentation {
    /// Blocks are paragraphs of sentences.
    Sentences,
    /// Each block is one sentence.
    Whole,
}

impl Segmentation {
    /// The sentences of the block at `block`, a range of `source` in bytes.
    pub fn sentences(self, source: &str, block: Range<usize>) -> Sentences<'_> {
        match self {
            Segmentation::Sentences => Sentences::new(source, block),
            Segmentation::Whole => Sentences::whole(source, block),
        }
    }
}
