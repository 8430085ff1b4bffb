//! Transliteration of Greek and Cyrillic words as French readers expect it, and of other
//! scripts by a general romanization.

use any_ascii::any_ascii;

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
    let first = lower(letters.next()?);
    if letters.next().is_none()
        && let Some((_, name)) = GREEK_NAMES.iter().find(|(letter, _)| *letter == first)
    {
        return Verbalization::new(end, *name);
    }
    let mut spoken = String::new();
    for letter in word.chars().map(lower) {
        let table: &[(char, &str)] = if letter < '\u{400}' {
            &GREEK
        } else {
            &CYRILLIC
        };
        if let Some((_, latin)) = table.iter().find(|(known, _)| *known == letter) {
            spoken.push_str(latin);
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
    if end == 0 || end > LONGEST {
        return None;
    }
    let latin = any_ascii(&rest[..end]);
    let mut spoken = String::new();
    for letter in latin.chars().filter(char::is_ascii_alphabetic) {
        // Hebrew and Arabic leave their short vowels out.
        let is_bare = ('\u{590}'..='\u{77F}').contains(&cursor.first());
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
        '\u{530}'..='\u{1CFF}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

fn is_foreign(letter: char) -> bool {
    (('\u{370}'..='\u{3FF}').contains(&letter)
        || ('\u{400}'..='\u{45F}').contains(&letter)
        || letter == 'ґ'
        || letter == 'Ґ'
        || letter == 'µ')
        && letter.is_alphabetic()
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}
