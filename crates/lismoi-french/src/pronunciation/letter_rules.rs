//! Letters that letter-to-sound rules take for English, respelled so that they are read as
//! French; and letters of French names that are read otherwise than in words.
//!
//! The triggers of the first are the English sections of `dictsource/fr_rules` of eSpeak NG 1.52.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::english::contraction;
use super::word::Case;
use crate::letters::{is_vowel, starts_with_few};

/// Letters to find, letters to put in their place, an example.
const TABLES: [&str; 5] = [
    include_str!("../../data/letters.tsv"),
    include_str!("../../data/letters_of_names.tsv"),
    include_str!("../../data/letters_of_english.tsv"),
    include_str!("../../data/letters_with_open_o.tsv"),
    include_str!("../../data/letters_with_open_eu.tsv"),
];

static RULES: LazyLock<Rules> = LazyLock::new(Rules::read);

/// The rules by the first two bytes of their letters, the longest letters first.
struct Rules {
    by_start: FxHashMap<[u8; 2], Vec<LetterRule>>,
    /// One bit for each possible start, so that most words cost next to nothing.
    starts: Box<[u64; 1024]>,
}

/// One line of the table.
struct LetterRule {
    letters: &'static str,
    spelling: &'static str,
    before: Beside,
    after: Beside,
    /// For words with a capital only.
    is_name: bool,
}

/// A condition on the character beside the letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Anything,
    /// The start of the word, or its end.
    Edge,
    /// The end of the word, but for an s.
    Plural,
    Consonant,
    /// One that r or l may follow in a syllable.
    Stop,
    Vowel,
}

impl Rules {
    fn read() -> Rules {
        let mut rules = Rules {
            by_start: FxHashMap::default(),
            starts: Box::new([0; 1024]),
        };
        let lines = TABLES.iter().flat_map(|table| table.lines());
        let lines = lines.filter(|line| !line.starts_with('#'));
        for line in lines {
            let mut fields = line.split('\t');
            let (Some(pattern), Some(spelling)) = (fields.next(), fields.next()) else {
                continue;
            };
            let (is_name, pattern) = match pattern.strip_prefix('!') {
                Some(rest) => (true, rest),
                None => (false, pattern),
            };
            let (before, rest) = match pattern.chars().next() {
                Some('^') => (Beside::Edge, &pattern[1..]),
                Some('C') => (Beside::Consonant, &pattern[1..]),
                Some('K') => (Beside::Stop, &pattern[1..]),
                Some('V') => (Beside::Vowel, &pattern[1..]),
                _ => (Beside::Anything, pattern),
            };
            let (after, letters) = match rest.chars().next_back() {
                Some('$') => (Beside::Edge, &rest[..rest.len() - 1]),
                Some('~') => (Beside::Plural, &rest[..rest.len() - 1]),
                Some('C') => (Beside::Consonant, &rest[..rest.len() - 1]),
                Some('V') => (Beside::Vowel, &rest[..rest.len() - 1]),
                _ => (Beside::Anything, rest),
            };
            let Some(start) = letters.as_bytes().first_chunk().copied() else {
                continue;
            };
            let rule = LetterRule {
                letters,
                spelling: spelling.trim_end_matches(['C', 'V']),
                before,
                after,
                is_name,
            };
            rules.starts[usize::from(start[0]) * 4 + usize::from(start[1] / 64)] |=
                1 << (start[1] % 64);
            rules.by_start.entry(start).or_default().push(rule);
        }
        for rules in rules.by_start.values_mut() {
            rules.sort_by_key(|rule| {
                let edges = u8::from(rule.before != Beside::Anything)
                    + u8::from(rule.after != Beside::Anything);
                std::cmp::Reverse((rule.letters.len(), edges, rule.is_name))
            });
        }
        rules
    }

    fn at(&self, word: &str, at: usize, case: Case) -> Option<&LetterRule> {
        let start: [u8; 2] = *word.as_bytes()[at..].first_chunk()?;
        let bits = self.starts[usize::from(start[0]) * 4 + usize::from(start[1] / 64)];
        if bits >> (start[1] % 64) & 1 == 0 {
            return None;
        }
        let rules = self.by_start.get(&start)?;
        rules
            .iter()
            .find(|rule| rule.fits(word, at) && (case != Case::Lower || !rule.is_name))
    }
}

impl LetterRule {
    fn fits(&self, word: &str, at: usize) -> bool {
        if !starts_with_few(&word.as_bytes()[at..], self.letters.as_bytes()) {
            return false;
        }
        let rest = &word[at + self.letters.len()..];
        let before = word[..at].chars().next_back();
        let after = rest.chars().next();
        let is_after = match self.after {
            Beside::Plural => rest.is_empty() || rest == "s",
            other => other.accepts(after),
        };
        self.before.accepts(before) && is_after
    }
}

impl Beside {
    fn accepts(self, character: Option<char>) -> bool {
        match self {
            Beside::Anything => true,
            Beside::Edge | Beside::Plural => character.is_none(),
            Beside::Consonant => character.is_some_and(|c| c.is_alphabetic() && !is_vowel(c)),
            Beside::Stop => character.is_some_and(|c| "bcdfgptv".contains(c)),
            Beside::Vowel => character.is_some_and(is_vowel),
        }
    }
}

/// The piece respelled, where some rule changes it.
pub(super) fn respelled(piece: &str, case: Case) -> Option<String> {
    let Some((word, contraction)) = contraction(piece) else {
        return word_respelled(piece, case);
    };
    let word = word_respelled(word, case).unwrap_or_else(|| word.to_owned());
    Some(word + contraction.respelling)
}

/// The word respelled, without what is contracted to it.
fn word_respelled(piece: &str, case: Case) -> Option<String> {
    if let Some(short) = without_lengthening(piece) {
        return Some(word_respelled(&short, case).unwrap_or(short));
    }
    let rules = &*RULES;
    let mut spelled = String::new();
    let (mut copied, mut at) = (0, 0);
    while at < piece.len() {
        match rules.at(piece, at, case) {
            Some(rule) => {
                spelled.push_str(&piece[copied..at]);
                spelled.push_str(rule.spelling);
                at += rule.letters.len();
                copied = at;
            }
            None => at += 1,
        }
    }
    let has_apostrophe = piece.contains('\'');
    if copied == 0 && !has_apostrophe {
        return None;
    }
    spelled.push_str(&piece[copied..]);
    if has_apostrophe {
        spelled = without_inner_apostrophes(&spelled);
    }
    let is_word = piece.chars().all(|c| c.is_alphabetic() || c == '\'');
    if spelled == piece || !is_word {
        return None;
    }
    Some(spelled)
}

/// "Nooon", "heeein": the word without expressive lengthening, a vowel letter three times or more.
fn without_lengthening(word: &str) -> Option<String> {
    let is_lengthened = |letters: &[u8]| {
        let first = letters[0];
        letters.iter().all(|letter| *letter == first) && b"aeiouy".contains(&first)
    };
    // "xviii", "IIIa" are numerals.
    let is_numeral =
        || word.starts_with("iii") || word.bytes().all(|byte| b"ivxlcdm".contains(&byte));
    if !word.as_bytes().windows(3).any(is_lengthened)
        || is_lengthened(word.as_bytes())
        || is_numeral()
    {
        return None;
    }
    let mut short = String::with_capacity(word.len());
    for letter in word.chars() {
        if !("aeiouy".contains(letter) && short.ends_with(letter)) {
            short.push(letter);
        }
    }
    Some(short)
}

/// "Bo'sun", "Ch'in": letters that are joined over an apostrophe before a consonant.
fn without_inner_apostrophes(word: &str) -> String {
    let mut letters = word.chars().peekable();
    let mut joined = String::with_capacity(word.len());
    while let Some(letter) = letters.next() {
        let next = letters.peek();
        let is_inner =
            letter == '\'' && next.is_some_and(|c| c.is_alphabetic() && !is_vowel(*c) && *c != 'h');
        if !is_inner {
            joined.push(letter);
        }
    }
    joined
}
