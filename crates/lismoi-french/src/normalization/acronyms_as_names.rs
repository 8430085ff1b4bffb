//! Acronyms that are printed as names and said letter by letter: "l'Irsn", "la Cpam", "le Rgpd";
//! and those that keep a small word small: "la BoJ", "un PoC", "le CdC".
//! Those that are said as words ("l'Insee") are names in the lexicon.

use lismoi_document::word_list::WordList;

use super::Verbalization;
use super::cursor::{Cursor, is_boundary, leading};
use super::spelling_out::{Joint, joint, spell};

static SPELLED: WordList = WordList::new(include_str!(
    "../../data/acronyms_spelled_as_names_cased.txt"
));

/// The word at the cursor, with the elided word before it, if it is listed or
/// keeps a small word small.
pub(super) fn acronym(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let first = leading(rest, char::is_alphabetic);
    let after_first = &rest[first.len()..];
    let Some(after) = after_first.strip_prefix(['\'', '’']) else {
        return spelled(after_first, first, "", || joint(cursor));
    };
    let word = leading(after, char::is_alphabetic);
    spelled(&after[word.len()..], word, first, || Joint::Elision)
        .filter(|_| first.len() <= "lorsqu".len())
        .map(|found| Verbalization {
            length: rest.len() - after.len() + found.length,
            ..found
        })
}

/// The letters of such a word, behind an elided word.
fn spelled(
    after: &str,
    word: &str,
    elided: &str,
    joint: impl Fn() -> Joint,
) -> Option<Verbalization> {
    if !(3..=6).contains(&word.len()) || !is_boundary(after) {
        return None;
    }
    if !(SPELLED.contains(word) || has_small_word(word)) {
        return None;
    }
    let mut spoken = elided.to_owned();
    if !elided.is_empty() {
        spoken.push('\'');
    }
    spell(&mut spoken, &word.to_uppercase(), joint());
    Verbalization::new(word.len(), spoken)
}

/// Words of the same shape that are no acronyms, or are said.
const NO_ACRONYMS: [&str; 6] = ["BoB", "CoV", "LoL", "MdR", "RdV", "WoW"];

/// Two capitals around the o of "of" or the d of "de".
fn has_small_word(word: &str) -> bool {
    matches!(word.as_bytes(), [first, b'o' | b'd', last] if first.is_ascii_uppercase() && last.is_ascii_uppercase())
        && !NO_ACRONYMS.contains(&word)
}
