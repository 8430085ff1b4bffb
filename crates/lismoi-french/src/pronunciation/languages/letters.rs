//! Patterns of letters with conditions on the letters beside them, in tables of a pattern, a
//! tab and a value.

use rustc_hash::FxHashMap;

use crate::letters::{is_vowel, starts_with_few};

/// The patterns of a table, the longest letters first.
pub(super) struct Patterns {
    /// Those of several bytes, by the first two.
    by_start: FxHashMap<[u8; 2], Vec<Pattern>>,
    /// Those of one byte.
    letters: FxHashMap<u8, Vec<Pattern>>,
    /// One bit for each pair of bytes that a pattern can start at, so that most letters cost
    /// next to nothing.
    starts: Box<[u64; 1024]>,
}

/// One line of a table.
pub(super) struct Pattern {
    /// The letters that it stands for.
    pub(super) letters: &'static str,
    /// The value after the tab.
    pub(super) value: &'static str,
    before: Beside,
    after: Beside,
}

/// A condition on the character beside the letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Anything,
    Edge,
    Consonant,
    Vowel,
    /// e, i or y, which soften a c or a g in many languages.
    FrontVowel,
}

impl Patterns {
    /// The patterns of a table; lines that start with `#` are comments.
    pub(super) fn read(table: &'static str) -> Patterns {
        let mut patterns = Patterns {
            by_start: FxHashMap::default(),
            letters: FxHashMap::default(),
            starts: Box::new([0; 1024]),
        };
        patterns.add(table);
        patterns
    }

    /// Adds those of another table, which come after those of the same length.
    pub(super) fn add(&mut self, table: &'static str) {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((written, value)) = line.split_once('\t') else {
                continue;
            };
            let (before, rest) = Beside::first(written);
            let (after, letters) = Beside::last(rest);
            let pattern = Pattern {
                letters,
                value,
                before,
                after,
            };
            match *letters.as_bytes() {
                [] => {}
                [letter] => {
                    let row = usize::from(letter) * 4;
                    self.starts[row..row + 4].fill(u64::MAX);
                    self.letters.entry(letter).or_default().push(pattern);
                }
                [first, second, ..] => {
                    let row = usize::from(first) * 4;
                    self.starts[row + usize::from(second / 64)] |= 1 << (second % 64);
                    let start = [first, second];
                    self.by_start.entry(start).or_default().push(pattern);
                }
            }
        }
        let lists = self.by_start.values_mut().chain(self.letters.values_mut());
        for patterns in lists {
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.rank()));
        }
    }

    /// The first pattern that fits the letters at `at`.
    pub(super) fn at(&self, word: &str, at: usize) -> Option<&Pattern> {
        let start = *word.as_bytes().get(at)?;
        let second = word.as_bytes().get(at + 1).copied().unwrap_or_default();
        let bits = self.starts[usize::from(start) * 4 + usize::from(second / 64)];
        if bits >> (second % 64) & 1 == 0 {
            return None;
        }
        let longer = self.by_start.get(&[start, second]);
        let patterns = longer.into_iter().chain(self.letters.get(&start));
        patterns.flatten().find(|pattern| pattern.fits(word, at))
    }

    /// The value of the longest pattern anywhere in the word.
    pub(super) fn longest(&self, word: &str) -> Option<&'static str> {
        let starts = (0..word.len()).filter(|at| word.is_char_boundary(*at));
        let found = starts.filter_map(|at| self.at(word, at));
        found
            .max_by_key(|pattern| pattern.rank())
            .map(|pattern| pattern.value)
    }
}

impl Pattern {
    /// The length of its letters, and how many conditions it has.
    fn rank(&self) -> (usize, u8) {
        let conditions = u8::from(self.before != Beside::Anything)
            + u8::from(self.after != Beside::Anything)
            + u8::from(self.after == Beside::Edge);
        (self.letters.len(), conditions)
    }

    fn fits(&self, word: &str, at: usize) -> bool {
        if !starts_with_few(&word.as_bytes()[at..], self.letters.as_bytes()) {
            return false;
        }
        let rest = &word[at + self.letters.len()..];
        let (before, after) = (word[..at].chars().next_back(), rest.chars().next());
        self.before.accepts(before) && self.after.accepts(after)
    }
}

impl Beside {
    /// The condition at the start of a pattern, and the rest of it.
    fn first(pattern: &str) -> (Beside, &str) {
        match pattern.chars().next() {
            Some('^') => (Beside::Edge, &pattern[1..]),
            Some('C') => (Beside::Consonant, &pattern[1..]),
            Some('V') => (Beside::Vowel, &pattern[1..]),
            _ => (Beside::Anything, pattern),
        }
    }

    /// The condition at the end of a pattern, and the rest of it.
    fn last(pattern: &str) -> (Beside, &str) {
        let conditions = [
            ('$', Beside::Edge),
            ('C', Beside::Consonant),
            ('V', Beside::Vowel),
            ('E', Beside::FrontVowel),
        ];
        let found = conditions
            .iter()
            .find_map(|(mark, condition)| Some((*condition, pattern.strip_suffix(*mark)?)));
        found.unwrap_or((Beside::Anything, pattern))
    }

    fn accepts(self, character: Option<char>) -> bool {
        let is = |test: fn(char) -> bool| character.is_some_and(test);
        match self {
            Beside::Anything => true,
            Beside::Edge => character.is_none(),
            Beside::Consonant => is(|c| c.is_alphabetic() && !is_any_vowel(c)),
            Beside::Vowel => is(is_any_vowel),
            Beside::FrontVowel => is(|c| "eéèêëiíìîïyä".contains(c)),
        }
    }
}

/// Whether a letter in lower case is a vowel of one of the languages.
fn is_any_vowel(letter: char) -> bool {
    is_vowel(letter) || "áíóúìòãõőűåøăıůěęąīū".contains(letter)
}
