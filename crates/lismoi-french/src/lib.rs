#![doc = include_str!("../README.md")]
//!
//! # The stages
//!
//! | stage | in | out |
//! |---|---|---|
//! | [`segmentation`] | a block of text | sentences |
//! | [`normalization`] | a sentence | spoken forms: "14h30" is "14 heures 30" |
//! | [`pronunciation`] | spoken forms | [`Part`]s: letters, numbers, respellings, IPA |
//! | [`liaison`] | the words of an utterance | what links them, as parts of them |
//! | [`prosody`] | utterances of a section | marks, and pauses in milliseconds |
//!
//! [`utterances`] calls them all, one block at a time and on demand: memory does not grow with
//! the length of a section. Nothing here reads a file, calls C or knows an engine.

use std::ops::Range;

use lismoi_document::{Block, BlockKind, Section};

mod assembly;
mod letters;
mod limits;
mod tokens;
mod unspoken;
mod utterance;

pub mod segmentation;

pub mod normalization;

pub mod pronunciation;

pub mod liaison;

pub mod prosody;

pub use liaison::{Liaison, Liaisons};
pub use limits::{Limits, half_sounds};
pub use normalization::{Dialect, number_in_words};
pub use pronunciation::Ipa;
pub use pronunciation::lexicon::{Lexicon, LexiconError};
pub use prosody::Mark;
pub use prosody::pauses::{Pace, Pauses};
pub use segmentation::Segmentation;
pub use utterance::{Part, Segment, SilentWord, SpokenWord, Utterance};

/// Everything that decides, with the text, what is spoken.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Whether blocks are divided into sentences.
    pub segmentation: Segmentation,
    /// The French of which country.
    pub dialect: Dialect,
    /// How many of the optional liaisons are made.
    pub liaisons: Liaisons,
    /// The user's own words.
    pub lexicon: &'a Lexicon,
    /// The longest words and utterances that the engine takes.
    pub limits: Limits,
}

impl<'a> Options<'a> {
    /// Sentences, in the French of France with a newsreader's liaisons, for any engine.
    pub fn new(lexicon: &'a Lexicon) -> Options<'a> {
        Options {
            segmentation: Segmentation::Sentences,
            dialect: Dialect::France,
            liaisons: Liaisons::Usual,
            lexicon,
            limits: Limits::default(),
        }
    }
}

/// The utterances of a section, in order, with their pauses. `silent` is called with the range
/// of every sentence without a word.
pub fn utterances<'a>(
    source: &'a str,
    section: &'a Section,
    options: Options<'a>,
    pauses: &'a Pauses,
    mut silent: impl FnMut(Range<usize>) + 'a,
) -> impl Iterator<Item = Utterance> + 'a {
    let spoken = segments(source, section, options).filter_map(move |segment| match segment {
        Segment::Utterance(utterance) => Some(utterance),
        Segment::Silent(range) => {
            silent(range);
            None
        }
    });
    prosody::pauses::place(spoken, pauses)
}

/// All segments of a section, in order, without pauses: every character of its blocks that is
/// not white space lies in one of them.
pub fn segments<'a>(
    source: &'a str,
    section: &'a Section,
    options: Options<'a>,
) -> impl Iterator<Item = Segment> + 'a {
    section
        .all_blocks()
        .flat_map(move |block| block_segments(source, block, options))
}

/// All segments of a text that is one paragraph, in order, without pauses.
///
/// ```
/// use lismoi_french::{Lexicon, Options, Segment, paragraph};
///
/// let lexicon = Lexicon::default();
/// let text = "Il est 14h30. M. Dupont dort.";
/// let spoken: Vec<String> = paragraph(text, Options::new(&lexicon))
///     .filter_map(|segment| match segment {
///         Segment::Utterance(utterance) => Some(utterance.spelling()),
///         Segment::Silent(_) => None,
///     })
///     .collect();
/// assert_eq!(spoken, ["Il est quatorze heures trente.", "monsieur Dupont dort."]);
/// ```
pub fn paragraph<'a>(text: &'a str, options: Options<'a>) -> impl Iterator<Item = Segment> + 'a {
    let place = assembly::Place {
        kind: BlockKind::Paragraph,
        block: 0..text.len(),
    };
    sentences(text, place, options)
}

/// Reads the tables that the first sentence would wait for, some milliseconds. Meant for a thread
/// beside the one that reads the article.
pub fn read_tables() {
    const WITH_MOST_RULES: &str = "Les petites amies de Jean Malraux (3 kg) vont à l'ONU. Ils ont \
                                   un week-end agréable en avril ; M. Frank l'a dit, etc.";
    paragraph(WITH_MOST_RULES, Options::new(&Lexicon::default())).for_each(drop);
}

/// The segments of a block. A note that is read aloud follows the sentence that refers to it.
fn block_segments<'a>(
    source: &'a str,
    block: &'a Block,
    options: Options<'a>,
) -> impl Iterator<Item = Segment> + 'a {
    let segmentation = options.segmentation;
    let own = segmentation.sentences(source, block.range.clone());
    own.flat_map(move |sentence| {
        let references = block.references_within(&sentence);
        let notes = block.footnotes_within(&sentence).flat_map(move |note| {
            let place = assembly::Place {
                kind: BlockKind::Paragraph,
                block: note,
            };
            sentences(source, place, options)
        });
        let place = assembly::Place {
            kind: block.kind,
            block: block.range.clone(),
        };
        assembly::segments(source, place, sentence, references, options).chain(notes)
    })
}

/// The segments of a block without references.
fn sentences<'a>(
    source: &'a str,
    place: assembly::Place,
    options: Options<'a>,
) -> impl Iterator<Item = Segment> + use<'a> {
    let sentences = options.segmentation.sentences(source, place.block.clone());
    sentences
        .flat_map(move |sentence| assembly::segments(source, place.clone(), sentence, &[], options))
}

#[cfg(test)]
mod tests;
