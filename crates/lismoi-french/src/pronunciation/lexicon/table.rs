//! A table of words, phrases and stems with their pronunciations.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::pronunciation::Pronunciation;
use crate::pronunciation::word::{Case, Word, is_lower};

/// Words, phrases and stems with their pronunciations.
#[derive(Clone, Debug, Default)]
pub struct Table {
    words: FxHashMap<Cow<'static, str>, Pronunciation>,
    /// Words that are listed with a capital, in lower case.
    names: FxHashMap<Cow<'static, str>, Pronunciation>,
    /// Whole phrases, with a space between words.
    phrases: FxHashMap<Box<str>, Entry>,
    /// What phrases go on with, by their first word.
    phrase_starts: FxHashMap<Box<str>, PhraseStart>,
    /// Starts of words.
    stems: FxHashMap<Box<str>, String>,
    /// The lengths of stems in bytes by their first four bytes, the largest first.
    stem_bytes: FxHashMap<[u8; 4], Vec<usize>>,
}

/// The pronunciation of a phrase.
#[derive(Clone, Debug)]
struct Entry {
    pronunciation: Pronunciation,
    needs_capital: bool,
}

/// The phrases that start with the same word.
#[derive(Clone, Debug, Default)]
struct PhraseStart {
    /// Their second words: most of the words that follow "de" are none.
    seconds: FxHashSet<Box<str>>,
    /// Their word counts, the largest first.
    counts: Vec<usize>,
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
                let spelling = spelling.trim_end_matches('*').to_owned();
                insert(self.stem_bytes.entry(key).or_default(), stem.len());
                self.stems.insert(stem.into(), spelling);
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
                let second = rest.split(' ').next().unwrap_or_default();
                let start = self.phrase_starts.entry(first.into()).or_default();
                start.seconds.insert(second.into());
                insert(&mut start.counts, lower.split(' ').count());
                self.phrases.insert(Box::from(&*lower), entry);
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
        let PhraseStart { seconds, counts } = self.phrase_starts.get(first)?;
        if !seconds.contains(next(0)?) {
            return None;
        }
        let most = (1..*counts.first()?).take_while(|&words| next(words - 1).is_some());
        let most = most.last()? + 1;
        // Long enough for most phrases: every word that begins one is looked up.
        let mut text = String::with_capacity(64);
        counts
            .iter()
            .filter(|&&count| count <= most)
            .find_map(|&count| {
                text.clear();
                text.push_str(first);
                for word in (0..count - 1).map_while(&next) {
                    text.push(' ');
                    text.push_str(word);
                }
                let entry = self.phrases.get(&*text)?;
                let fits = !entry.needs_capital || case != Case::Lower;
                fits.then_some((&entry.pronunciation, count))
            })
    }

    /// The word with its start respelled, where a stem is listed: the longest that fits.
    pub fn respelled(&self, lower: &str) -> Option<String> {
        let lengths = self.stem_bytes.get(&first_bytes(lower)?)?;
        lengths.iter().find_map(|&length| {
            let (stem, ending) = lower.split_at_checked(length)?;
            Some([self.stems.get(stem)?, ending].concat())
        })
    }
}

/// Inserts a length that is not yet there. There are few of them, however many entries.
fn insert(lengths: &mut Vec<usize>, length: usize) {
    if let Err(place) = lengths.binary_search_by(|other| length.cmp(other)) {
        lengths.insert(place, length);
    }
}

fn first_bytes(word: &str) -> Option<[u8; 4]> {
    word.as_bytes().first_chunk().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(letters: &str) -> Pronunciation {
        Pronunciation::Respelling(letters.to_owned().into())
    }

    #[test]
    fn the_longest_phrase_and_the_longest_stem_win_and_later_entries_replace_earlier_ones() {
        let mut table = Table::default();
        for (word, letters) in [
            ("los angeles", "a"),
            ("los angeles times", "b"),
            ("los Alamos", "c"),
            ("los angeles", "d"),
            ("coach*", "cotch*"),
            ("coachi*", "cotchi*"),
            ("coach*", "coutch*"),
        ] {
            table.add(word, said(letters));
        }
        let phrase = |case, words: &'static [&str]| {
            let found = table.phrase("los", case, |index| words.get(index).copied());
            found.map(|(pronunciation, count)| (pronunciation.clone(), count))
        };
        let times = &["angeles", "times", "dit"];
        assert_eq!(phrase(Case::Lower, times), Some((said("b"), 3)));
        assert_eq!(phrase(Case::Lower, &["angeles"]), Some((said("d"), 2)));
        assert_eq!(phrase(Case::Capital, &["alamos"]), Some((said("c"), 2)));
        assert_eq!(phrase(Case::Lower, &["alamos"]), None);
        assert_eq!(table.respelled("coaché").as_deref(), Some("coutché"));
        assert_eq!(table.respelled("coaching").as_deref(), Some("cotching"));
        assert_eq!(table.respelled("coac"), None);
    }

    /// One that compared each entry with all others would take minutes.
    #[test]
    fn entries_with_one_start_cost_no_more_than_others() {
        let mut table = Table::default();
        for number in 0..100_000 {
            table.add(format!("grand mot{number}"), said("gran mo"));
            table.add(format!("coach{number}*"), said("cotch*"));
        }
        let found = table.phrase("grand", Case::Lower, |_| Some("mot99999"));
        assert_eq!(found.map(|(_, count)| count), Some(2));
        assert_eq!(table.respelled("coach99999s").as_deref(), Some("cotchs"));
    }
}
