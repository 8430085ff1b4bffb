//! Transliteration of Greek and Cyrillic words as French readers expect it, and of other
//! scripts by a general romanization.

use any_ascii::{any_ascii, any_ascii_char};
use unicode_normalization::UnicodeNormalization;

use super::Verbalization;
use super::cursor::Cursor;
use crate::letters::is_vowel;

const GREEK: [(char, &str); 35] = [
    ('α', "a"),
    ('ά', "a"),
    ('β', "v"),
    ('γ', "g"),
    ('δ', "d"),
    ('ε', "é"),
    ('έ', "é"),
    ('ζ', "z"),
    ('η', "i"),
    ('ή', "i"),
    ('θ', "t"),
    ('ι', "i"),
    ('ί', "i"),
    ('ϊ', "i"),
    ('κ', "k"),
    ('λ', "l"),
    ('μ', "m"),
    ('ν', "n"),
    ('ξ', "x"),
    ('ο', "o"),
    ('ό', "o"),
    ('π', "p"),
    ('ρ', "r"),
    ('σ', "s"),
    ('ς', "s"),
    ('τ', "t"),
    ('υ', "u"),
    ('ύ', "u"),
    ('ϋ', "u"),
    ('φ', "f"),
    ('χ', "k"),
    ('ψ', "ps"),
    ('ω', "o"),
    ('ώ', "o"),
    ('ΐ', "i"),
];

/// Names of Greek letters, as they are said in formulas.
const GREEK_NAMES: [(char, &str); 26] = [
    ('α', "alpha"),
    ('β', "bêta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
    ('ζ', "zêta"),
    ('η', "êta"),
    ('θ', "têta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('µ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('ο', "omicron"),
    ('π', "pi"),
    ('ρ', "rô"),
    ('σ', "sigma"),
    ('ς', "sigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "phi"),
    ('χ', "khi"),
    ('ψ', "psi"),
    ('ω', "oméga"),
];

const CYRILLIC: [(char, &str); 43] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "ié"),
    ('ё', "io"),
    ('ж', "j"),
    ('з', "z"),
    ('и', "i"),
    ('й', "ï"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "ou"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "tch"),
    ('ш', "ch"),
    ('щ', "chtch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "é"),
    ('ю', "iou"),
    ('я', "ia"),
    ('є', "ié"),
    ('і', "i"),
    ('ї', "ï"),
    ('ґ', "g"),
    ('ј', "ï"),
    ('љ', "li"),
    ('њ', "gn"),
    ('ћ', "tch"),
    ('ђ', "dj"),
    ('џ', "dj"),
];

/// Longer words are left to be divided later, in characters.
const LONGEST: usize = 80;

/// A transliterated word, or the name of a single letter.
pub(super) fn transliterated(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let end = rest
        .char_indices()
        .find(|(_, c)| !is_foreign(*c))
        .map_or(rest.len(), |(at, _)| at);
    if end == 0 || end > LONGEST {
        return None;
    }
    let word = &rest[..end];
    let mut letters = word.chars();
    let first = letters.next()?;
    if letters.next().is_none()
        && let Some(name) = greek_name(first)
    {
        return Verbalization::new(end, name);
    }
    let mut spoken = String::new();
    for letter in word.chars().map(lower) {
        match latin(letter).or_else(|| latin([letter].into_iter().nfd().next()?)) {
            Some(latin) => spoken.push_str(latin),
            // The letters of Church Slavonic, Tatar, Coptic and others.
            None => spoken.push_str(any_ascii_char(letter)),
        }
    }
    (!spoken.is_empty()).then_some(Verbalization {
        length: end,
        spoken,
    })
}

/// A word of a script that French readers do not know (Arabic, Hebrew, Chinese, ...), romanized
/// by the tables of [AnyAscii](https://anyascii.com).
pub(super) fn romanized(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let end = rest.find(|c| !is_romanized(c)).unwrap_or(rest.len());
    // Chinese and Japanese put no space between words.
    let end = rest.floor_char_boundary(end.min(LONGEST));
    if end == 0 {
        return None;
    }
    let latin = any_ascii(&rest[..end]);
    // Hebrew and Arabic leave their short vowels out, and an engine may have no sound for a word
    // that is left without any.
    let is_bare = ('\u{590}'..='\u{77F}').contains(&cursor.first())
        || !latin.chars().any(|c| is_vowel(c.to_ascii_lowercase()));
    let mut spoken = String::new();
    for letter in latin.chars().filter(char::is_ascii_alphabetic) {
        if is_bare && !is_vowel(letter) && spoken.ends_with(|c| !is_vowel(c)) {
            spoken.push('a');
        }
        // Chinese and Korean have a capital in each syllable: "BeiJing".
        spoken.push(letter.to_ascii_lowercase());
    }
    if latin.starts_with(|c: char| c.is_ascii_uppercase()) {
        spoken[..1].make_ascii_uppercase();
    }
    Verbalization::new(end, spoken)
}

fn is_romanized(letter: char) -> bool {
    matches!(letter,
        // From Armenian to the Vedic extensions.
        '\u{530}'..='\u{1CFF}'
        // Glagolitic; from Coptic to the radicals of Chinese; kana and Bopomofo.
        | '\u{2C00}'..='\u{2C5F}'
        | '\u{2C80}'..='\u{2DFF}'
        | '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}'..='\u{3006}'
        | '\u{3031}'..='\u{3035}'
        | '\u{3040}'..='\u{318F}'
        | '\u{31A0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{A6FF}'
        // From Syloti Nagri to Myanmar, from Cherokee to Hangul, without the Latin between.
        | '\u{A800}'..='\u{AB2F}'
        | '\u{AB70}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FB13}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        // The scripts of antiquity and of small peoples; the other ideographs.
        | '\u{10000}'..='\u{1077F}'
        | '\u{10800}'..='\u{1BCFF}'
        | '\u{1E000}'..='\u{1EEFF}'
        | '\u{20000}'..='\u{3FFFF}')
        && !super::numerals::is_numeral(letter)
}

/// The name of a Greek letter.
pub(super) fn greek_name(letter: char) -> Option<&'static str> {
    let letter = lower(letter);
    let found = GREEK_NAMES.iter().find(|(known, _)| *known == letter);
    found.map(|(_, name)| *name)
}

/// Latin letters for a small letter of Greek or Cyrillic.
fn latin(letter: char) -> Option<&'static str> {
    let table: &[(char, &str)] = if !('\u{400}'..='\u{1EFF}').contains(&letter) {
        &GREEK
    } else {
        &CYRILLIC
    };
    let found = table.iter().find(|(known, _)| *known == letter);
    found.map(|(_, latin)| *latin)
}

fn is_foreign(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{52F}' | '\u{1F00}'..='\u{1FFF}' | 'µ')
        && letter.is_alphabetic()
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}
