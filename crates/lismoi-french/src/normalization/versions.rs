//! Numbers with full stops that are not decimals: "version 2.0", "Python 3.12", "192.168.1.1",
//! "chapitre 2.3", "Fedora 11.1".

use lismoi_document::word_list::WordList;

use super::Verbalization;
use super::cardinals::push_value;
use super::cursor::{Cursor, after_space, is_boundary, starts_with_capital, starts_with_figure};
use super::measures;
use super::number::figures;

/// Things with version numbers: programs, standards, parts of texts.
static NUMBERED: WordList = WordList::new(include_str!("../../data/nouns_before_versions.txt"));

/// "Version 2.0", and the second number of "rubriques 4.2 et 5.1".
fn is_numbered(cursor: &Cursor<'_>) -> bool {
    let previous = cursor.previous_word();
    let is_listed = matches!(previous, "et" | "ou" | "à");
    let noun = match (is_listed, cursor.previous_abbreviation()) {
        (true, _) => super::law::head_noun(cursor.before()),
        (false, "art" | "chap" | "fig" | "sect") => "article",
        (false, _) => previous,
    };
    NUMBERED.contains(&noun.to_lowercase())
}

/// "Fedora 11.1 est là": a name within a sentence is followed by its version, unless the number
/// is an amount ("En Corse 2.5 millions", "Paris 3.2 %").
fn follows_name(cursor: &Cursor<'_>, after: &str) -> bool {
    let (name, further) = cursor.previous_words();
    let is_name = starts_with_capital(name)
        && name.chars().nth(1).is_some()
        && (!further.is_empty() || name.chars().skip(1).any(char::is_uppercase))
        && cursor.before().ends_with(char::is_whitespace);
    is_name && !is_amount(after)
}

/// Whether what follows makes an amount of a number.
fn is_amount(after: &str) -> bool {
    const MULTIPLES: [&str; 9] = [
        "fois", "million", "milliard", "point", "heure", "an", "euro", "dollar", "mètre",
    ];
    let next = after_space(after);
    next.starts_with(['%', '€', '$', '£'])
        || measures::unit(next).is_some()
        || MULTIPLES.iter().any(|word| next.starts_with(word))
}

/// "Renommée version de Debian 1.1", "sous le nom 1.0": a version is spoken of a few words before.
fn speaks_of_versions(cursor: &Cursor<'_>, after: &str) -> bool {
    const NOUNS: [&str; 4] = ["version", "versions", "release", "releases"];
    let mut words = cursor.before().split(|c: char| !c.is_alphanumeric());
    let is_program =
        |word: &str| starts_with_capital(word) && NUMBERED.contains(&word.to_lowercase());
    words.any(|word| NOUNS.contains(&word) || is_program(word)) && !is_amount(after)
}

/// "1.1 Contexte" at the start of a sentence.
fn numbers_heading(cursor: &Cursor<'_>, after: &str) -> bool {
    let title = after.strip_prefix('.').unwrap_or(after);
    let word = after_space(title);
    word.len() < title.len() && starts_with_capital(word) && cursor.starts_sentence()
}

/// The "R6" of "0.93R6" or the "a" of "1.4a", and the text after it; a unit is none.
fn suffix(text: &str) -> (&str, &str) {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let figures = figures(&text[letters..]).len();
    let (suffix, after) = text.split_at(letters + figures);
    let is_stage = matches!(
        &suffix[..letters],
        "a" | "b" | "c" | "p" | "r" | "R" | "rc" | "RC"
    );
    match is_stage && figures < 3 && is_boundary(after) {
        true => (suffix, after),
        false => ("", text),
    }
}

/// "2.0", "1.2.3", "22.04": its parts, with "point" between them.
pub(super) fn version(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let whole = cursor.rest();
    // "v1.2.3": the letter is part of the word.
    let rest = whole
        .strip_prefix(['v', 'V'])
        .filter(|_| cursor.starts_word());
    let has_letter = rest.is_some();
    let rest = rest.unwrap_or(whole);
    let digits = figures(rest).len();
    if !(1..=4).contains(&digits)
        || !rest[digits..].starts_with('.')
        || super::ranges::known(rest).is_some()
    {
        return None;
    }
    let mut parts = [""; 4];
    let mut count = 0;
    let mut after = rest;
    loop {
        let part = figures(after);
        if count == parts.len() || part.len() > 4 {
            return None;
        }
        parts[count] = part;
        count += 1;
        after = &after[part.len()..];
        match after.strip_prefix('.') {
            Some(next) if starts_with_figure(next) => after = next,
            _ => break,
        }
    }
    let parts = &parts[..count];
    let is_thousands = parts[1..].iter().all(|part| part.len() == 3);
    // "Annexe B.3.2".
    let is_lettered = cursor.before().strip_suffix('.').is_some_and(|before| {
        let letters = before.bytes().rev().take_while(u8::is_ascii_uppercase);
        let count = letters.count();
        let further = before[..before.len() - count].chars().next_back();
        (1..=3).contains(&count) && !further.is_some_and(char::is_alphanumeric)
    });
    let is_named = has_letter
        || is_lettered
        || after
            .strip_prefix(' ')
            .is_some_and(|next| next.starts_with("FM"))
        || cursor.starts_word()
            && (is_numbered(cursor)
                || !is_thousands
                    && count == 2
                    && (follows_name(cursor, after)
                        || numbers_heading(cursor, after)
                        || speaks_of_versions(cursor, after)));
    let is_address = count == 4
        && parts
            .iter()
            .all(|part| part.parse().is_ok_and(|value: u16| value < 256));
    // "2.0.1", but "1.2.2024" and "12.03.24" are days.
    let is_release = count == 3 && parts[2].len() == 1;
    let is_numbered = count > 1
        && (is_named || cursor.starts_word() && !is_thousands && (is_address || is_release));
    // "0.93R6", "2.0rc1": letters and a figure of a release.
    let (suffix, end) = suffix(after);
    let has_suffix = !suffix.is_empty()
        && cursor.starts_word()
        && (count > 2 || is_named || suffix.ends_with(|c: char| c.is_ascii_digit()));
    let suffix = if has_suffix { suffix } else { "" };
    if has_suffix {
        after = end;
    }
    if !(is_numbered || has_suffix) || !is_boundary(after) {
        return None;
    }
    let mut spoken = String::from(if has_letter { "V " } else { "" });
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            spoken.push_str(" point ");
        }
        let plain = part.trim_start_matches('0');
        for zero in 0..part.len() - plain.len() {
            spoken.push_str(if zero > 0 { " zéro" } else { "zéro" });
        }
        if let Ok(value) = plain.parse() {
            if plain.len() < part.len() {
                spoken.push(' ');
            }
            push_value(&mut spoken, value);
        }
    }
    for character in suffix.chars() {
        spoken.push(' ');
        spoken.push(character.to_ascii_uppercase());
    }
    // "192.168.1.0/24": a network.
    if is_address
        && let Some(behind) = after.strip_prefix('/')
        && let (1..=2, end) = (
            figures(behind).len(),
            behind.trim_start_matches(|c: char| c.is_ascii_digit()),
        )
        && is_boundary(end)
    {
        spoken.push_str(" slash ");
        spoken.push_str(figures(behind));
        after = end;
    }
    if !has_letter && count == 2 && numbers_heading(cursor, after) {
        spoken.push(',');
    }
    Verbalization::new(whole.len() - after.len(), spoken)
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn a_version_has_a_point_and_an_amount_a_comma() {
        for (printed, spoken) in [
            (
                "sous Fedora 11.1 et après",
                "sous Fedora 11 point 1 et après",
            ),
            (
                "En Corse 2.5 millions de nuits",
                "En Corse 2 virgule 5 millions de nuits",
            ),
            ("une note de 3.5 sur 5", "une note de 3 virgule 5 sur 5"),
            (
                "Selon Kantar 3.2 % des voix",
                "Selon Kantar 3 virgule 2 pour cent des voix",
            ),
            ("le noyau 5.15 est là", "le noyau 5 point 15 est là"),
            ("5.515 habitants", "cinq mille cinq cent 15 habitants"),
            ("4.6 Captures", "4 point 6, Captures"),
            (
                "le réseau 10.0.0.0/24",
                "le réseau 10 point zéro point zéro point zéro slash 24",
            ),
            ("l'annexe B.3.2 du texte", "l'annexe B 3 point 2 du texte"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
