//! The table of English words, and filters that dismiss most French words at once.

use std::sync::LazyLock;

use lismoi_document::word_list::WordList;
use rustc_hash::FxHashMap;

/// Words that are English wherever they stand.
const WORDS: [&str; 3] = [
    include_str!("../../../data/english_bases.tsv"),
    include_str!("../../../data/english_words.tsv"),
    include_str!("../../../data/loans.tsv"),
];
/// Words that are French too.
const HOMOGRAPHS: &str = include_str!("../../../data/english_homographs.tsv");

/// English words that French people conjugate: "forker", "il a scrollé". No form of them is a
/// word of French.
pub(super) static VERBS: WordList = WordList::new(include_str!("../../../data/english_verbs.txt"));

/// Parts that only follow a word.
const SUFFIXES: [(&str, &str); 5] = [
    ("less", "lɛs"),
    ("ness", "nɛs"),
    ("ful", "ful"),
    ("ware", "wɛʁ"),
    ("ship", "ʃip"),
];

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// English words with their sounds.
pub(super) struct Table {
    words: FxHashMap<&'static str, Word>,
    starts: Filter,
    ends: Filter,
    verbs: Filter,
}

/// The sounds of an English word in the notation of [`Ipa`](crate::Ipa).
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) ipa: &'static str,
    /// The word is French where it stands alone.
    pub(super) is_french: bool,
}

impl Table {
    fn read() -> Table {
        let mut table = Table {
            words: FxHashMap::with_capacity_and_hasher(6000, Default::default()),
            starts: Filter::default(),
            ends: Filter::default(),
            verbs: Filter::default(),
        };
        let texts = [(HOMOGRAPHS, true)]
            .into_iter()
            .chain(WORDS.map(|text| (text, false)));
        for (text, is_french) in texts {
            for (word, ipa) in text.lines().filter_map(entry) {
                table.words.insert(word, Word { ipa, is_french });
                table.starts.add_start(word.as_bytes());
                table.ends.add_end(word.as_bytes());
            }
        }
        for verb in VERBS.words() {
            table.verbs.add_start(verb.as_bytes());
        }
        for (suffix, _) in SUFFIXES {
            table.ends.add_end(suffix.as_bytes());
        }
        table
    }

    /// Whether a listed word may stand at the start of a piece.
    pub(super) fn may_start(&self, piece: &str) -> bool {
        self.starts.may_start(piece.as_bytes())
    }

    /// Whether a verb may stand at the start of a piece.
    pub(super) fn may_start_verb(&self, piece: &str) -> bool {
        self.verbs.may_start(piece.as_bytes())
    }

    /// Whether a listed word, or its plural, may stand at the end of a piece.
    pub(super) fn may_end(&self, piece: &str) -> bool {
        let ends = |letters: &[u8]| {
            let length = letters.len();
            length > 5
                && (self.ends.three(&letters[length - 3..])
                    || self.ends.four(&letters[length - 4..]))
        };
        ends(piece.as_bytes())
            || piece
                .strip_suffix('s')
                .is_some_and(|one| ends(one.as_bytes()))
    }

    /// All listed words.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.keys().copied()
    }

    /// A listed word, not its plural.
    pub(super) fn exactly(&self, word: &str) -> Option<Word> {
        self.words.get(word).copied()
    }

    pub(super) fn lists(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// A listed word or its plural.
    pub(super) fn word(&self, word: &str) -> Option<Word> {
        let singular = || {
            let one = word.strip_suffix('s').filter(|one| one.len() > 2)?;
            self.exactly(one)
        };
        self.exactly(word).or_else(singular)
    }

    /// A part that only follows a word.
    pub(super) fn suffix(&self, part: &str) -> Option<Word> {
        let (_, ipa) = SUFFIXES.iter().find(|(suffix, _)| part == *suffix)?;
        Some(Word {
            ipa,
            is_french: false,
        })
    }
}

/// A word of ASCII letters with its IPA.
fn entry(line: &'static str) -> Option<(&'static str, &'static str)> {
    let (word, written) = line.split_once('\t')?;
    let ipa = written.strip_prefix('/')?.strip_suffix('/')?;
    let is_word = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word.then_some((word, ipa))
}

/// One bit for each group of letters at an edge of a word: three letters for words of three,
/// four for longer ones.
struct Filter(Box<[u64; 1024]>);

impl Default for Filter {
    fn default() -> Filter {
        Filter(Box::new([0; 1024]))
    }
}

impl Filter {
    fn add_start(&mut self, word: &[u8]) {
        match word {
            [first, second, third] => self.add(hash(&[*first, *second, *third])),
            // "Making": the e is lost before an ending. 0xC3 starts an é.
            [first, second, third, b'e'] => {
                for next in [b'a', b'e', b'i', b'o', b'u', 0xC3] {
                    self.add(hash(&[*first, *second, *third, next]));
                }
            }
            _ => self.add(hash(&word[..4])),
        }
    }

    fn add_end(&mut self, word: &[u8]) {
        self.add(hash(&word[word.len().saturating_sub(4)..]));
    }

    fn add(&mut self, bit: u32) {
        self.0[(bit / 64) as usize] |= 1 << (bit % 64);
    }

    fn may_start(&self, letters: &[u8]) -> bool {
        letters.len() > 2 && (self.three(letters) || (letters.len() > 3 && self.four(letters)))
    }

    fn three(&self, letters: &[u8]) -> bool {
        self.holds(hash(&letters[..3]))
    }

    fn four(&self, letters: &[u8]) -> bool {
        self.holds(hash(&letters[..4]))
    }

    fn holds(&self, bit: u32) -> bool {
        self.0[(bit / 64) as usize] >> (bit % 64) & 1 == 1
    }
}

/// A number below 65,536 for a group of letters.
fn hash(letters: &[u8]) -> u32 {
    let number = letters
        .iter()
        .fold(0, |sum: u32, letter| sum << 8 | u32::from(*letter));
    number.wrapping_mul(0x9E37_79B1) >> 16
}
