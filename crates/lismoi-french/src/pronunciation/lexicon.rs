//! Tables of words and how they are said: the built-in one, and the user's own.

use std::sync::LazyLock;

use super::Said;
use super::context::Letters;
use rustc_hash::FxHashMap;

/// Words that eSpeak NG says wrong. A tab between a word and how it is said; `[...]` holds
/// phonemes; a capital in the word must be there in the text too; `*` at the end of a word
/// stands for any ending, which is kept.
const TABLES: [&str; 6] = [
    include_str!("words.tsv"),
    include_str!("stems.tsv"),
    LOANS,
    include_str!("places.tsv"),
    include_str!("people.tsv"),
    include_str!("fixed.tsv"),
];

/// The loan words, one of the tables above.
pub const LOANS: &str = include_str!("loans.tsv");

/// Verbs in the third person plural whose mute ending eSpeak NG says as in a noun.
const VERBS: &str = include_str!("verbs.txt");

/// The built-in lexicon, made ready at the first word.
pub static BUILT_IN: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for line in TABLES.iter().flat_map(|text| text.lines()) {
        if let Some((word, said)) = line.split_once('\t') {
            table.add(word, read(said));
        }
    }
    for verb in VERBS.lines() {
        let silent = verb.strip_suffix("nt").unwrap_or(verb);
        table.add(verb, Said::Spelling(silent.to_owned()));
    }
    table
});

/// How to say a word, as tables write it.
pub fn read(said: &str) -> Said {
    match said
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'))
    {
        Some(phonemes) => Said::Phonemes(phonemes.to_owned()),
        None => Said::Spelling(said.to_owned()),
    }
}

/// What the user wants said otherwise.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The user's own entries.
    pub entries: Table,
}

/// Words, phrases and stems with how they are said.
#[derive(Clone, Debug, Default)]
pub struct Table {
    words: FxHashMap<Box<str>, Said>,
    /// Words that are listed with a capital, in lower case.
    names: FxHashMap<Box<str>, Said>,
    /// Phrases by their first word, the longest first.
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// Starts of words by their first four bytes, the longest first.
    stems: FxHashMap<[u8; 4], Vec<(Box<str>, String)>>,
}

/// The words after a phrase's first, and how the whole is said.
type Phrase = (Vec<Box<str>>, Entry);

/// How a phrase is said.
#[derive(Clone, Debug)]
struct Entry {
    said: Said,
    needs_capital: bool,
}

impl Table {
    /// Adds a word, a phrase, or a stem that ends in `*`. A later entry replaces an
    /// earlier one.
    pub fn add(&mut self, word: &str, said: Said) {
        let lower = word.to_lowercase();
        if let (Some(stem), Said::Spelling(spelling)) = (lower.strip_suffix('*'), &said) {
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
                self.words.insert(lower.into(), said);
            }
            None => {
                self.names.insert(lower.into(), said);
            }
            Some((first, rest)) => {
                let entry = Entry {
                    said,
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

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.names.is_empty()
            && self.phrases.is_empty()
            && self.stems.is_empty()
    }

    /// How a word in lower case is said.
    pub fn word(&self, lower: &str, letters: Letters) -> Option<&Said> {
        let name = (letters != Letters::Small).then(|| self.names.get(lower));
        name.flatten().or_else(|| self.words.get(lower))
    }

    /// How the longest phrase that starts with `first` is said, and how many words it has.
    /// `next` gives the words after it, from 0, in lower case.
    pub fn phrase<'a>(
        &self,
        first: &str,
        letters: Letters,
        next: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<(&Said, usize)> {
        let phrases = self.phrases.get(first)?;
        phrases
            .iter()
            .filter(|(_, entry)| entry.fits(letters))
            .find(|(rest, _)| {
                rest.iter()
                    .enumerate()
                    .all(|(index, word)| next(index) == Some(&**word))
            })
            .map(|(rest, entry)| (&entry.said, rest.len() + 1))
    }

    /// The word with another start, where its start is listed.
    pub fn respelled(&self, lower: &str) -> Option<String> {
        let stems = self.stems.get(&first_bytes(lower)?)?;
        stems.iter().find_map(|(stem, spelling)| {
            let ending = lower.strip_prefix(&**stem)?;
            Some([spelling, ending].concat())
        })
    }
}

impl Entry {
    fn fits(&self, letters: Letters) -> bool {
        !self.needs_capital || letters != Letters::Small
    }
}

fn first_bytes(word: &str) -> Option<[u8; 4]> {
    word.as_bytes().first_chunk().copied()
}
