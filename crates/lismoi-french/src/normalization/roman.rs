//! Roman numerals, recognized by their context: kings, popes, centuries, chapters.

use super::cursor::{Cursor, after_space, first_word, is_boundary, strip_word};
use super::ordinals::{self, Ending};
use super::{Verbalization, cardinals};
use lismoi_document::roman::value;
use lismoi_document::word_list::WordList;

/// Nouns of which there may be hundreds.
const LONG_COUNTS: [&str; 5] = ["chap", "chapitre", "lettre", "psaume", "sonnet"];

/// Names of queens.
const QUEENS: [&str; 8] = [
    "Anne",
    "Catherine",
    "Elisabeth",
    "Elizabeth",
    "Isabelle",
    "Jeanne",
    "Marie",
    "Élisabeth",
];

/// Names of rulers and popes: even a single letter after one is a numeral.
static RULERS: WordList = WordList::new(include_str!("../../data/rulers_cased.txt"));

/// Nouns numbered with Roman numerals, even of a single letter.
static NUMBERED: WordList =
    WordList::new(include_str!("../../data/nouns_before_roman_numerals.txt"));

/// Words after which a Roman numeral is read as letters.
static LETTERED: WordList = WordList::new(include_str!("../../data/nouns_before_letters.txt"));

/// A numeral's letters, in capitals.
fn letters(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|byte| !b"IVXLCDM".contains(&byte))
        .unwrap_or(text.len());
    &text[..end.min(16)]
}

/// "XIXe", "Ier", "IIes", "XVIᵉ": a rank.
pub(super) fn rank(cursor: &Cursor<'_>) -> Option<Verbalization> {
    if !cursor.starts_word() {
        return None;
    }
    let (numeral, length, after) = numeral(cursor)?;
    let is_letter = length == 1 && !matches!(numeral.value, 1 | 5 | 10);
    let (ending_length, ending) = ordinals::ending(after, numeral.value)
        .or_else(|| ending_in_capitals(cursor, &numeral, after))?;
    // "Ce", "Me", "De" and "Le" are words.
    if is_letter || (numeral.is_weak && ending == Ending::Rank && length < 3) {
        return None;
    }
    let mut taken = length + ending_length;
    let mut spoken = ordinals::spoken(numeral.value, ending, cursor.dialect);
    // "XIXe s." and "s" stand for the century.
    let next = after_space(&cursor.rest()[taken..]);
    if let Some(after) = next.strip_prefix("s.").or_else(|| strip_word(next, "s"))
        && !after.starts_with(['\'', '’'])
    {
        taken = cursor.rest().len() - after.len();
        spoken.push_str(" siècle");
    }
    Verbalization::new(taken, spoken)
}

/// "AU XVIIE SIÈCLE", "FRANÇOIS IER", but "LA VIE".
fn ending_in_capitals(
    cursor: &Cursor<'_>,
    numeral: &Numeral,
    after: &str,
) -> Option<(usize, Ending)> {
    const RANKED: [&str; 7] = [
        "arrondissement",
        "dynastie",
        "republique",
        "république",
        "siecle",
        "siècle",
        "édition",
    ];
    if !cursor.is_all_capitals || numeral.is_weak {
        return None;
    }
    if numeral.value == 1 {
        return strip_word(after, "ER").map(|_| (2, Ending::First));
    }
    let (ending, rest) = ["ÈME", "EME", "E"]
        .into_iter()
        .find_map(|ending| Some((ending, after.strip_prefix(ending)?)))?;
    let is_long = cursor.rest().len() - after.len() > 2;
    let is_ranked = RANKED.contains(&first_word(after_space(rest)).to_lowercase().as_str());
    (is_boundary(rest) && (is_long || is_ranked)).then_some((ending.len(), Ending::Rank))
}

/// "Louis XIV", "chapitre IV", "Vatican II", "le XV de France".
pub(super) fn cardinal(cursor: &Cursor<'_>) -> Option<Verbalization> {
    if !cursor.starts_word() {
        return None;
    }
    let (numeral, length, after) = numeral(cursor)?;
    let joins = after.chars().next().filter(|c| matches!(c, '\'' | '’'));
    if !is_boundary(after) || joins.is_some() {
        return None;
    }
    let (mut previous, further) = cursor.previous_words();
    // "chap. V", "t. I".
    if previous.is_empty() {
        previous = cursor.previous_abbreviation();
    }
    // "Groupe C", "annexe D": what counts a hundred is rare.
    let is_large = length == 1 && numeral.is_weak;
    if is_large && !LONG_COUNTS.contains(&previous.to_lowercase().as_str()) {
        return None;
    }
    let is_ruler = is_ruler(previous) || (is_ruler(further) && is_linked(cursor, previous));
    let lower = previous.to_lowercase();
    // "T. V", but not "T V A".
    let is_short = previous.len() == 1 && previous != lower;
    let is_noun = |word: &str| {
        NUMBERED.contains(word)
            || word
                .strip_suffix('s')
                .is_some_and(|one| NUMBERED.contains(one))
    };
    let is_numbered = is_noun(&lower) && !is_short
        || (matches!(lower.as_str(), "et" | "à" | "ou" | "-") && is_noun(&further.to_lowercase()));
    let is_certain = numeral.is_sign
        || is_ruler
        || is_item(&lower, after, length == 1 && numeral.value == 1)
        || is_numbered
        // Elsewhere two letters or more, of which none makes another word or sign.
        || (length >= 2
            && !numeral.is_weak
            && !LETTERED.contains(&lower)
            && (cursor.is_all_capitals || !follows_capitals(cursor)));
    if !is_certain || (numeral.is_weak && cursor.is_all_capitals && length < 3) {
        return None;
    }
    if is_ruler && numeral.value == 1 {
        let is_queen = QUEENS.contains(&previous);
        return Verbalization::new(length, if is_queen { "première" } else { "premier" });
    }
    let mut spoken = String::new();
    cardinals::push_value(&mut spoken, numeral.value);
    Verbalization::new(length, spoken)
}

/// An item of an article of law, whatever its letters: "le I de l'article 3", "V. - Le préfet".
fn is_item(before: &str, after: &str, is_one: bool) -> bool {
    let next = after.trim_start();
    match before {
        // "Prévu au I prend effet".
        "du" | "au" if is_one && !next.starts_with(char::is_uppercase) => true,
        "du" | "au" | "le" | "aux" | "les" => ["de l'article", "de l’article", "du présent"]
            .iter()
            .any(|owner| next.starts_with(owner)),
        "" => {
            let stroke = next.strip_prefix('.').map(str::trim_start);
            stroke.is_some_and(|rest| rest.starts_with(['-', '–', '—']))
        }
        _ => false,
    }
}

/// "Le xxe siècle", "aux xviiie et xixe siècles": a century in small letters, as pages have it
/// that print small capitals.
fn century(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !rest.starts_with(['i', 'v', 'x']) || !cursor.starts_word() {
        return None;
    }
    let (value, after) = small_rank(rest)?;
    let next = after_space(after);
    let other = ["et ", "ou ", "au ", "-", "–"]
        .iter()
        .find_map(|joint| next.strip_prefix(joint))
        .and_then(small_rank);
    let next = other.map_or(next, |(_, after)| after_space(after));
    let is_century = matches!(first_word(next), "siècle" | "siècles");
    let spoken = ordinals::spoken(value, Ending::Rank, cursor.dialect);
    is_century
        .then(|| Verbalization::new(rest.len() - after.len(), spoken))
        .flatten()
}

/// A rank up to the 21st in small letters, and the text after it.
fn small_rank(text: &str) -> Option<(u64, &str)> {
    let end = text.bytes().position(|byte| !b"ivx".contains(&byte))?;
    let after = ["ème", "e", "ᵉ"]
        .iter()
        .find_map(|ending| text[end..].strip_prefix(ending))?;
    let value = value(&text[..end].to_uppercase())?;
    ((2..=21).contains(&value) && is_boundary(after)).then_some((value, after))
}

/// "Page xii", "acte iii", "pp. iv-ix": a numeral in small letters, behind a part of a text; or
/// the number of a century.
pub(super) fn small(cursor: &Cursor<'_>) -> Option<Verbalization> {
    century(cursor).or_else(|| part(cursor))
}

fn part(cursor: &Cursor<'_>) -> Option<Verbalization> {
    const PARTS: [&str; 10] = [
        "page", "pages", "p", "pp", "acte", "chapitre", "livre", "scène", "tome", "vers",
    ];
    let rest = cursor.rest();
    let end = rest.bytes().position(|byte| !b"ivxl".contains(&byte));
    let numeral = &rest[..end.unwrap_or(rest.len())];
    let after = &rest[numeral.len()..];
    // Most words end here.
    if numeral.is_empty() || !is_boundary(after) || after.starts_with(['\'', '’']) {
        return None;
    }
    let mut part = cursor.previous_word();
    if part.is_empty() {
        part = cursor.previous_abbreviation();
    }
    let is_part = PARTS.contains(&part.to_lowercase().as_str()) && cursor.starts_word();
    let first = value(&numeral.to_uppercase()).filter(|_| is_part)?;
    let mut spoken = String::new();
    cardinals::push_value(&mut spoken, first);
    // "Pp. iv-ix".
    let last = after.strip_prefix(['-', '–']).and_then(|last| {
        let end = last.bytes().position(|byte| !b"ivxl".contains(&byte));
        let end = end.unwrap_or(last.len());
        Some((value(&last[..end].to_uppercase())?, &last[end..]))
    });
    if let Some((last, end)) = last {
        spoken.push_str(" à ");
        cardinals::push_value(&mut spoken, last);
        return Verbalization::new(rest.len() - end.len(), spoken);
    }
    Verbalization::new(numeral.len(), spoken)
}

struct Numeral {
    value: u64,
    /// It has letters (L, C, D, M) that often mean something else.
    is_weak: bool,
    /// It is one of Unicode's characters for Roman numerals.
    is_sign: bool,
}

/// The numeral at this place, its length, and the text after it.
fn numeral<'a>(cursor: &Cursor<'a>) -> Option<(Numeral, usize, &'a str)> {
    let rest = cursor.rest();
    let first = cursor.first();
    if let Some(value) = sign_value(first) {
        let (mut total, mut length) = (value, first.len_utf8());
        // "ⅩⅣ" may be made of two signs.
        while let Some(next) = rest[length..]
            .chars()
            .next()
            .and_then(|c| Some((c, sign_value(c)?)))
        {
            total += next.1;
            length += next.0.len_utf8();
        }
        let numeral = Numeral {
            value: total,
            is_weak: false,
            is_sign: true,
        };
        return Some((numeral, length, &rest[length..]));
    }
    let letters = letters(rest);
    let numeral = Numeral {
        value: value(letters)?,
        is_weak: letters.contains(['L', 'C', 'D', 'M']) && letters.len() < 5 || letters == "XXX",
        is_sign: false,
    };
    Some((numeral, letters.len(), &rest[letters.len()..]))
}

/// Unicode's characters for Roman numerals, in both cases.
fn sign_value(sign: char) -> Option<u64> {
    const VALUES: [u64; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, 100, 500, 1000];
    let code = sign as usize;
    (0x2160..0x2180).contains(&code).then(|| VALUES[code % 16])
}

fn is_ruler(name: &str) -> bool {
    starts_upper(name)
        && (is_listed(name)
            || name
                .split_once('-')
                .is_some_and(|(_, last)| is_listed(last)))
}

fn is_listed(name: &str) -> bool {
    RULERS.contains(name)
}

fn starts_upper(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

/// "Louis XIII et XIV".
fn is_linked(cursor: &Cursor<'_>, word: &str) -> bool {
    matches!(word, "et" | "ou") && cursor.starts_word()
}

/// "ADN XX", "CHU II": among capitals a numeral is not certain.
fn follows_capitals(cursor: &Cursor<'_>) -> bool {
    let previous = cursor.previous_word();
    let next = after_space(&cursor.rest()[letters(cursor.rest()).len()..]);
    let shouts = |word: &str| {
        word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase()) && value(word).is_none()
    };
    shouts(previous) && shouts(first_word(next))
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn a_letter_numbers_an_item_of_the_law() {
        for (printed, spoken) in [
            ("Au I de l'article 3", "Au 1 de l'article 3"),
            ("V. - Le préfet", "5 Le préfet"),
            ("I. M. Pei", "I M Pei"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }

    #[test]
    fn a_numeral_in_small_letters_follows_a_part_of_a_text() {
        for (printed, spoken) in [
            ("la page xii", "la page 12"),
            ("p. iv", "page 4"),
            ("scène ii", "scène 2"),
            ("pp. i-v", "pages 1 à 5"),
            ("il y vit", "il y vit"),
            ("au début du xxe siècle", "au début du vingtième siècle"),
            (
                "aux xviiie et xixe siècles",
                "aux dix-huitième et dix-neuvième siècles",
            ),
            ("un vieux siècle", "un vieux siècle"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
