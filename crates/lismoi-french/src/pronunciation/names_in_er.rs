//! Family names in -er whose r is heard, as in Alsace and Brittany: "Julien Gerber".
//!
//! An infinitive has the same ending: the name is told by a first name or a title before it.

use super::context::Context;
use super::foreign_names::with_open_vowels;
use super::homographs::grammar::{FUNCTION_WORDS, PREPOSITIONS, SUBJECTS};
use super::word::Case;

/// Words in small letters before a family name.
const TITLES: [&str; 14] = [
    "conseiller",
    "docteur",
    "député",
    "famille",
    "juge",
    "madame",
    "maire",
    "maître",
    "mademoiselle",
    "ministre",
    "monsieur",
    "président",
    "professeur",
    "sénateur",
];

/// Consonants before the ending: after g, c or i ("Berger", "Mercier") the r of most names is mute,
/// after k ("Barker") it is heard as in English.
const CONSONANTS: &str = "bdfhlmnpstvwz";

/// The respelling of a piece of a word, where it is such a name.
pub(super) fn respelled(context: &Context<'_>, piece: &str) -> Option<String> {
    let stem = piece.strip_suffix("er")?;
    let is_bare = stem.len() > 2 && stem.ends_with(|letter| CONSONANTS.contains(letter));
    // "Rocher", "Boucher".
    if !is_bare || stem.ends_with("ch") || !follows_name(context) {
        return None;
    }
    let open = with_open_vowels(piece);
    let stem = open.as_deref().and_then(|open| open.strip_suffix("er"));
    Some(stem.unwrap_or(&piece[..piece.len() - 2]).to_owned() + "ère")
}

fn follows_name(context: &Context<'_>) -> bool {
    let has_capital = context.word().case == Case::Capital;
    let Some(before) = context.words_before().last().filter(|_| has_capital) else {
        return false;
    };
    if before.mark.is_some() || context.piece > 0 {
        return false;
    }
    let word = before.lower();
    let is_name = || {
        before.case == Case::Capital
            && !["er", "ir", "re"]
                .iter()
                .any(|ending| word.ends_with(ending))
            && !(FUNCTION_WORDS.contains(word)
                || PREPOSITIONS.contains(word)
                || SUBJECTS.contains(word))
    };
    TITLES.contains(&word) || is_name()
}
