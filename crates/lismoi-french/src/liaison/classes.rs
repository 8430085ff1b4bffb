//! The classes of words that liaisons depend on, from the tables in `data/`.

use std::sync::LazyLock;

use lismoi_document::word_list::WordList;
use rustc_hash::FxHashMap;

use crate::pronunciation::Ipa;
use crate::pronunciation::Pronunciation;
use crate::pronunciation::lexicon::read_built_in;

/// A word and the name of its [`Class`].
const LINKING: &str = include_str!("../../data/liaison_words.tsv");

/// An adjective and its pronunciation before a noun that it is linked to.
const NASAL: &str = include_str!("../../data/nasal_adjectives.tsv");

static PHRASES: WordList = WordList::new(include_str!("../../data/liaison_phrases.txt"));
static STOPS: WordList = WordList::new(include_str!("../../data/liaison_stops.txt"));
static ASPIRATED: WordList = WordList::new(include_str!("../../data/aspirated_words.txt"));
static MUTE_H: WordList = WordList::new(include_str!("../../data/mute_h_stems.txt"));
static NAMES_WITH_MUTE_H: WordList =
    WordList::new(include_str!("../../data/names_with_mute_h.txt"));
static HEARD: WordList = WordList::new(include_str!("../../data/final_consonants_heard.txt"));
static SINGULAR: WordList = WordList::new(include_str!(
    "../../data/adjectives_linked_in_the_singular.txt"
));
static PLURAL: WordList = WordList::new(include_str!(
    "../../data/adjectives_linked_in_the_plural.txt"
));
static PLURAL_ADJECTIVES: WordList =
    WordList::new(include_str!("../../data/plural_adjectives.txt"));
static PLURAL_NOUNS: WordList =
    WordList::new(include_str!("../../data/plural_nouns_with_vowels.txt"));
static VERBS: WordList = WordList::new(include_str!("../../data/verbs_with_vowels.txt"));

/// The class of a word that is linked to what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// "Les", "un", "mon": whatever follows is its noun.
    Determiner,
    /// "Certains", "autres": a determiner before a noun, a pronoun elsewhere.
    NounDeterminer,
    /// "Ils", "nous".
    Pronoun,
    /// "Dans", "sans", "en".
    Preposition,
    /// "Très", "plus", "bien".
    Adverb,
    /// "Quand", "dont".
    Conjunction,
    /// "Pas", "assez".
    UsualAdverb,
    /// "Après".
    UsualPreposition,
    /// "Est", "ont".
    Auxiliary,
    /// "Peut", "doit": before an infinitive.
    Modal,
    /// "Mais", "depuis": in solemn speech only.
    Many,
}

const CLASSES: [(&str, Class); 11] = [
    ("determiner", Class::Determiner),
    ("noun determiner", Class::NounDeterminer),
    ("pronoun", Class::Pronoun),
    ("preposition", Class::Preposition),
    ("adverb", Class::Adverb),
    ("conjunction", Class::Conjunction),
    ("usual adverb", Class::UsualAdverb),
    ("usual preposition", Class::UsualPreposition),
    ("auxiliary", Class::Auxiliary),
    ("modal", Class::Modal),
    ("many", Class::Many),
];

/// The class of a word in lower case.
pub(super) fn class(word: &str) -> Option<Class> {
    static WORDS: LazyLock<FxHashMap<&str, Class>> = LazyLock::new(|| {
        let lines = LINKING.lines().filter_map(|line| line.split_once('\t'));
        lines
            .filter_map(|(word, name)| {
                let (_, class) = CLASSES.iter().find(|(known, _)| *known == name)?;
                Some((word, *class))
            })
            .collect()
    });
    WORDS.get(word).copied()
}

/// The pronunciation of an adjective that loses its nasal vowel in a liaison.
pub(super) fn without_nasal(word: &str) -> Option<Ipa> {
    if !word.ends_with('n') {
        return None;
    }
    let mut lines = NASAL.lines().filter_map(|line| line.split_once('\t'));
    let (_, written) = lines.find(|(adjective, _)| *adjective == word)?;
    match read_built_in(written) {
        Pronunciation::Ipa(ipa) => Some(ipa),
        Pronunciation::Respelling(_) => None,
    }
}

/// Whether the words are linked wherever they stand together.
pub(super) fn is_phrase(first: &str, second: &str, third: &str) -> bool {
    static BY_FIRST: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut phrases: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for (first, rest) in PHRASES.words().filter_map(|phrase| phrase.split_once(' ')) {
            phrases.entry(first).or_default().push(rest);
        }
        phrases
    });
    let fits = |rest: &&str| match rest.split_once(' ') {
        None => *rest == second,
        Some((next, last)) => next == second && last == third,
    };
    BY_FIRST
        .get(first)
        .is_some_and(|rests| rests.iter().any(fits))
}

/// Whether a word is neither a noun nor an adjective.
pub(super) fn is_stop(word: &str) -> bool {
    STOPS.contains(word) || word.contains('\'')
}

/// Whether a word that starts with a vowel is a verb.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
}

/// Whether an adjective in the singular is linked to its noun.
pub(super) fn is_linked_in_the_singular(word: &str) -> bool {
    SINGULAR.contains(word)
}

/// Whether an adjective in the plural is linked to its noun and mostly stands before it.
pub(super) fn is_linked_in_the_plural(word: &str) -> bool {
    PLURAL.contains(word)
}

/// Whether a word is one of the frequent adjectives in the plural.
pub(super) fn is_plural_adjective(word: &str) -> bool {
    PLURAL_ADJECTIVES.contains(word)
}

/// Endings of adjectives in the plural, behind four letters or more.
const PLURAL_ADJECTIVE_ENDINGS: [&str; 7] =
    ["aux", "ables", "ibles", "ifs", "ives", "iels", "nels"];

/// Whether a word that starts with a vowel has the ending of an adjective in the plural, and is
/// no frequent noun.
pub(super) fn has_ending_of_plural_adjective(word: &str) -> bool {
    let has = |ending: &&str| word.len() > ending.len() + 3 && word.ends_with(ending);
    PLURAL_ADJECTIVE_ENDINGS.iter().any(has) && !word.ends_with("eaux") && !is_plural_noun(word)
}

/// Whether a word that starts with a vowel is a noun in the plural.
pub(super) fn is_plural_noun(word: &str) -> bool {
    PLURAL_NOUNS.contains(word)
}

/// Whether the last consonant of a word is always heard.
pub(super) fn is_last_letter_heard(word: &str) -> bool {
    HEARD.contains(word)
}

/// Words that are linked by an n and keep their nasal vowel, and adjectives that lose it.
pub(super) fn is_linked_by_n(word: &str) -> bool {
    matches!(word, "on" | "en" | "mon" | "ton" | "son" | "bien" | "rien") || is_nasal(word)
}

fn is_nasal(word: &str) -> bool {
    matches!(word, "bon" | "ancien" | "moyen" | "plein")
}

/// Whether a word takes no liaison though it starts with a vowel or an h.
pub(super) fn is_aspirated(word: &str) -> bool {
    static STEMS: LazyLock<FxHashMap<u8, Vec<&str>>> = LazyLock::new(|| {
        let mut stems: FxHashMap<u8, Vec<&str>> = FxHashMap::default();
        for stem in ASPIRATED.words().filter_map(|word| word.strip_suffix('*')) {
            stems.entry(stem.as_bytes()[1]).or_default().push(stem);
        }
        stems
    });
    let second = word.as_bytes().get(1).copied().unwrap_or_default();
    let stems = STEMS.get(&second);
    ASPIRATED.contains(word)
        || stems.is_some_and(|stems| stems.iter().any(|stem| word.starts_with(stem)))
}

/// Whether letter-to-sound rules take the mute h of a word for an aspirated one.
pub(super) fn has_hidden_mute_h(word: &str) -> bool {
    word.starts_with('h') && MUTE_H.words().any(|stem| word.starts_with(stem))
}

/// Whether a name in lower case has a mute h.
pub(super) fn is_name_with_mute_h(name: &str) -> bool {
    NAMES_WITH_MUTE_H.contains(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_linking_word_has_a_class_and_every_nasal_adjective_its_sounds() {
        let lines = || LINKING.lines().filter(|line| !line.starts_with('#'));
        for line in lines() {
            let word = line.split('\t').next().expect(line);
            assert!(class(word).is_some(), "{line}");
        }
        for line in NASAL.lines().filter(|line| !line.starts_with('#')) {
            let word = line.split('\t').next().expect(line);
            let ipa = without_nasal(word).expect(line);
            assert_eq!(Ipa::new(ipa.as_str()), Ok(ipa.clone()), "{line}");
        }
    }
}
