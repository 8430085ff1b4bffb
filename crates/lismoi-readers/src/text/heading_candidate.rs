//! Whether a block could be a heading or a title, by its own words and punctuation. Its
//! neighbours are left to `heading_level.rs`.

use lismoi_document::word_list::WordList;

use super::continuation::{
    ends_with_final_mark, ends_with_open_mark, ends_with_open_word, has_open_bracket,
};
use super::line_type::{SPEECH_MARKS, is_list_item, is_row};

static INTERROGATIVES: WordList = WordList::new(include_str!("../../data/interrogatives.txt"));

/// Starts of lines that refer to another text.
const CROSS_REFERENCES: [&str; 8] = [
    "voir ", "cf. ", "cf ", "lire ", "http://", "https://", "www.", "doi:",
];

/// Words of bibliographies.
const BIBLIOGRAPHIC: [&str; 4] = ["ISBN", "ISSN", "OCLC", "http"];

/// The longest heading, in characters.
pub(super) const LONGEST_HEADING: usize = 100;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// Whether it is as short as a heading and has no punctuation that headings lack.
pub(super) fn could_be_heading(text: &str) -> bool {
    is_short_and_unmarked(text, LONGEST_HEADING)
        && !text.starts_with(SPEECH_MARKS)
        && !text.starts_with(['(', '['])
        && !is_list_item(text)
        && !is_row(text)
        && !ends_with_open_word(text)
        && !has_open_bracket(text)
        && !is_reference(text)
        && !holds_sentences(text)
        && text.contains(char::is_alphabetic)
}

/// Whether it could be a title, which may be longer than a heading and end with "!".
pub(super) fn could_be_title(text: &str) -> bool {
    let text = match text.strip_suffix('!') {
        Some(start) if !text.starts_with(SPEECH_MARKS) => start.trim_end(),
        _ => text,
    };
    is_short_and_unmarked(text, LONGEST_TITLE) && text.contains(char::is_alphanumeric)
}

fn is_short_and_unmarked(text: &str, longest: usize) -> bool {
    text.len() <= longest * 4
        && text.chars().count() <= longest
        && (is_question(text) || !ends_with_final_mark(text))
        && !ends_with_open_mark(text)
}

/// Whether it is a label of one or two words before a list: "Ingrédients :".
pub(super) fn is_list_label(text: &str) -> bool {
    (6..=LONGEST_HEADING).contains(&text.len())
        && text.ends_with(':')
        && text.starts_with(char::is_uppercase)
        && text.trim_end_matches(':').split_whitespace().count() <= 2
}

/// Whether it has capital letters only.
pub(super) fn is_in_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() > 1 && !text.contains(char::is_lowercase)
}

/// Whether it ends with a question mark.
pub(super) fn is_question(text: &str) -> bool {
    text.ends_with('?')
}

/// Whether it holds an interrogative word or an inversion ("parle-t-on").
pub(super) fn has_interrogative(text: &str) -> bool {
    text.split(|c: char| !(c.is_alphabetic() || c == '-'))
        .any(|word| {
            INTERROGATIVES.contains_ignoring_case(word)
                || word.contains("-t-")
                || word.ends_with("-il")
        })
}

/// Whether it refers to another text, or describes a book.
fn is_reference(text: &str) -> bool {
    let start = text[..text.floor_char_boundary(8)].to_lowercase();
    let refers = CROSS_REFERENCES
        .iter()
        .any(|reference| start.starts_with(reference));
    // "Voir aussi" is a heading.
    (refers && !text.ends_with("aussi") && !text.ends_with("également"))
        || BIBLIOGRAPHIC.iter().any(|word| text.contains(word))
}

/// Whether a sentence ends within it: "L'homme est là. Il attend".
fn holds_sentences(text: &str) -> bool {
    text.match_indices(". ").any(|(at, mark)| {
        let word = text[..at]
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        word.chars().count() > 3
            && word.chars().all(char::is_lowercase)
            && text[at + mark.len()..].starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_end_a_sentence_or_a_reference_is_no_heading() {
        for heading in [
            "La visite du président",
            "Que faire ?",
            "Voir aussi",
            "Réseau A (Andrew Wang)",
            "L'art. 49.3 en question",
        ] {
            assert!(could_be_heading(heading), "{heading}");
        }
        for text in [
            "La visite de",
            "Rien à faire.",
            "Citoyens,",
            "Aux électeurs du 9e arrondissement. (1)",
            "Le besoin (ou la demande",
            "Voir la chronologie de l'affaire",
            "Denoël, 2004. ISBN 220725478X",
            "Il est parti. Elle attend",
            "Lyon | 522 000",
        ] {
            assert!(!could_be_heading(text), "{text}");
        }
    }
}
