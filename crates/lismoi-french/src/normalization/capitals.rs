//! Text in capitals: said as words, in small letters, for eSpeak NG spells some of them.

use super::Said;
use super::acronyms::{is_sayable, joint, listed, spell};
use super::place::{Place, after_space, first_word, is_boundary, leading};
use lismoi_document::word_list::contains;

/// A longer word is left to be cut.
const LONGEST: usize = 30;

/// Words that are no acronyms where other words in capitals stand beside them.
const SMALL: &str = " AU AUX CE CES DE DES DU ELLE EN EST ET IL JE LA LE LES MA ME MES NE NON NOS NOTRE NOUS ON OU OÙ PAR PAS POUR QUE QUI SA SE SES SI SON SUR TA TE TOI TON TOUT TU UN UNE VA VIE VOS VOUS PLUS ";

pub(super) fn is_small(word: &str) -> bool {
    contains(SMALL, word)
}

/// Whether capitals hold a word that is surely none of several acronyms.
pub(super) fn holds_words(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| {
        let is_long = word.chars().count() > 4 && is_sayable(&word.to_lowercase());
        is_small(word) || word == "À" || (is_long && listed(word).is_none())
    })
}

/// A word in capitals that is no acronym.
pub(super) fn word(place: &Place<'_>) -> Option<Said> {
    let rest = place.rest();
    if !place.starts_word() {
        return None;
    }
    let letters = leading(rest, char::is_uppercase);
    let after = &rest[letters.len()..];
    let count = letters.chars().take(LONGEST + 1).count();
    if count == 0 || count > LONGEST || !is_boundary(after) {
        return None;
    }
    let lower = letters.to_lowercase();
    let is_elided = after.starts_with(['\'', '’']);
    if count == 1 {
        // "IL Y A", "À LA", "L'ÉTÉ"; other single letters are names.
        let is_word = matches!(letters, "À" | "A" | "Y" | "Ô") || is_elided;
        return (place.is_all_capitals && is_word)
            .then(|| with_apostrophe(letters.len(), lower, after));
    }
    let has_vowel = lower.contains(|c| "aeiouyéèêàùî".contains(c));
    if is_sayable(&lower) || is_elided || (has_vowel && place.is_all_capitals) {
        return Some(with_apostrophe(letters.len(), lower, after));
    }
    let mut spoken = String::new();
    spell(&mut spoken, letters, joint(place));
    Said::new(letters.len(), spoken)
}

/// The apostrophe of "L'" is part of the word.
fn with_apostrophe(mut length: usize, mut spoken: String, after: &str) -> Said {
    if let Some(mark) = after.chars().next().filter(|c| matches!(c, '\'' | '’')) {
        length += mark.len_utf8();
        spoken.push('\'');
    }
    Said { length, spoken }
}

/// "AU SECOURS", "LE MONDE": a small word among capitals, which are no acronyms then.
pub(super) fn is_among_capitals(place: &Place<'_>, after: &str) -> bool {
    let is_long = |word: &str| {
        word.chars().count() > 4
            && word.chars().all(char::is_uppercase)
            && is_sayable(&word.to_lowercase())
    };
    let is_word = |word: &str| is_small(word) || is_long(word);
    is_word(place.previous_word()) || is_word(first_word(after_space(after)))
}
