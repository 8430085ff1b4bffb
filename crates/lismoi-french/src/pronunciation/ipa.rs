//! Pronunciations in the International Phonetic Alphabet: the symbols, and their notation.
//!
//! The sounds of French, and of the loan words in it, have their usual symbols, decomposed
//! (NFD): `ɑ̃ ɛ̃ ɔ̃ œ̃ ɲ ŋ t͡ʃ d͡ʒ`. A vowel with a breve (`ə̆`) is reduced. Between words stands a
//! space. Some marks need a word:
//!
//! | notation | meaning |
//! |---|---|
//! | `z‿` | a liaison: heard only before a vowel, as in "les fils" (threads) `/filz‿/` |
//! | `(t)` | heard before a vowel or a pause |
//! | `|` | a break that forbids the liaison, as in "les week-ends" `/|wikɛnd/` |
//! | `‖` | a word boundary within a word |
//! | `(.)` | a short pause |
//! | `ː` | the vowel before it is long |
//! | `ˈ` `ˌ` | primary and secondary stress; without any, stress falls on the last full vowel |
//! | `%` | the word has no stress |

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// A pronunciation in the notation of this [module](self).
///
/// ```
/// use lismoi_french::Ipa;
///
/// let threads = Ipa::new("filz‿").expect("sounds of French");
/// assert_eq!(threads.symbols().collect::<Vec<_>>(), ["f", "i", "l", "z‿"]);
/// assert!(Ipa::new("θo").is_err());
/// ```
// Invariant: a sequence of `SYMBOLS`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ipa(Cow<'static, str>);

/// A character that starts no symbol of the notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no sound of French")]
pub struct UnknownSound(pub char);

/// The class of a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A vowel that may be stressed.
    Vowel,
    /// A vowel that is never stressed: `ə`, and vowels with a breve.
    ReducedVowel,
    /// A consonant, a semivowel or a liaison.
    Consonant,
    /// Stress, length, a pause, a boundary.
    Mark,
}

/// All symbols and their classes. Where several fit, the longest is meant.
const SYMBOLS: [(&str, Class); 66] = {
    use Class::{Consonant, Mark, ReducedVowel, Vowel};
    [
        ("ɑ\u{303}", Vowel),
        ("ɛ\u{303}", Vowel),
        ("ɔ\u{303}", Vowel),
        ("œ\u{303}", Vowel),
        ("a\u{306}", ReducedVowel),
        ("e\u{306}", ReducedVowel),
        ("ɛ\u{306}", ReducedVowel),
        ("y\u{306}", ReducedVowel),
        ("ə\u{306}", ReducedVowel),
        ("ɪ\u{306}", ReducedVowel),
        ("œ\u{306}", ReducedVowel),
        ("ə", ReducedVowel),
        ("oʊ", Vowel),
        ("uː", Vowel),
        ("ɐ", Vowel),
        ("a", Vowel),
        ("e", Vowel),
        ("ɛ", Vowel),
        ("i", Vowel),
        ("ɪ", Vowel),
        ("o", Vowel),
        ("ɔ", Vowel),
        ("u", Vowel),
        ("y", Vowel),
        ("œ", Vowel),
        ("ø", Vowel),
        ("t\u{361}ʃ", Consonant),
        ("d\u{361}ʒ", Consonant),
        ("t‿", Consonant),
        ("z‿", Consonant),
        ("n‿", Consonant),
        ("p‿", Consonant),
        ("ʁ‿", Consonant),
        ("(t)", Consonant),
        ("(z)", Consonant),
        ("i\u{306}", Consonant),
        ("u\u{306}", Consonant),
        ("b", Consonant),
        ("d", Consonant),
        ("f", Consonant),
        ("ɡ", Consonant),
        ("k", Consonant),
        ("l", Consonant),
        ("m", Consonant),
        ("n", Consonant),
        ("ɲ", Consonant),
        ("ŋ", Consonant),
        ("p", Consonant),
        ("ʁ", Consonant),
        ("s", Consonant),
        ("ʃ", Consonant),
        ("t", Consonant),
        ("v", Consonant),
        ("w", Consonant),
        ("z", Consonant),
        ("ʒ", Consonant),
        ("j", Consonant),
        ("x", Consonant),
        ("‖", Mark),
        ("|", Mark),
        ("ˈ", Mark),
        ("ˌ", Mark),
        ("%", Mark),
        ("ː", Mark),
        ("(.)", Mark),
        (" ", Mark),
    ]
};

impl Ipa {
    /// A pronunciation; composed characters are decomposed.
    ///
    /// # Errors
    /// The first character that starts no symbol.
    pub fn new(text: &str) -> Result<Ipa, UnknownSound> {
        let text: String = text.nfd().collect();
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let (symbol, _) = first_symbol(rest).ok_or(UnknownSound(first))?;
            rest = &rest[symbol.len()..];
        }
        Ok(Ipa(text.into()))
    }

    /// A pronunciation of a table that a test holds to the notation.
    pub(crate) fn from_table(text: impl Into<Cow<'static, str>>) -> Ipa {
        Ipa(text.into())
    }

    /// The notation.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The symbols, in order; a space between words is one.
    pub fn symbols(&self) -> impl Iterator<Item = &'static str> {
        self.classified().map(|(symbol, _)| symbol)
    }

    /// The symbols and their classes, in order.
    pub fn classified(&self) -> impl Iterator<Item = (&'static str, Class)> {
        let mut rest = &*self.0;
        std::iter::from_fn(move || {
            let symbol = first_symbol(rest)?;
            rest = &rest[symbol.0.len()..];
            Some(symbol)
        })
    }

    /// Whether anything is heard.
    pub fn has_sound(&self) -> bool {
        self.classified().any(|(_, class)| class != Class::Mark)
    }

    /// The pronunciation after that of an elided word.
    pub(crate) fn after(self, elided: &str) -> Ipa {
        match elided {
            "" => self,
            _ => Ipa([elided, &self.0].concat().into()),
        }
    }
}

impl fmt::Display for Ipa {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The longest symbol that `text` starts with.
fn first_symbol(text: &str) -> Option<(&'static str, Class)> {
    /// The symbols by their first byte, the longest first.
    static BY_START: LazyLock<[Vec<(&str, Class)>; 256]> = LazyLock::new(|| {
        let mut by_start = [const { Vec::new() }; 256];
        for (symbol, class) in SYMBOLS {
            by_start[usize::from(symbol.as_bytes()[0])].push((symbol, class));
        }
        for symbols in &mut by_start {
            symbols.sort_by_key(|(symbol, _)| std::cmp::Reverse(symbol.len()));
        }
        by_start
    });
    let first = *text.as_bytes().first()?;
    let symbols = BY_START[usize::from(first)].iter();
    symbols
        .copied()
        .find(|(symbol, _)| text.starts_with(symbol))
}
