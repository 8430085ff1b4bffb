//! Normalization: written forms to the words that a newsreader says for them. A sentence in,
//! [`Normalized`] spans out.
//!
//! From left to right, wherever a word starts, the
//! [`VERBALIZERS`](verbalizers::VERBALIZERS) are tried in order; the first one that applies
//! wins. Text that none applies to is said as it is printed. How each word is pronounced is
//! left to later stages.

use std::borrow::Cow;
use std::ops::Range;

mod plain;
mod scan;

pub mod verbalizer;
pub mod verbalizers;

mod cursor;

mod number;

mod number_words;

mod amount;

mod nouns;

mod cardinals;

mod ordinals;

mod roman;

mod dates;
mod days;
mod life_dates;
mod years;

mod races;
mod times;

mod currencies;
mod currency_signs;
mod money;

mod coordinates;
mod dimensions;
mod measures;
mod mixed_case;
mod rates;

mod formulas;
mod fractions;
mod identifiers;

mod quotation;
mod ranges;

mod telephone;

mod law;
mod references;

mod titles;

mod abbreviations;
mod domains;

mod alternatives;

mod spelling_out;

mod accents;
pub mod acronyms;
mod acronyms_as_names;
mod emphasis;

mod codes;
mod versions;

mod biology;
mod capitals;
mod shouted;

mod electronic;

mod inclusive;

mod mojibake;

mod characters;
mod numerals;
mod signs;
mod small_capitals;
mod typed;

mod scripts;
mod scripture;
mod serial_numbers;

pub(super) use dates::starts_with_date;
pub(super) use number_words::in_words;
pub use number_words::in_words as number_in_words;
pub(crate) use plain::{is_hidden, readable};
pub use plain::{is_safe, plain};
pub use scan::{Normalize, normalize};

/// A printed span and the words said for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized<'a> {
    /// Its place in the text.
    pub printed: Range<usize>,
    /// The words said for it, separated by single spaces, with a comma where the voice
    /// pauses. Empty where nothing is said.
    pub spoken: Cow<'a, str>,
    /// The verbalizer's name; `None` where it is said as it is printed.
    pub rule: Option<&'static str>,
}

/// A regional variety of French: it decides how 70, 80 and 90 are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Soixante-dix, quatre-vingts, quatre-vingt-dix.
    #[default]
    France,
    /// Septante, quatre-vingts, nonante.
    Belgium,
    /// Septante, huitante, nonante.
    Switzerland,
}

/// The words that a verbalizer says for the text at its [`Cursor`](cursor::Cursor).
#[derive(Debug)]
struct Verbalization {
    /// The length of the verbalized text, in bytes; never 0.
    length: usize,
    spoken: String,
}

impl Verbalization {
    fn new(length: usize, spoken: impl Into<String>) -> Option<Verbalization> {
        let spoken = spoken.into();
        Some(Verbalization { length, spoken })
    }
}

/// Whether a number agrees with a feminine noun: "vingt et une femmes".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
}

#[cfg(test)]
mod tests;
