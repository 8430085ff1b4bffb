//! Tells text in capitals from acronyms.

use lismoi_document::word_list::WordList;

use super::cursor::{Cursor, after_space, first_word};
use super::spelling_out::{is_sayable, listed};

/// Function words: not acronyms where other words in capitals are beside them.
static SMALL: WordList =
    WordList::new(include_str!("../../data/small_words_in_capitals_cased.txt"));

pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(word)
}

/// Whether a text in capitals has a word that is certainly not an acronym.
pub(super) fn holds_words(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| {
        let is_long = word.chars().count() > 4 && is_sayable(&word.to_lowercase());
        is_small(word) || word == "À" || (is_long && listed(word).is_none())
    })
}

/// "AU SECOURS", "LE MONDE": a function word beside other words in capitals.
pub(super) fn is_among_capitals(cursor: &Cursor<'_>, own: &str, after: &str) -> bool {
    let is_long = |word: &str| {
        word.chars().count() > 4
            && word.chars().all(char::is_uppercase)
            && is_sayable(&word.to_lowercase())
    };
    let is_word = |word: &str| is_small(word) || is_long(word);
    let next = first_word(after_space(after));
    // "LE FLOW", "VAN ZUUK": no acronym is printed as an article or a particle is.
    let before_acronym = || {
        let is_article = matches!(
            own,
            "LE" | "LES" | "DES" | "UNE" | "AUX" | "VAN" | "VON" | "DER" | "DEN"
        );
        is_article && next.chars().count() > 2 && next.chars().all(char::is_uppercase)
    };
    is_word(cursor.previous_word()) || is_word(next) || before_acronym()
}
