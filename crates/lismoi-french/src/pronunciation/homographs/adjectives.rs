//! Adjectives whose last letter is heard before a noun: "un long hiver", "un gentil enfant".

use lismoi_document::word_list::WordList;

use super::grammar::{
    BEFORE_ADJECTIVES, FUNCTION_WORDS, PREPOSITIONS, SINGULAR_DETERMINERS, SUBJECTS,
};
use crate::letters::is_vowel;
use crate::pronunciation::context::Context;

/// Nouns with a mute h that an adjective is bound to.
static MUTE_H_NOUNS: WordList = WordList::new(include_str!("../../../data/mute_h_nouns.txt"));

/// Words after an adjective that stands for a noun: "le long a gagné".
static NON_NOUNS: WordList =
    WordList::new(include_str!("../../../data/non_nouns_after_adjectives.txt"));

/// 0: between an article and a noun that starts with a vowel to the ear.
pub(super) fn before_noun(context: &Context<'_>) -> Option<usize> {
    let after = context.after(1);
    let is_bound = MUTE_H_NOUNS.contains(after) || after.starts_with(is_vowel);
    let others = [
        &FUNCTION_WORDS,
        &PREPOSITIONS,
        &BEFORE_ADJECTIVES,
        &SUBJECTS,
        &NON_NOUNS,
    ];
    let is_noun = !others.iter().any(|words| words.contains(after));
    (is_bound && is_noun && SINGULAR_DETERMINERS.contains(context.before(1))).then_some(0)
}
