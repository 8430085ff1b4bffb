//! Adjectives whose last letter is said before a noun: "un long hiver", "un gentil enfant".

use super::grammar::{BEFORE_ADJECTIVES, FUNCTION_WORDS, ONE, PREPOSITIONS, SUBJECTS, among};
use crate::letters::is_vowel;
use crate::pronunciation::context::Context;

/// 0: between an article and a noun that starts with a vowel to the ear.
pub(super) fn before_noun(context: &Context<'_>) -> Option<usize> {
    let after = context.after(1);
    let is_bound = among(after, MUTE_H) || after.starts_with(is_vowel);
    let is_noun = ![
        FUNCTION_WORDS,
        PREPOSITIONS,
        BEFORE_ADJECTIVES,
        SUBJECTS,
        NO_NOUNS,
    ]
    .iter()
    .any(|words| among(after, words));
    (is_bound && is_noun && among(context.before(1), ONE)).then_some(0)
}

/// The nouns with a mute h that one speaks of so.
const MUTE_H: &[&str] = &[
    "hiver",
    "homme",
    "hommage",
    "historique",
    "héritage",
    "horizon",
    "honneur",
    "humain",
    "habit",
    "hôtel",
    "hôpital",
    "hôte",
    "huissier",
    "hymne",
];

/// What else may follow an adjective that stands for a noun: "le long a gagné".
const NO_NOUNS: &[&str] = &[
    "a",
    "ai",
    "avait",
    "aura",
    "aurait",
    "eut",
    "ont",
    "où",
    "y",
    "afin",
    "ainsi",
    "alors",
    "aujourd'hui",
    "encore",
    "ensuite",
    "ici",
    "or",
    "outre",
    "un",
    "une",
    "onze",
    "oui",
];
