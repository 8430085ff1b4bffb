//! French: what is said. [`Section`] in, [`Utterance`]s out.
//!
//! A section's sentences are found, put into the words that will be spoken, and given
//! the pauses that separate them. Everything is made on demand, one block at a time, so
//! that a section may be as long as a book.

use std::ops::Range;

use lismoi_document::{Block, BlockKind, Section};

mod letters;

mod abbreviations;
mod boundary;

pub mod sentences;

mod clauses;
mod line_breaks;

pub mod normalization;

mod tokens;

pub mod spoken;

pub mod pronunciation;

pub mod pauses;

use normalization::Dialect;
use pauses::Pauses;
use pronunciation::lexicon::Lexicon;

/// What is spoken in one breath, and handed to the synthesizer in one piece: a sentence,
/// or a part of a very long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// The kind of block it stands in.
    pub kind: BlockKind,
    /// The block's place in the source.
    pub block: Range<usize>,
    /// Its sentence's place in the source; several utterances may share one.
    pub sentence: Range<usize>,
    /// Its own place in the source.
    pub range: Range<usize>,
    /// The text as it is given to the synthesizer.
    pub text: String,
    /// The spoken words, in order.
    pub words: Vec<SpokenWord>,
    /// What is printed and not said, in order: calls to notes, endings in brackets.
    pub silent: Vec<SilentWord>,
    /// Silence before it, in milliseconds; 0 but at the start of a section.
    pub pause_before_ms: u32,
    /// Silence after it, in milliseconds.
    pub pause_after_ms: u32,
}

/// One word of an [`Utterance`], tied to the printed text that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenWord {
    /// Its place in the utterance's text, in bytes.
    pub spoken: Range<usize>,
    /// Its place in the source, in bytes.
    pub printed: Range<usize>,
    /// The rule that made it; `None` where it is said as it is printed.
    pub rule: Option<&'static str>,
}

/// What a rule leaves unsaid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilentWord {
    /// Its place in the source, in bytes.
    pub printed: Range<usize>,
    /// The rule that silences it.
    pub rule: &'static str,
}

/// One step through a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// To be spoken.
    Utterance(Utterance),
    /// A sentence without a word: its place in the source.
    Silent(Range<usize>),
}

/// Whether the blocks of a section still have to be divided into sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segmentation {
    /// Blocks are paragraphs of sentences.
    Sentences,
    /// Each block is one sentence.
    Whole,
}

impl Segmentation {
    /// The sentences of a block.
    pub fn cut(self, source: &str, block: Range<usize>) -> sentences::Cut<'_> {
        match self {
            Segmentation::Sentences => sentences::Cut::new(source, block),
            Segmentation::Whole => sentences::Cut::whole(source, block),
        }
    }
}

/// All that decides, with the text, what is said.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// What is a sentence.
    pub segmentation: Segmentation,
    /// Whose French it is.
    pub dialect: Dialect,
    /// The words that are said as the user wants.
    pub lexicon: &'a Lexicon,
}

/// The utterances of a section, in order, with their pauses.
pub fn utterances<'a>(
    source: &'a str,
    section: &'a Section,
    options: Options<'a>,
    pauses: &'a Pauses,
    mut silent: impl FnMut(Range<usize>) + 'a,
) -> impl Iterator<Item = Utterance> + 'a {
    let spoken = segments(source, section, options).filter_map(move |line| match line {
        Segment::Utterance(utterance) => Some(utterance),
        Segment::Silent(range) => {
            silent(range);
            None
        }
    });
    pauses::place(spoken, pauses)
}

/// All lines of a section, in order, without pauses: every character of its blocks that
/// is not white space lies in one of them.
pub fn segments<'a>(
    source: &'a str,
    section: &'a Section,
    options: Options<'a>,
) -> impl Iterator<Item = Segment> + 'a {
    section.all_blocks().flat_map(move |block| {
        options
            .segmentation
            .cut(source, block.range.clone())
            .flat_map(move |sentence| {
                let notes = notes(source, block, &sentence, options);
                spoken::segments(source, block, sentence, options).chain(notes)
            })
    })
}

/// The lines of the notes that a sentence refers to and that are read after it.
fn notes<'a>(
    source: &'a str,
    block: &'a Block,
    sentence: &Range<usize>,
    options: Options<'a>,
) -> impl Iterator<Item = Segment> + use<'a> {
    block.footnotes_within(sentence).flat_map(move |range| {
        let note = Block::new(BlockKind::Paragraph, range);
        let sentences = options.segmentation.cut(source, note.range.clone());
        let lines: Vec<Segment> = sentences
            .flat_map(|sentence| spoken::segments(source, &note, sentence, options))
            .collect();
        lines
    })
}

#[cfg(test)]
pub(crate) mod tests;
