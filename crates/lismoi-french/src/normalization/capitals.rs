//! Words in capitals, said in lower case: some engines spell words in capitals.

use super::Verbalization;
use super::cursor::{Cursor, is_boundary, leading};
use super::spelling_out::{is_said, joint, listed, spell};
use crate::letters::is_vowel;

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
    let has_vowel = lower.contains(is_vowel);
    if is_said(&lower) || is_elided || (has_vowel && cursor.is_all_capitals) {
        return Some(with_apostrophe(letters.len(), lower, after));
    }
    let mut spoken = String::new();
    spell(&mut spoken, letters, joint(cursor));
    Verbalization::new(letters.len(), spoken)
}

/// "FABrique", "OPENclass": capitals and at least three letters in lower case, which are one word
/// where they can be said as one.
pub(super) fn stylized(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let capitals = leading(rest, char::is_uppercase);
    let small = leading(&rest[capitals.len()..], char::is_lowercase);
    let length = capitals.len() + small.len();
    let is_word = is_boundary(&rest[length..]) && length <= LONGEST;
    if capitals.chars().nth(1).is_none() || small.chars().nth(2).is_none() || !is_word {
        return None;
    }
    let lower = capitals.to_lowercase();
    if let Some(said) = listed(capitals) {
        return Verbalization::new(length, [&said, " ", small].concat());
    }
    let whole = [&lower, small].concat();
    (is_said(&lower) && is_said(&whole)).then(|| with_capital(&whole, length))
}

fn with_capital(word: &str, length: usize) -> Verbalization {
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
