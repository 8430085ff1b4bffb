//! A table of words, phrases and stems with their pronunciations.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::pronunciation::Pronunciation;
use crate::pronunciation::word::{Case, Word, is_lower};

/// Words, phrases and stems with their pronunciations.
#[derive(Clone, Debug, Default)]
pub struct Table {
    words: FxHashMap<Cow<'static, str>, Pronunciation>,
    /// Words that are listed with a capital, in lower case.
    names: FxHashMap<Cow<'static, str>, Pronunciation>,
    /// Phrases by their first word, the longest first.
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// Starts of words by their first four bytes, the longest first.
    stems: FxHashMap<[u8; 4], Vec<(Box<str>, String)>>,
}

/// The words after a phrase's first, and the pronunciation of the whole.
type Phrase = (Vec<Box<str>>, Entry);

/// The pronunciation of a phrase.
#[derive(Clone, Debug)]
struct Entry {
    pronunciation: Pronunciation,
    needs_capital: bool,
}

impl Table {
    /// An empty table with room for so many words in lower case, and with a capital.
    pub(super) fn with_capacity(words: usize, names: usize) -> Table {
        Table {
            words: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher),
            names: FxHashMap::with_capacity_and_hasher(names, FxBuildHasher),
            ..Table::default()
        }
    }

    /// Adds a word, a phrase, or a stem that ends in `*`. A later entry replaces an
    /// earlier one.
    pub fn add(&mut self, word: impl Into<Cow<'static, str>>, pronunciation: Pronunciation) {
        let word = word.into();
        let lower = match is_lower(&word) {
            true => word.clone(),
            false => word.to_lowercase().into(),
        };
        if let (Some(stem), Pronunciation::Respelling(spelling)) =
            (lower.strip_suffix('*'), &pronunciation)
        {
            if let Some(key) = first_bytes(stem) {
                let stems = self.stems.entry(key).or_default();
                let spelling = spelling.trim_end_matches('*').to_owned();
                stems.push((stem.into(), spelling));
                stems.sort_by_key(|(stem, _)| std::cmp::Reverse(stem.len()));
            }
            return;
        }
        match lower.split_once(' ') {
            None if lower == word => {
                self.words.insert(lower, pronunciation);
            }
            None => {
                self.names.insert(lower, pronunciation);
            }
            Some((first, rest)) => {
                let entry = Entry {
                    pronunciation,
                    needs_capital: lower != word,
                };
                let phrases = self.phrases.entry(first.into()).or_default();
                let rest: Vec<Box<str>> = rest.split(' ').map(Box::from).collect();
                phrases.retain(|(other, _)| *other != rest);
                phrases.push((rest, entry));
                phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
        }
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.names.is_empty()
            && self.phrases.is_empty()
            && self.stems.is_empty()
    }

    /// Whether it lists the word, whose case may matter.
    pub fn holds(&self, word: &Word<'_>) -> bool {
        !self.is_empty() && self.word(word.lower(), word.case).is_some()
    }

    /// The pronunciation of a word in lower case.
    pub fn word(&self, lower: &str, case: Case) -> Option<&Pronunciation> {
        let name = (case != Case::Lower).then(|| self.names.get(lower));
        name.flatten().or_else(|| self.words.get(lower))
    }

    /// The pronunciation of the longest phrase that starts with `first`, and its word count.
    /// `next` gives the words after it, from 0, in lower case.
    pub fn phrase<'a>(
        &self,
        first: &str,
        case: Case,
        next: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<(&Pronunciation, usize)> {
        let phrases = self.phrases.get(first)?;
        phrases
            .iter()
            .filter(|(_, entry)| entry.fits(case))
            .find(|(rest, _)| {
                rest.iter()
                    .enumerate()
                    .all(|(index, word)| next(index) == Some(&**word))
            })
            .map(|(rest, entry)| (&entry.pronunciation, rest.len() + 1))
    }

    /// The word with its start respelled, where a stem is listed.
    pub fn respelled(&self, lower: &str) -> Option<String> {
        let stems = self.stems.get(&first_bytes(lower)?)?;
        stems.iter().find_map(|(stem, spelling)| {
            let ending = lower.strip_prefix(&**stem)?;
            Some([spelling, ending].concat())
        })
    }
}

impl Entry {
    fn fits(&self, case: Case) -> bool {
        !self.needs_capital || case != Case::Lower
    }
}

fn first_bytes(word: &str) -> Option<[u8; 4]> {
    word.as_bytes().first_chunk().copied()
}
