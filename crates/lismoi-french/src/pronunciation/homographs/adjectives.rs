//! Adjectives whose last letter is heard before a noun: "un long hiver", "un gentil enfant".

use lismoi_document::word_list::WordList;

use super::grammar::{
    BEFORE_ADJECTIVES, FUNCTION_WORDS, PREPOSITIONS, SINGULAR_DETERMINERS, SUBJECTS,
    is_noun_with_vowel,
};
use crate::pronunciation::context::Context;

/// Words after an adjective that stands for a noun: "le long a gagné".
static NON_NOUNS: WordList =
    WordList::new(include_str!("../../../data/non_nouns_after_adjectives.txt"));

/// Nouns before the adjective exprès, whose s is heard.
static EXPLICIT: WordList = WordList::new(include_str!("../../../data/nouns_before_expres.txt"));

/// 0: between an article and a noun that starts with a vowel to the ear.
pub(super) fn before_noun(context: &Context<'_>) -> Option<usize> {
    let after = context.after(1);
    let others = [
        &FUNCTION_WORDS,
        &PREPOSITIONS,
        &BEFORE_ADJECTIVES,
        &SUBJECTS,
        &NON_NOUNS,
    ];
    let is_noun = !others.iter().any(|words| words.contains(after));
    (is_noun_with_vowel(after) && is_noun && SINGULAR_DETERMINERS.contains(context.before(1)))
        .then_some(0)
}

/// 0: the adjective, after a noun in the masculine: "un accord exprès", "par pli exprès".
pub(super) fn on_purpose_or_explicit(context: &Context<'_>) -> Option<usize> {
    EXPLICIT.contains(context.before(1)).then_some(0)
}
