//! Lists of words that tell nouns from verbs.

use lismoi_document::word_list::WordList;

use crate::letters::is_vowel;

/// Subjects of a verb in the third person plural.
pub(super) const THEY: [&str; 2] = ["ils", "elles"];

/// Subjects, `qui` among them.
pub(crate) static SUBJECTS: WordList = WordList::new(include_str!("../../../data/subjects.txt"));

/// Pronouns and negation that stand between a subject and its verb, and nowhere else.
pub(super) static BEFORE_VERBS: WordList =
    WordList::new(include_str!("../../../data/before_verbs.txt"));

/// Pronouns that stand before verbs, and articles or prepositions elsewhere.
pub(super) const BEFORE_VERBS_OR_NOUNS: [&str; 8] =
    ["le", "la", "l'", "les", "leur", "nous", "vous", "en"];

/// Words before a noun in the singular.
pub(crate) static SINGULAR_DETERMINERS: WordList =
    WordList::new(include_str!("../../../data/singular_determiners.txt"));

/// Words before a noun in the plural, besides [`NUMBER_WORDS`].
static PLURAL_DETERMINERS: WordList =
    WordList::new(include_str!("../../../data/plural_determiners.txt"));

/// Forms of être and its like, and adverbs between them and an adjective.
pub(super) static BEFORE_ADJECTIVES: WordList =
    WordList::new(include_str!("../../../data/before_adjectives.txt"));

/// Prepositions before an infinitive or a noun.
pub(crate) static PREPOSITIONS: WordList =
    WordList::new(include_str!("../../../data/prepositions.txt"));

/// Words that are neither nouns nor adjectives.
pub(crate) static FUNCTION_WORDS: WordList =
    WordList::new(include_str!("../../../data/function_words.txt"));

/// Numbers from two on.
static NUMBER_WORDS: WordList = WordList::new(include_str!("../../../data/number_words.txt"));

/// Whether a word stands before a noun in the plural.
pub(crate) fn is_several(word: &str) -> bool {
    PLURAL_DETERMINERS.contains(word) || NUMBER_WORDS.contains(word)
}

/// Nouns with a mute h that an adjective is bound to.
static MUTE_H_NOUNS: WordList = WordList::new(include_str!("../../../data/mute_h_nouns.txt"));

/// Whether a word starts with a vowel to the ear, if it is a noun.
pub(super) fn is_noun_with_vowel(word: &str) -> bool {
    word.starts_with(is_vowel) || MUTE_H_NOUNS.contains(word)
}

/// Whether a word looks like a plural: nouns, adjectives and participles do.
pub(super) fn looks_plural(word: &str) -> bool {
    word.len() > 2
        && word.ends_with(['s', 'x'])
        && !SUBJECTS.contains(word)
        && !BEFORE_ADJECTIVES.contains(word)
        && !PREPOSITIONS.contains(word)
}

/// Whether a word is a number, in figures or in words.
pub(crate) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word, "un" | "une")
        || NUMBER_WORDS.contains(word)
}
