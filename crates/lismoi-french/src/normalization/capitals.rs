//! Words in capitals, said in lower case: some engines spell words in capitals.

use super::Verbalization;
use super::cursor::{Cursor, is_boundary, leading};
use super::spelling_out::{is_said, joint, spell};
use crate::letters::is_vowel;
use crate::pronunciation::is_listed_name;

/// Longer words are left to be divided later, in characters.
const LONGEST: usize = 30;

/// A word in capitals that is no acronym.
pub(super) fn word(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let letters = leading(rest, char::is_uppercase);
    let after = &rest[letters.len()..];
    let count = letters.chars().take(LONGEST + 1).count();
    if count == 0 || count > LONGEST || !is_boundary(after) {
        return None;
    }
    let lower = super::accents::restored(&letters.to_lowercase());
    let is_elided = after.starts_with(['\'', '’']);
    if count == 1 {
        // "IL Y A", "À LA", "L'ÉTÉ"; other single letters are names.
        let is_word = matches!(letters, "À" | "A" | "Y" | "Ô") || is_elided;
        return (cursor.is_all_capitals && is_word)
            .then(|| with_apostrophe(letters.len(), lower, after));
    }
    // "CITYSCOOT": a name that is said in its own way.
    if !cursor.is_all_capitals && !is_elided && is_listed_name(&lower) {
        return Some(with_capital(&lower, letters.len()));
    }
    let has_vowel = lower.contains(is_vowel);
    if is_said(&lower) || is_elided || (has_vowel && cursor.is_all_capitals) {
        return Some(with_apostrophe(letters.len(), lower, after));
    }
    let mut spoken = String::new();
    spell(&mut spoken, letters, joint(cursor));
    Verbalization::new(letters.len(), spoken)
}

/// Titles before a family name.
const TITLES: [&str; 12] = [
    "M", "MM", "Mme", "Mmes", "Mlle", "Me", "Dr", "Pr", "Mgr", "monsieur", "madame", "maître",
];

/// "M. PEREZ", "Jean PEREZ": a family name in capitals, as it is printed elsewhere.
pub(super) fn family_name(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() || cursor.is_all_capitals {
        return None;
    }
    let letters = leading(rest, char::is_uppercase);
    let count = letters.chars().take(LONGEST + 1).count();
    if !(3..=LONGEST).contains(&count) || !is_boundary(&rest[letters.len()..]) {
        return None;
    }
    let name = super::accents::restored(&letters.to_lowercase());
    let title = match cursor.previous_abbreviation() {
        "" => cursor.previous_word(),
        abbreviation => abbreviation,
    };
    let follows_name = || {
        let mut first = title.chars();
        let is_capitalized = first.next().is_some_and(char::is_uppercase);
        is_capitalized && first.next().is_some_and(char::is_lowercase) && is_listed_name(&name)
    };
    (is_said(&name) && (TITLES.contains(&title) || follows_name()))
        .then(|| with_capital(&name, letters.len()))
}

/// A word with a capital at its start, for the text of `length` bytes.
pub(super) fn with_capital(word: &str, length: usize) -> Verbalization {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    Verbalization {
        length,
        spoken: first.into_iter().flatten().chain(letters).collect(),
    }
}

/// A verbalization that includes the apostrophe of an elided word ("L'").
fn with_apostrophe(mut length: usize, mut spoken: String, after: &str) -> Verbalization {
    if let Some(mark) = after.chars().next().filter(|c| matches!(c, '\'' | '’')) {
        length += mark.len_utf8();
        spoken.push('\'');
    }
    Verbalization { length, spoken }
}
