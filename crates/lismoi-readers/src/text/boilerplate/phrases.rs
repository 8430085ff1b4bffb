//! Boilerplate that is recognised by its words: the phrases of `data/boilerplate.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use lismoi_document::SkipReason;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{self, StrDeserializer};

use super::words;

/// Phrases in French, English and German.
const TABLE: &str = include_str!("../../../data/boilerplate.tsv");

/// Punctuation between a label and what it names.
const COLONS: [char; 7] = [':', '|', '>', '→', '»', '–', '—'];

/// A block that is boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BoilerplateMatch {
    /// Why the block is skipped.
    pub(crate) reason: SkipReason,
    /// Whether it holds nothing but a label: "Lire aussi :".
    pub(crate) is_label: bool,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    /// Words of which one must be in the block too; empty if none is needed.
    beside: Vec<&'static str>,
    mode: MatchMode,
    reason: SkipReason,
}

/// How a phrase matches a block; see the head of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MatchMode {
    Whole,
    Counted,
    Label,
    Colon,
    Start,
}

/// The phrases by their first words.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let phrase = parse(line).expect("each line of the table has three known columns");
        phrases
            .entry(phrase.words[0].clone())
            .or_default()
            .push(phrase);
    }
    phrases
});

fn parse(line: &'static str) -> Option<Phrase> {
    let mut columns = line.split('\t');
    let reason = reason_named(columns.next()?)?;
    let mode = match columns.next()? {
        "whole" => MatchMode::Whole,
        "counted" => MatchMode::Counted,
        "label" => MatchMode::Label,
        "colon" => MatchMode::Colon,
        "start" => MatchMode::Start,
        _ => return None,
    };
    let phrase = columns.next()?;
    let beside = columns.next().unwrap_or_default();
    Some(Phrase {
        words: words::lower_case(phrase).map(|(word, _)| word).collect(),
        beside: beside.split_whitespace().collect(),
        mode,
        reason,
    })
}

fn reason_named(name: &str) -> Option<SkipReason> {
    let name: StrDeserializer<'_, value::Error> = name.into_deserializer();
    SkipReason::deserialize(name).ok()
}

/// The first phrase of the table that matches a block.
pub(super) fn find(block: &str) -> Option<BoilerplateMatch> {
    let first = words::lower_case(block)
        .find(|(word, _)| !is_number(word))?
        .0;
    let phrases = PHRASES.get(&first)?;
    let words: Vec<(String, usize)> = words::lower_case(block).collect();
    let phrase = phrases
        .iter()
        .find(|phrase| phrase.matches(block, &words))?;
    Some(BoilerplateMatch {
        reason: phrase.reason,
        is_label: phrase.mode == MatchMode::Label && words.len() == phrase.words.len(),
    })
}

/// Whether a block starts with a phrase of this reason, whatever follows.
pub(super) fn starts(block: &str, reason: SkipReason) -> bool {
    let words: Vec<String> = words::lower_case(block).map(|(word, _)| word).collect();
    let phrases = words.first().and_then(|first| PHRASES.get(first));
    phrases.is_some_and(|phrases| {
        phrases
            .iter()
            .any(|phrase| phrase.reason == reason && words.starts_with(&phrase.words))
    })
}

impl Phrase {
    /// Whether the phrase matches `block`, whose words with their ends are `words`.
    fn matches(&self, block: &str, words: &[(String, usize)]) -> bool {
        let is_beside = |(word, _): &(String, usize)| self.beside.contains(&word.as_str());
        if !self.beside.is_empty() && !words.iter().any(is_beside) {
            return false;
        }
        if self.mode == MatchMode::Counted {
            let uncounted = words.iter().filter(|(word, _)| !is_number(word));
            return words.len() > self.words.len()
                && uncounted.map(|(word, _)| word).eq(&self.words);
        }
        let count = self.words.len();
        let mut pairs = words.iter().zip(&self.words);
        if words.len() < count || !pairs.all(|((word, _), wanted)| word == wanted) {
            return false;
        }
        let rest = block[words[count - 1].1..].trim_start();
        match self.mode {
            MatchMode::Whole => words.len() == count,
            MatchMode::Label => words.len() == count || rest.starts_with(COLONS),
            MatchMode::Colon => follows_colon(rest, self.reason),
            MatchMode::Start | MatchMode::Counted => true,
        }
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a colon and then a name or title follow; "Lire : un plaisir" is text.
fn follows_colon(rest: &str, reason: SkipReason) -> bool {
    let Some(named) = rest.strip_prefix(COLONS) else {
        return false;
    };
    let named = named.trim_start_matches(|c: char| c.is_whitespace() || "«“\"".contains(c));
    reason == SkipReason::Category || named.is_empty() || named.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_valid() {
        let count = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(PHRASES.values().map(Vec::len).sum::<usize>(), count);
    }
}
