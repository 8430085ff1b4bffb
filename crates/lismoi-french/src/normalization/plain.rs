//! Printed letters in the plain form that rules and engines know.

use std::borrow::Cow;

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;

use super::{numerals, scripts, small_capitals};

/// Printed letters in plain form: typewriter apostrophes and hyphens, composed accents
/// (NFKC), and only [safe](is_safe) characters; letters of other scripts are romanized.
pub fn plain(printed: &str) -> Cow<'_, str> {
    if printed.chars().all(is_safe) {
        return Cow::Borrowed(printed);
    }
    let typed = printed.chars().filter(|c| !is_hidden(*c)).map(|c| match c {
        '’' | 'ʼ' => '\'',
        mistyped if is_mistyped(mistyped) => '\'',
        '\u{2010}' | '\u{2011}' | '–' => '-',
        other => small_capitals::ordinary(other).unwrap_or(other),
    });
    let mut spoken = String::with_capacity(printed.len());
    let mut rest = typed.nfkc().peekable();
    let mut was_letter = false;
    while let Some(character) = rest.next() {
        let is_letter = character.is_alphabetic();
        let is_alone = !was_letter && !rest.peek().is_some_and(|next| next.is_alphabetic());
        match scripts::greek_name(character).filter(|_| is_alone) {
            _ if is_safe(character) => spoken.push(character),
            Some(name) => spoken.push_str(name),
            None if is_letter => spoken.push_str(&latin(character)),
            None => spoken.extend(numerals::figure(character)),
        }
        was_letter = is_letter;
    }
    Cow::Owned(spoken)
}

/// Letters of the phonetic alphabet that are printed for the sounds of French.
const PHONETIC: [(char, &str); 8] = [
    ('ɑ', "a"),
    ('ɔ', "o"),
    ('ə', "e"),
    ('ɛ', "è"),
    ('ɲ', "gn"),
    ('ʁ', "r"),
    ('ʃ', "ch"),
    ('ʒ', "j"),
];

/// The Latin letters for a letter that no engine reads in French: "ɓ", "ử".
fn latin(letter: char) -> Cow<'static, str> {
    if let Some((_, latin)) = PHONETIC.iter().find(|(known, _)| *known == letter) {
        return Cow::Borrowed(latin);
    }
    let latin = any_ascii_char(letter).chars();
    latin.filter(char::is_ascii_alphanumeric).collect()
}

/// A text in the letters and figures that every engine reads.
pub(crate) fn readable(text: &str) -> Cow<'_, str> {
    let is_readable = |c: char| c.is_ascii() || !c.is_alphanumeric() || is_safe(c);
    if text.chars().all(is_readable) {
        return Cow::Borrowed(text);
    }
    let mut readable = String::with_capacity(text.len());
    for character in text.chars() {
        match numerals::figure(character) {
            _ if is_readable(character) => readable.push(character),
            Some(figure) => readable.push(figure),
            None => readable.push_str(&latin(character)),
        }
    }
    Cow::Owned(readable)
}

/// A verbalizer's words without unsafe characters that it copied from the text.
pub(super) fn safe(spoken: String) -> String {
    if spoken.chars().all(is_safe) && spoken.trim().len() == spoken.len() && !spoken.contains("  ")
    {
        return spoken;
    }
    let plain = plain(&spoken);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a spoken form may hold a character: letters, figures, apostrophes, hyphens,
/// spaces and commas.
pub fn is_safe(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\'' | '-' | ' ' | ',' => true,
        'à'..='ö' | 'ø'..='ÿ' | 'À'..='Ö' | 'Ø'..='ß' | 'œ' | 'Œ' => true,
        _ if character < '\u{100}' => false,
        // The Latin letters that eSpeak NG reads in French, with or without their accents: those
        // of Europe, and carons and the like.
        '\u{100}'..='\u{17E}' => true,
        '\u{1CD}'..='\u{1E3}'
        | '\u{1E6}'..='\u{1EF}'
        | '\u{1F8}'..='\u{21B}'
        | '\u{226}'..='\u{233}' => true,
        _ => false,
    }
}

/// Accents and quotes that are typed or scanned for an apostrophe: "l´été", "d`un".
pub(super) fn is_mistyped(character: char) -> bool {
    matches!(character, '´' | '`' | '‘' | '‛' | 'ʹ' | '′' | '＇')
}

/// Invisible formatting characters, which do not separate words.
pub(crate) fn is_hidden(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
        || (character.is_control() && !character.is_whitespace())
}
