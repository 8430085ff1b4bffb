//! Pronunciation: the words of a sentence in, and for each word that French letter-to-sound
//! rules get wrong its pronunciation out, as IPA or as a respelling.
//!
//! The sources are asked in this order: the user's [`lexicon`]; the phrases and compounds of
//! the built-in one; `homographs`, whose sound depends on the words around them; the words of
//! the built-in lexicon; `letter_rules` for words that no table can list. "Wrong" was found out
//! with eSpeak NG. What is printed is never touched: captions show the author's words.

use std::borrow::Cow;

pub mod ipa;
pub mod mnemonics;

pub mod context;
pub mod word;

mod english;
mod foreign_names;
pub(crate) mod homographs;
mod inversions;
mod languages;
pub mod lexicon;
pub mod lookup;
mod names_in_er;
mod plain_words;

pub(crate) mod letter_rules;
pub(crate) mod window;

pub(crate) use english::is_compound;
pub use ipa::Ipa;
pub(crate) use lookup::{is_listed, is_listed_name};

/// How a word is pronounced, where its own letters would mislead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pronunciation {
    /// Other letters, which have the French values that are meant.
    Respelling(Cow<'static, str>),
    /// Its sounds.
    Ipa(Ipa),
}

/// The rule that decided a pronunciation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PronunciationRule {
    /// An entry of the user's lexicon.
    User,
    /// A rule on the words around a homograph, by name.
    Homograph(&'static str),
    /// An entry of the built-in lexicon.
    BuiltIn,
    /// A rule on letters, by name.
    Letters(&'static str),
}

impl PronunciationRule {
    /// The name that `show spoken --explain` and the manifest print.
    pub fn name(self) -> &'static str {
        match self {
            PronunciationRule::User => "your lexicon",
            PronunciationRule::Homograph(name) | PronunciationRule::Letters(name) => name,
            PronunciationRule::BuiltIn => "lexicon",
        }
    }
}

#[cfg(test)]
mod name_tests;
#[cfg(test)]
mod tests;
