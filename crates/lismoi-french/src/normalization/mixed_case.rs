//! Words with capitals inside: "FABrique" is one word, "TuxPaint" two.

use super::Verbalization;
use super::capitals::with_capital;
use super::cursor::{Cursor, is_boundary, leading};
use super::spelling_out::{Joint, is_said, listed, spell};
use crate::pronunciation::{is_compound, is_listed, is_listed_name};

/// Longer words are left to be divided later, in characters.
const LONGEST: usize = 40;

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

/// Starts of family names that have a second capital: "MacKenzie".
const STARTS_OF_NAMES: [&str; 4] = ["Mac", "Fitz", "Des", "Van"];

/// "TuxPaint", "OpenVAS": words joined without hyphens, as programs write them.
pub(super) fn joined(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let word = leading(rest, char::is_alphabetic);
    // Most words have no capital inside.
    let has_inner = word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    if !has_inner || !cursor.starts_word() {
        return None;
    }
    let parts = parts(word);
    let is_word = |part: &&str| part.chars().count() > 2 || part.chars().all(char::is_uppercase);
    let is_joined = parts.len() > 1
        && word.len() <= LONGEST
        && is_boundary(&rest[word.len()..])
        && parts.iter().all(is_word)
        && !STARTS_OF_NAMES.contains(&parts[0]);
    if !is_joined {
        return None;
    }
    let lower = word.to_lowercase();
    if is_listed(&lower) || is_listed_name(&lower) || is_compound(&lower) {
        return None;
    }
    let mut spoken = String::new();
    for part in parts {
        if !spoken.is_empty() {
            spoken.push(' ');
        }
        match listed(part) {
            Some(said) => spoken.push_str(&said),
            None if part.chars().all(char::is_uppercase) && !is_said(&part.to_lowercase()) => {
                spell(&mut spoken, part, Joint::Free);
            }
            None => spoken.push_str(part),
        }
    }
    Verbalization::new(word.len(), spoken)
}

/// The parts of a word, each of which starts with a capital: "XMLHttp" is "XML" and "Http".
fn parts(word: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let mut starts = vec![0];
    for around in letters.windows(3) {
        let [(_, before), (at, letter), (_, after)] = around else {
            continue;
        };
        if letter.is_uppercase() && (before.is_lowercase() || after.is_lowercase()) {
            starts.push(*at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &word[*start..end])
        .collect()
}
