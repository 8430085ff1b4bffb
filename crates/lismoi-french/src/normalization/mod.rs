//! Spoken forms. A sentence in, a stream of [`Normalized`]s out: each printed stretch with the
//! words that a newsreader says for it.
//!
//! [`VERBALIZERS`](verbalizers::VERBALIZERS) are tried in their order wherever a word starts, from left to
//! right, and the first that takes something wins. What no rule takes is said as it is
//! printed. How single words sound is left to the stages after this one.

use std::borrow::Cow;
use std::ops::Range;

mod scan;

pub mod verbalizers;

mod cursor;

mod number;

mod amount;

mod nouns;

mod cardinals;

mod ordinals;

mod roman;

mod dates;
mod days;
mod life_dates;
mod years;

mod times;

mod currencies;
mod money;

mod coordinates;
mod measures;

mod fractions;

mod ranges;

mod telephone;

mod references;

mod titles;

mod abbreviations;

mod spelling_out;

mod acronyms;

mod codes;
mod versions;

mod capitals;
mod shouted;

mod electronic;

mod inclusive;

mod signs;

mod scripts;

pub(super) use dates::starts_with_date;
pub use scan::{Normalize, is_safe, normalize, plain};

/// One printed stretch and how it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized<'a> {
    /// Its place in the text.
    pub printed: Range<usize>,
    /// The words that are said for it, parted by single spaces, with a comma where the
    /// voice should rest. Empty means that it is silent.
    pub spoken: Cow<'a, str>,
    /// The rule that made it; `None` where it is said as it is printed.
    pub rule: Option<&'static str>,
}

/// Whose French is spoken: it decides how 70, 80 and 90 are said.
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

impl Dialect {
    /// The dialect of a voice, by its name with or without a variant.
    pub fn of_voice(name: &str) -> Dialect {
        match name.split('+').next() {
            Some("fr-be") => Dialect::Belgium,
            Some("fr-ch") => Dialect::Switzerland,
            _ => Dialect::France,
        }
    }
}

/// What a rule makes of the text that starts at its [`Cursor`](place::Cursor).
#[derive(Debug)]
struct Verbalization {
    /// How much of the text it takes, in bytes; never 0.
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
