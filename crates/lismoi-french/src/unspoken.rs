//! Characters between words that say something and are not said: a letter, a number, a symbol. They
//! are listed, so that no one takes them for spoken.

use std::ops::Range;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::SilentWord;
use crate::normalization::is_hidden;

/// The rule of such a [`SilentWord`].
pub(crate) const RULE: &str = "sign without words";

/// The runs of such characters in a range of the source.
pub(crate) fn unspoken(source: &str, range: Range<usize>) -> Vec<SilentWord> {
    let mut silent: Vec<SilentWord> = Vec::new();
    // As between most words.
    let is_usual = |byte: u8| matches!(byte, b' ' | b',' | b'.' | b'\n');
    if source.as_bytes()[range.clone()]
        .iter()
        .copied()
        .all(is_usual)
    {
        return silent;
    }
    for (at, character) in source[range.clone()].char_indices() {
        if !says_something(character) {
            continue;
        }
        let start = range.start + at;
        let end = start + character.len_utf8();
        match silent.last_mut() {
            Some(last) if last.printed.end == start => last.printed.end = end,
            _ => silent.push(SilentWord {
                printed: start..end,
                rule: RULE,
            }),
        }
    }
    silent
}

/// Whether a character is more than white space or punctuation. Private characters are: they show
/// the icons of a font.
fn says_something(character: char) -> bool {
    match character {
        '$' | '+' | '<'..='>' | '^' | '`' | '|' | '~' => true,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        // As between most words: spaces, quotes, dashes.
        '\u{A0}' | '«' | '»' | '\u{2000}'..='\u{202F}' => false,
        _ if is_hidden(character) => false,
        _ => {
            matches!(
                character.general_category_group(),
                GeneralCategoryGroup::Letter
                    | GeneralCategoryGroup::Mark
                    | GeneralCategoryGroup::Number
                    | GeneralCategoryGroup::Symbol
            ) || character.general_category() == GeneralCategory::PrivateUse
        }
    }
}
