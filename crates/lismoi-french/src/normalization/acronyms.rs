//! Acronyms: said as words or letter by letter: "OTAN", "SNCF", "U.S.A.", "l'ONU".

use lismoi_document::word_list::WordList;

use super::Verbalization;
use super::acronyms_as_names;
use super::biology;
use super::capitals::with_capital;
use super::cursor::{Cursor, is_boundary, leading};
use super::emphasis;
use super::shouted::{is_among_capitals, is_small};
use super::spelling_out::{is_said, is_sayable, joint, listed, spell};
use crate::letters::is_vowel;
use crate::pronunciation::is_listed_name;

/// Acronyms that are spelled although they could be said as words.
static SPELLED: WordList = WordList::new(include_str!("../../data/acronyms_spelled_cased.txt"));

/// Whether a table says if an acronym is spelled or said, or it has no vowel to be said with.
pub fn is_certain(letters: &str) -> bool {
    let has_vowel = letters.to_lowercase().contains(is_vowel);
    !has_vowel || listed(letters).is_some() || SPELLED.contains(letters)
}

/// A word of two to six capitals.
pub(super) fn acronym(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let letters = leading(rest, char::is_uppercase);
    let end = letters.len();
    let count = letters.chars().take(8).count();
    if count < 2 {
        return acronyms_as_names::acronym(cursor);
    }
    // The plural of "les DVDs" and "PMEs" is mute.
    let after = rest[end..]
        .strip_prefix('s')
        .filter(|after| is_boundary(after) && count >= 2)
        .unwrap_or(&rest[end..]);
    if let Some(said) = biology::acronym(cursor, letters, after) {
        return Some(said);
    }
    let length = rest.len() - after.len();
    if !(2..=7).contains(&count) || !is_boundary(after) {
        return None;
    }
    if let Some(said) = listed(letters) {
        return Verbalization::new(length, said);
    }
    if is_small(letters) && is_among_capitals(cursor, letters, after) {
        return Verbalization::new(length, letters.to_lowercase());
    }
    if matches!(letters, "PAS" | "NON" | "OUI" | "UNE") && is_emphasis(cursor) {
        return Verbalization::new(length, letters.to_lowercase());
    }
    if letters == "JC" && dates_from(cursor.previous_word()) {
        return Verbalization::new(length, "Jésus-Christ");
    }
    // "Pokémon GO", but "les GO du club".
    if letters == "GO" && cursor.previous_word().starts_with(char::is_uppercase) {
        return Verbalization::new(length, "Go");
    }
    if let Some(small) = emphasis::word(cursor, letters, after)
        && length == letters.len()
    {
        return Some(small);
    }
    let is_spelled = is_spelled(letters, count);
    if cursor.is_all_capitals && !is_spelled_for_sure(letters) {
        return None;
    }
    if !is_spelled {
        let word = super::accents::restored(&letters.to_lowercase());
        return match is_listed_name(&word) {
            true => Some(with_capital(&word, length)),
            false => Verbalization::new(length, word),
        };
    }
    let mut spoken = String::new();
    spell(&mut spoken, letters, joint(cursor));
    Verbalization::new(length, spoken)
}

/// Whether a word counts years from what follows: "avant JC", but "la JC d'Ivry".
fn dates_from(word: &str) -> bool {
    matches!(word, "avant" | "av" | "après" | "apr" | "ap" | "depuis")
}

/// "Mais PAS rouge": a function word in capitals, not "le PAS" or "(PAS)".
fn is_emphasis(cursor: &Cursor<'_>) -> bool {
    const DETERMINERS: [&str; 9] = ["le", "la", "les", "du", "un", "au", "ce", "des", "de"];
    let previous = cursor.previous_word();
    previous.starts_with(char::is_lowercase) && !DETERMINERS.contains(&previous)
}

/// Whether a word is an acronym even in a text that is all capitals.
fn is_spelled_for_sure(letters: &str) -> bool {
    !has_vowel(letters) || (SPELLED.contains(letters) && letters.len() > 2)
}

fn is_spelled(letters: &str, count: usize) -> bool {
    if SPELLED.contains(letters) || count == 2 {
        return true;
    }
    // Acronyms are printed without accents.
    if !letters.is_ascii() && is_sayable(&letters.to_lowercase()) {
        return false;
    }
    // French has few acronyms of three letters that are said; those are listed.
    count == 3 || !is_said(&letters.to_lowercase())
}

fn has_vowel(letters: &str) -> bool {
    letters
        .chars()
        .any(|c| is_vowel(c.to_lowercase().next().unwrap_or(c)))
}

/// "U.S.A.", "O.N.U.", "J.-P.", "J. K.": letters with full stops.
pub(super) fn dotted(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let mut letters = String::new();
    let mut end = 0;
    let mut after = rest;
    let mut is_hyphened = false;
    while let Some(letter) = after.chars().next().filter(|c| c.is_uppercase()) {
        // "J.-Ph.", "Ch. Dupont" keep their small letters.
        let Some(next) = after[letter.len_utf8()..].strip_prefix('.') else {
            break;
        };
        if letters.len() > 12 {
            return None;
        }
        letters.push(letter);
        end = rest.len() - next.len();
        is_hyphened |= next.starts_with('-');
        after = next.strip_prefix(['-', '\u{2011}']).unwrap_or(next);
    }
    // "U.S.A" without its last stop.
    if let Some(letter) = after
        .chars()
        .next()
        .filter(|c| c.is_uppercase() && letters.len() > 1)
        && is_boundary(&after[letter.len_utf8()..])
        && rest[..rest.len() - after.len()].ends_with('.')
    {
        letters.push(letter);
        end = rest.len() - after.len() + letter.len_utf8();
    }
    if letters.is_empty() || (letters.chars().count() == 1 && !is_initial(rest, end)) {
        return None;
    }
    if letters.chars().count() > 1
        && !is_hyphened
        && let Some(said) = listed(&letters)
    {
        return Verbalization::new(end, said);
    }
    let mut spoken = String::new();
    spell(&mut spoken, &letters, joint(cursor));
    Verbalization::new(end, spoken)
}

/// "J. Dupont": one letter before a name.
fn is_initial(rest: &str, end: usize) -> bool {
    super::cursor::starts_with_capital(super::cursor::after_space(&rest[end..]))
        && rest[..end].starts_with('Y')
}
