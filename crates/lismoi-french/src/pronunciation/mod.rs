//! Pronunciation: the words of a sentence in, and for each word that eSpeak NG would say
//! wrong another spelling out, or its phonemes between `[[` and `]]`.
//!
//! A user's lexicon comes first, then words whose sound depends on their neighbours
//! ([`homographs`]), then the built-in [`lexicon`], then [`spelling`] rules for what no
//! table can list. What is printed is never touched: captions show the author's words.

pub mod context;
pub mod window;

pub mod homographs;
pub mod lexicon;
pub mod spelling;

pub mod pls;
pub mod user;

pub mod phonemes;
pub mod say;

/// How to say a word, in eSpeak NG's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Another spelling, which eSpeak NG reads as any French text.
    Spelling(String),
    /// eSpeak NG's phoneme mnemonics.
    Phonemes(String),
}

/// Which rule decided how a word is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A line of the user's own lexicon.
    User,
    /// The name of a rule on the neighbours of a word.
    Neighbours(&'static str),
    /// An entry of the built-in lexicon.
    Lexicon,
    /// The name of a rule on letters.
    Letters(&'static str),
}

impl Rule {
    /// What a person reads.
    pub fn name(self) -> &'static str {
        match self {
            Rule::User => "your lexicon",
            Rule::Neighbours(name) | Rule::Letters(name) => name,
            Rule::Lexicon => "lexicon",
        }
    }
}

/// What is said for one or several words, instead of their own letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pronunciation {
    /// The text for the synthesizer.
    pub text: String,
    /// Why.
    pub rule: Rule,
    /// How many words of the sentence it stands for, at least 1.
    pub words: usize,
}

#[cfg(test)]
mod tests;
