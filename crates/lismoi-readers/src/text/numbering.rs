//! The labels of chapters and numbered headings ("Chapitre premier", "II", "3.2.1"), and
//! the level that each gives its heading.

use super::shape;
use lismoi_document::roman;
use lismoi_document::word_list::is_in;

/// The level of an article's title; its sections begin one below.
pub const TITLE_LEVEL: u8 = 1;

/// The level of a heading whose number and style say nothing.
pub const SECTION_LEVEL: u8 = 2;

/// Words before the number of a part of a book, the larger parts first.
const PARTS: [&str; 2] = [
    " tome livre partie acte volume titre ",
    " chapitre scène chant lettre leçon section article annexe ",
];

/// Parts that carry no number.
const UNNUMBERED: &str =
    " prologue épilogue préface avant-propos introduction conclusion postface ";

/// Numbers written out, before or after the word for a part.
const NUMBERS: &str = " un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt premier première second seconde deuxième troisième quatrième cinquième sixième septième \
     huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième \
     dix-neuvième vingtième dernier dernière unique ";

/// The number of a heading, and how deep it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// How deep the heading stands, the title being 1.
    pub level: u8,
    /// Whether the label is all there is.
    pub is_whole: bool,
    /// Whether it is that of a part or chapter, below which unnumbered headings stand.
    pub is_part: bool,
}

/// The label that a heading starts with; `None` where it has none. A number that may as
/// well be that of a list item ("1. Farine") is no label.
pub fn label(text: &str) -> Option<Label> {
    let starts = |c: char| c.is_uppercase() || c.is_ascii_digit();
    if text.len() > shape::LONGEST_HEADING * 2 || !text.starts_with(starts) {
        return None;
    }
    let (first, rest) = split_word(text);
    let (second, after_second) = split_word(rest);
    let part_level = |word: &str| {
        let index = PARTS.iter().position(|parts| is_in(parts, word))?;
        u8::try_from(index).ok().map(|index| SECTION_LEVEL + index)
    };
    // "Chapitre II", "Chapitre premier", "Première partie".
    let of_part = match (part_level(first), part_level(second)) {
        (Some(level), _) if is_number(second) => Some((level, after_second)),
        (_, Some(level)) if is_in(NUMBERS, first) || is_ordinal(first) => {
            Some((level, after_second))
        }
        _ => None,
    };
    if let Some((level, rest)) = of_part {
        return separated(rest).then(|| Label {
            level,
            is_whole: is_blank(rest),
            is_part: true,
        });
    }
    if is_blank(rest) && is_in(UNNUMBERED, first) {
        return Some(Label {
            level: SECTION_LEVEL,
            is_whole: true,
            is_part: false,
        });
    }
    // "IV", "IV. Le retour", "IV -- Le retour", "3.2.1 Le retour".
    if is_roman(first) && (is_blank(rest) || rest.trim_start().starts_with(SEPARATORS)) {
        return Some(Label {
            level: SECTION_LEVEL,
            is_whole: is_blank(rest),
            is_part: true,
        });
    }
    let depth = decimal_depth(text)?;
    (depth > 1).then(|| Label {
        level: (TITLE_LEVEL + depth).min(6),
        is_whole: false,
        is_part: false,
    })
}

const SEPARATORS: [char; 6] = ['.', '-', '–', '—', ':', ')'];

/// "3.2.1 Titre" has the depth 3.
fn decimal_depth(text: &str) -> Option<u8> {
    let number = text.split_whitespace().next()?;
    let mut parts = number.trim_end_matches('.').split('.');
    let is_decimal = parts
        .clone()
        .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let title = text[number.len()..].trim_start();
    (is_decimal && title.starts_with(char::is_uppercase))
        .then(|| parts.by_ref().count())
        .and_then(|depth| u8::try_from(depth).ok())
}

/// What stands behind a label, before the heading's own words.
fn separated(rest: &str) -> bool {
    is_blank(rest) || rest.trim_start().starts_with(SEPARATORS) || rest.starts_with(['\n', '\r'])
}

fn is_blank(rest: &str) -> bool {
    rest.chars()
        .all(|c| c.is_whitespace() || SEPARATORS.contains(&c))
}

fn is_number(word: &str) -> bool {
    is_roman(word)
        || is_in(NUMBERS, word)
        || is_ordinal(word)
        || (!word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()))
}

/// "1re", "2e", "IIIe"
fn is_ordinal(word: &str) -> bool {
    let number = word.trim_end_matches(|c: char| c.is_lowercase());
    number.len() < word.len()
        && matches!(
            &word[number.len()..],
            "e" | "er" | "re" | "ère" | "ème" | "d" | "de" | "nd" | "nde"
        )
        && (is_roman(number) || number.bytes().all(|b| b.is_ascii_digit()))
        && !number.is_empty()
}

/// A Roman numeral up to LXXXIX, in capitals; "C", "D" and "L" alone are letters.
fn is_roman(word: &str) -> bool {
    word != "L" && roman::value(word).is_some_and(|value| value < 90)
}

/// The first word and what stands behind it.
fn split_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let length = text
        .find(|c: char| !(c.is_alphanumeric() || c == '-'))
        .unwrap_or(text.len());
    text.split_at(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_their_levels() {
        for (text, level, is_whole) in [
            ("Chapitre premier", 3, true),
            ("CHAPITRE II.", 3, true),
            ("Chapitre un", 3, true),
            ("Article 3", 3, true),
            ("Chapitre 3 : Le retour", 3, false),
            ("Première partie", 2, true),
            ("Livre IV", 2, true),
            ("2e partie", 2, true),
            ("II", 2, true),
            ("V -- En route !", 2, false),
            ("IV. Le retour", 2, false),
            ("Épilogue", 2, true),
            ("3.2 Le retour", 3, false),
            ("3.2.1. Le retour", 4, false),
        ] {
            let label = label(text).expect(text);
            assert_eq!((label.level, label.is_whole), (level, is_whole), "{text}");
        }
        for text in [
            "Il pleut",
            "C dans l'air",
            "Partie de campagne",
            "1. Farine",
            "3.5 millions",
            "Livre de poche",
            "Premier tour",
            "Introduction à la poésie",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
