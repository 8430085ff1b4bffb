//! The labels of chapters and numbered headings ("Chapitre premier", "II", "3.2.1"), and the
//! level that each gives its heading.

use lismoi_document::roman;
use lismoi_document::word_list::WordList;

use super::class::{SECTION_LEVEL, TITLE_LEVEL};
use super::heading_candidate::LONGEST_HEADING;

static NUMBER_WORDS: WordList = WordList::new(include_str!("../../data/number_words.txt"));

/// Words for the parts of a book, by level below [`SECTION_LEVEL`].
const PARTS: [&[&str]; 2] = [
    &["tome", "livre", "partie", "acte", "volume", "titre"],
    &[
        "chapitre", "scène", "chant", "lettre", "leçon", "section", "article", "annexe",
    ],
];

/// Parts of a book that have no number.
const UNNUMBERED: [&str; 7] = [
    "prologue",
    "épilogue",
    "préface",
    "avant-propos",
    "introduction",
    "conclusion",
    "postface",
];

/// Punctuation between a label and the words of the heading.
const SEPARATORS: [char; 6] = ['.', '-', '–', '—', ':', ')'];

/// The label of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeadingLabel {
    /// The level of the heading; the title is 1.
    pub(super) level: u8,
    /// Whether the heading has no other words.
    pub(super) is_whole: bool,
    /// Whether it labels a part or chapter, below which unlabelled headings stand.
    pub(super) is_part: bool,
}

/// The label that a heading starts with; `None` where it has none. A number that may be that
/// of a list item ("1. Farine") is no label.
pub(super) fn parse(text: &str) -> Option<HeadingLabel> {
    let is_first = |c: char| c.is_uppercase() || c.is_ascii_digit();
    if text.len() > LONGEST_HEADING * 2 || !text.starts_with(is_first) {
        return None;
    }
    let (first, rest) = split_word(text);
    if let Some((level, rest)) = part_label(first, rest) {
        return is_separated(rest).then(|| HeadingLabel {
            level,
            is_whole: is_blank(rest),
            is_part: true,
        });
    }
    if is_blank(rest) && UNNUMBERED.contains(&first.to_lowercase().as_str()) {
        return Some(HeadingLabel {
            level: SECTION_LEVEL,
            is_whole: true,
            is_part: false,
        });
    }
    // "IV", "IV. Le retour", "IV -- Le retour".
    if is_roman(first) && (is_blank(rest) || rest.trim_start().starts_with(SEPARATORS)) {
        return Some(HeadingLabel {
            level: SECTION_LEVEL,
            is_whole: is_blank(rest),
            is_part: true,
        });
    }
    let depth = decimal_depth(text)?;
    (depth > 1).then(|| HeadingLabel {
        level: (TITLE_LEVEL + depth).min(6),
        is_whole: false,
        is_part: false,
    })
}

/// "Chapitre II", "Chapitre premier", "Première partie": the level, and the rest of the
/// heading.
fn part_label<'a>(first: &str, rest: &'a str) -> Option<(u8, &'a str)> {
    let (second, after_second) = split_word(rest);
    match (part_level(first), part_level(second)) {
        (Some(level), _) if is_number(second) => Some((level, after_second)),
        (_, Some(level)) if NUMBER_WORDS.contains_ignoring_case(first) || is_ordinal(first) => {
            Some((level, after_second))
        }
        _ => None,
    }
}

fn part_level(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let index = PARTS.iter().position(|parts| parts.contains(&&*word))?;
    u8::try_from(index).ok().map(|index| SECTION_LEVEL + index)
}

/// "3.2.1 Titre" has the depth 3.
fn decimal_depth(text: &str) -> Option<u8> {
    let number = text.split_whitespace().next()?;
    let parts = || number.trim_end_matches('.').split('.');
    let is_decimal = parts()
        .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let title = text[number.len()..].trim_start();
    if !is_decimal || !title.starts_with(char::is_uppercase) {
        return None;
    }
    u8::try_from(parts().count()).ok()
}

/// Whether nothing or a separator follows a label.
fn is_separated(rest: &str) -> bool {
    is_blank(rest) || rest.trim_start().starts_with(SEPARATORS) || rest.starts_with(['\n', '\r'])
}

fn is_blank(rest: &str) -> bool {
    rest.chars()
        .all(|c| c.is_whitespace() || SEPARATORS.contains(&c))
}

fn is_number(word: &str) -> bool {
    is_roman(word)
        || NUMBER_WORDS.contains_ignoring_case(word)
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

/// A Roman numeral up to LXXXIX in capitals, other than the letter "L".
fn is_roman(word: &str) -> bool {
    word != "L" && roman::value(word).is_some_and(|value| value < 90)
}

/// The first word, and the text after it.
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
    fn a_label_sets_the_level_of_its_heading() {
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
            let label = parse(text).expect(text);
            assert_eq!((label.level, label.is_whole), (level, is_whole), "{text}");
        }
    }

    #[test]
    fn words_and_numbers_of_other_texts_are_no_labels() {
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
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
