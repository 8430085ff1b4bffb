//! Names that machines make: checksums, commits and UUIDs ("9f86d081884c", "550e8400-e29b-...").
//! They are said figure by figure and letter by letter, in groups of four.

use super::Verbalization;
use super::cursor::{Cursor, is_boundary};
use super::spelling_out::{Joint, spell};

/// Shorter ones may be models or words.
const LEAST: usize = 7;

/// As much of a longer one as is said at once; no word of an utterance may be longer.
const MOST: usize = 32;

/// How many characters are said in one breath.
const GROUP: usize = 4;

/// The groups of a UUID, in figures (RFC 9562).
const UUID: [usize; 5] = [8, 4, 4, 4, 12];

/// A hexadecimal number, or as much of it as is said at once.
pub(super) fn identifier(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.stretch();
    if let Some(length) = uuid(rest).filter(|_| cursor.starts_word()) {
        return Verbalization::new(length, said(&rest[..length]));
    }
    if let Some(length) = hardware_address(rest).filter(|_| cursor.starts_word()) {
        return Verbalization::new(length, said(&rest[..length]));
    }
    let word = run(rest);
    let goes_on = || run_before(cursor.before()) >= MOST;
    if goes_on() && !word.is_empty() {
        let part = &word[..word.len().min(MOST)];
        return Verbalization::new(part.len(), said(part));
    }
    let is_number = word.len() >= LEAST
        && cursor.starts_word()
        && is_mixed(word)
        && is_boundary(&rest[word.len()..]);
    is_number.then(|| {
        let part = &word[..word.len().min(MOST)];
        Verbalization {
            length: part.len(),
            spoken: said(part),
        }
    })
}

/// The hexadecimal figures that the text starts with.
fn run(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_hexdigit());
    &text[..end.unwrap_or(text.len())]
}

/// The count of hexadecimal figures that the text ends with, no letter before them.
fn run_before(text: &str) -> usize {
    let figures = text.bytes().rev();
    figures.take_while(u8::is_ascii_hexdigit).count()
}

/// Whether letters of one case and figures alternate, as they do in no word or model.
fn is_mixed(word: &str) -> bool {
    let kinds = word.bytes().map(|byte| byte.is_ascii_digit());
    let changes = kinds.clone().zip(kinds.skip(1)).filter(|(a, b)| a != b);
    let has = |is: fn(&u8) -> bool| word.bytes().any(|byte| is(&byte));
    changes.count() >= 2
        && word.bytes().filter(u8::is_ascii_alphabetic).count() >= 2
        && !(has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase))
}

/// The length of the UUID that the text starts with.
fn uuid(text: &str) -> Option<usize> {
    let mut at = 0;
    for (index, length) in UUID.into_iter().enumerate() {
        if index > 0 {
            at += usize::from(text[at..].starts_with('-'));
        }
        if run(&text[at..]).len() != length {
            return None;
        }
        at += length;
    }
    let is_whole = at == UUID.iter().sum::<usize>() + UUID.len() - 1;
    (is_whole && is_boundary(&text[at..])).then_some(at)
}

/// The length of the hardware address that the text starts with: "00:1A:2B:3C:4D:5E".
fn hardware_address(text: &str) -> Option<usize> {
    const LENGTH: usize = 17;
    let address = text.as_bytes().get(..LENGTH)?;
    let is_address = address.iter().enumerate().all(|(at, byte)| match at % 3 {
        2 => *byte == b':',
        _ => byte.is_ascii_hexdigit(),
    });
    (is_address && is_boundary(&text[LENGTH..])).then_some(LENGTH)
}

fn said(identifier: &str) -> String {
    let mut spoken = String::new();
    let mut count = 0;
    for character in identifier.chars() {
        if matches!(character, '-' | ':') {
            count = 0;
            spoken.push(',');
            continue;
        }
        if count == GROUP {
            count = 0;
            spoken.push(',');
        }
        if !spoken.is_empty() {
            spoken.push(' ');
        }
        count += 1;
        match character {
            '0' => spoken.push_str("zéro"),
            '1'..='9' => spoken.push(character),
            _ => spell(
                &mut spoken,
                &character.to_ascii_uppercase().to_string(),
                Joint::Free,
            ),
        }
    }
    spoken
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;
    use crate::normalization::{Dialect, normalize};

    #[test]
    fn a_checksum_is_said_figure_by_figure() {
        for (printed, spoken) in [
            ("le commit 9f86d08", "le commit 9 F 8 6, D zéro 8"),
            ("le commit a94a8fe5", "le commit A 9 4 A, 8 F E 5"),
            ("une façade bleue", "une façade bleue"),
            (
                "550e8400-e29b-41d4-a716-446655440000",
                "5 5 zéro E, 8 4 zéro zéro, E 2 9 B, 4 1 D 4, A 7 1 6, \
                 4 4 6 6, 5 5 4 4, zéro zéro zéro zéro",
            ),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }

    #[test]
    fn a_long_checksum_is_said_in_parts() {
        let printed = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        let count = normalize(printed, Dialect::France).count();
        assert_eq!(count, 2);
    }
}
