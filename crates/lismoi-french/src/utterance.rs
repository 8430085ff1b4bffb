//! The types that leave this crate: utterances, their words, and the parts of a word. They are
//! meant for any engine; what one engine needs is left to its renderer.

use std::ops::Range;

use lismoi_document::BlockKind;

use crate::liaison::Liaison;
use crate::pronunciation::Ipa;
use crate::prosody::Mark;

/// The text that is handed to an engine at once: a sentence, or a clause of a very long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// The kind of its block.
    pub kind: BlockKind,
    /// The range of its block in the source, in bytes.
    pub block: Range<usize>,
    /// The range of its sentence in the source; several utterances may share one.
    pub sentence: Range<usize>,
    /// Its own range in the source.
    pub range: Range<usize>,
    /// The spoken words, in order; at least one. The last one has a mark.
    pub words: Vec<SpokenWord>,
    /// Printed words that are not spoken, in order: references to notes, endings in brackets.
    pub silent: Vec<SilentWord>,
    /// Silence before it, in milliseconds; 0 except at the start of a section.
    pub pause_before_ms: u32,
    /// Silence after it, in milliseconds.
    pub pause_after_ms: u32,
}

/// A printed word and how it is spoken, which may take several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenWord {
    /// The range of the printed text in the source, in bytes.
    pub printed: Range<usize>,
    /// What is spoken, part after part, with nothing between them.
    pub parts: Vec<Part>,
    /// The prosodic mark after it.
    pub mark: Option<Mark>,
    /// The name of the rule that made it; `None` where it is read as it is printed.
    pub rule: Option<&'static str>,
}

/// A part of a [`SpokenWord`], with all that an engine may choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Letters that are read as French, with the spaces, hyphens and apostrophes between words.
    Letters(String),
    /// A cardinal, for an engine to read in figures or in words.
    Number {
        /// ASCII digits, without separators.
        figures: String,
        /// The number in words, in the dialect of the [`Options`](crate::Options).
        words: String,
    },
    /// Letters that French letter-to-sound rules tend to get wrong, and a respelling that they
    /// get right.
    Respelled {
        /// The word's own letters.
        letters: String,
        /// Other letters, which have the French values that are meant.
        respelling: String,
    },
    /// Letters whose sound is known.
    Pronounced {
        /// The word's own letters.
        letters: String,
        /// Their pronunciation.
        ipa: Ipa,
    },
    /// What links the word that ends here to the next one, which may be the next spoken word.
    Liaison(Liaison),
    /// A prosodic mark between the words of a spoken form: "zéro six, douze".
    Mark(Mark),
}

/// A printed word that is not spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilentWord {
    /// Its range in the source, in bytes.
    pub printed: Range<usize>,
    /// The rule that silences it.
    pub rule: &'static str,
}

/// One step through a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// To be spoken.
    Utterance(Utterance),
    /// A sentence without a word: its range in the source.
    Silent(Range<usize>),
}

impl Utterance {
    /// The words in letters, with a space between them and their marks: the spoken form for a
    /// reader, whatever the engine.
    pub fn spelling(&self) -> String {
        let mut spelling = String::new();
        for word in &self.words {
            if !spelling.is_empty() {
                spelling.push(' ');
            }
            spelling.push_str(&word.spelling());
            spelling.extend(word.mark.map(Mark::as_str));
        }
        spelling
    }
}

impl SpokenWord {
    /// Whether it is printed in a script that French readers do not know.
    pub fn is_romanized(&self) -> bool {
        matches!(self.rule, Some("other script" | "romanization"))
    }

    /// The word in its own letters, numbers in words.
    pub fn spelling(&self) -> String {
        self.parts.iter().map(Part::spelling).collect()
    }
}

impl Part {
    /// The letters of the part, a number in words, or the mark.
    pub fn spelling(&self) -> &str {
        match self {
            Part::Letters(letters)
            | Part::Number { words: letters, .. }
            | Part::Respelled { letters, .. }
            | Part::Pronounced { letters, .. } => letters,
            Part::Liaison(_) => "",
            Part::Mark(mark) => mark.as_str(),
        }
    }
}

/// Appends letters to the last part where that is letters, else as a part of their own.
pub(crate) fn push_letters(parts: &mut Vec<Part>, letters: &str) {
    match parts.last_mut() {
        _ if letters.is_empty() => {}
        Some(Part::Letters(before)) => before.push_str(letters),
        _ => parts.push(Part::Letters(letters.to_owned())),
    }
}
