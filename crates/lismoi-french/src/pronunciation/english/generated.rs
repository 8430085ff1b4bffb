//! The generated tables of English words, and the forms that no table lists.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::COMPANY;
use super::table::TABLE;
use crate::pronunciation::lexicon::is_loan_word;

/// Words that no French list has.
const WORDS: &str = include_str!("../../../data/english_generated.tsv");
/// Words that French has too.
const HOMOGRAPHS: &str = include_str!("../../../data/english_generated_homographs.tsv");
/// Function words that French has too, and such as stand beside French ones.
const FUNCTION_WORDS: &str = include_str!("../../../data/english_function_words.tsv");

/// What is said for the signs of an address shows no language.
pub(super) const SPOKEN_SIGNS: [&str; 3] = ["slash", "point", "plus"];

static GENERATED: LazyLock<Generated> = LazyLock::new(Generated::read);

struct Generated {
    words: FxHashMap<&'static str, &'static str>,
    homographs: FxHashMap<&'static str, &'static str>,
    function_words: FxHashMap<&'static str, &'static str>,
    /// All words, those written by hand too.
    all: Filter,
}

/// The sounds of an English word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) ipa: Cow<'static, str>,
    /// French has the word too.
    pub(super) is_french: bool,
    /// A plural, whose ending is silent but in English phrases.
    pub(super) is_plural: bool,
}

impl Generated {
    fn read() -> Generated {
        let words = table(WORDS, 16_000);
        let homographs = table(HOMOGRAPHS, 7_000);
        let all = words.keys().chain(homographs.keys()).copied();
        let all = Filter::of(all.chain(TABLE.words()).chain(COMPANY.words()));
        Generated {
            words,
            homographs,
            function_words: table(FUNCTION_WORDS, 32),
            all,
        }
    }
}

/// The sounds of a function word in an English phrase.
pub(super) fn function_word(word: &str) -> Option<&'static str> {
    GENERATED.function_words.get(word).copied()
}

/// Whether a word, or the singular of it, is in a table written by hand.
pub(super) fn is_by_hand(word: &str) -> bool {
    TABLE.word(word).is_some()
}

/// A word of any table, or a form of one.
pub(super) fn word(piece: &str) -> Option<Word> {
    exactly(piece).or_else(|| derived(piece)).or_else(|| {
        let one = singulars(piece).find_map(|one| exactly(&one))?;
        let is_plural = true;
        Some(Word { is_plural, ..one })
    })
}

/// Whether a word in lower case shows that the words beside it may be English: no French word
/// does, and of the loan words only those that no French list has.
pub(in super::super) fn is_sign(lower: &str) -> bool {
    match lower.as_bytes() {
        [] | [_] => false,
        // Few French words end so.
        [.., b'g' | b'd' | b'y' | b'l'] => is_listed_sign(lower) || derived(lower).is_some(),
        [.., b's'] => is_listed_sign(lower) || singulars(lower).any(|one| is_listed_sign(&one)),
        _ => is_listed_sign(lower),
    }
}

fn is_listed_sign(word: &str) -> bool {
    let generated = &*GENERATED;
    if !generated.all.may_hold(word) || SPOKEN_SIGNS.contains(&word) {
        return false;
    }
    let by_hand = || TABLE.exactly(word).is_some_and(|word| !word.is_french);
    generated.words.contains_key(word)
        || COMPANY.contains(word)
        || (by_hand() && !is_loan_word(word))
}

/// Endings that a listed word may have, and their sounds; those of a past are told by the word.
const ENDINGS: [(&str, &str); 6] = [
    ("ing", "iŋ"),
    ("ly", "li"),
    ("ness", "nɛs"),
    ("less", "lɛs"),
    ("ful", "ful"),
    ("ed", ""),
];

/// Letters in a stem: fewer are in foreign names too, as in "Hamed".
const SHORTEST_STEM: usize = 4;

fn exactly(word: &str) -> Option<Word> {
    let listed = |ipa: &'static str, is_french| Word {
        ipa: ipa.into(),
        is_french,
        is_plural: false,
    };
    let generated = &*GENERATED;
    if !generated.all.may_hold(word) {
        return None;
    }
    let by_hand = TABLE.exactly(word);
    by_hand
        .map(|word| listed(word.ipa, word.is_french))
        .or_else(|| Some(listed(generated.words.get(word)?, false)))
        .or_else(|| Some(listed(generated.homographs.get(word)?, true)))
}

/// "Walking", "blessed", "brightly", "cloudless".
fn derived(piece: &str) -> Option<Word> {
    let (rest, ending, sounds) = ENDINGS
        .iter()
        .find_map(|(ending, sounds)| Some((piece.strip_suffix(ending)?, *ending, *sounds)))?;
    let is_of_verb = matches!(ending, "ing" | "ed");
    let stem = |stem: &str| exactly(stem).filter(|_| stem.len() >= SHORTEST_STEM);
    let doubled = || {
        let (short, last) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
        stem(short).filter(|_| short.ends_with(last))
    };
    let found = match is_of_verb {
        true => stem(&[rest, "e"].concat())
            .or_else(|| stem(rest))
            .or_else(doubled)?,
        // French names end so: "Bailly".
        false => stem(rest).filter(|stem| !stem.is_french)?,
    };
    let sounds = match ending {
        "ed" if found.ipa.ends_with(['t', 'd']) => "id",
        "ed" if found.ipa.ends_with(['p', 'k', 'f', 's', 'ʃ']) => "t",
        "ed" => "d",
        _ => sounds,
    };
    Some(Word {
        ipa: [&found.ipa, sounds].concat().into(),
        is_french: false,
        is_plural: false,
    })
}

/// What a plural may be the plural of: "king", "box", "story".
fn singulars(piece: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let one = piece.strip_suffix('s');
    let one = one.filter(|one| one.len() > 2 && !one.ends_with('s'));
    let sibilant = one.and_then(|one| one.strip_suffix('e'));
    let sibilant = sibilant.filter(|one| {
        ["ch", "sh", "ss", "x", "z"]
            .iter()
            .any(|end| one.ends_with(end))
    });
    let in_y = one.and_then(|one| Some(Cow::Owned([one.strip_suffix("ie")?, "y"].concat())));
    let whole = [one, sibilant].into_iter().flatten().map(Cow::Borrowed);
    whole.chain(in_y)
}

/// The sounds of a plural whose ending is heard, as in the titles of films.
pub(super) fn with_plural(ipa: &str) -> String {
    let ending = match ipa {
        _ if ipa.ends_with(['s', 'z', 'ʃ', 'ʒ']) => "iz",
        _ if ipa.ends_with(['p', 't', 'k', 'f']) => "s",
        _ => "z",
    };
    [ipa, ending].concat()
}

/// A table with room for so many words.
fn table(text: &'static str, words: usize) -> FxHashMap<&'static str, &'static str> {
    let mut table = FxHashMap::with_capacity_and_hasher(words, FxBuildHasher);
    table.extend(entries(text));
    table
}

pub(super) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| line.split_once('\t'));
    entries.map(|(word, ipa)| (word, ipa.trim_matches('/')))
}

/// One bit for the hash of each word: most other words are dismissed by it.
struct Filter(Box<[u64; 4096]>);

impl Filter {
    fn of<'a>(words: impl Iterator<Item = &'a str>) -> Filter {
        let mut bits = Box::new([0; 4096]);
        for word in words {
            let (place, bit) = Filter::place(word);
            bits[place] |= 1 << bit;
        }
        Filter(bits)
    }

    fn may_hold(&self, word: &str) -> bool {
        let (place, bit) = Filter::place(word);
        self.0[place] >> bit & 1 == 1
    }

    fn place(word: &str) -> (usize, u64) {
        let hash = FxBuildHasher.hash_one(word);
        ((hash >> 6) as usize % 4096, hash % 64)
    }
}
