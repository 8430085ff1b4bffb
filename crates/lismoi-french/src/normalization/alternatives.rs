//! Strokes that say "ou": "le directeur/la directrice", "il/elle", "H/F".

use lismoi_document::word_list::WordList;

use super::Verbalization;
use super::cursor::{Cursor, first_word, is_boundary};

static ALTERNATIVES: WordList = WordList::new(include_str!("../../data/alternatives.txt"));

/// Words that stand before a noun: behind a stroke, another name for the same starts.
const DETERMINERS: [&str; 14] = [
    "un", "une", "le", "la", "les", "des", "du", "son", "sa", "ses", "mon", "ma", "votre", "ce",
];

/// Nouns that compare men and women: "l'égalité H/F".
const COMPARED: [&str; 8] = [
    "égalité",
    "inégalités",
    "parité",
    "mixité",
    "écart",
    "écarts",
    "répartition",
    "ratio",
];

/// A stroke between alternatives, or a job for men and women.
pub(super) fn alternative(cursor: &Cursor<'_>) -> Option<Verbalization> {
    if cursor.first() != '/' {
        return sexes(cursor);
    }
    let rest = &cursor.rest()[1..];
    let after = first_word(rest);
    let is_path = cursor.before().ends_with(|c: char| !c.is_alphabetic())
        || rest[after.len()..].starts_with(['/', '.', '_']);
    let before = cursor.previous_word();
    if before.is_empty() || after.is_empty() || is_path {
        return None;
    }
    let starts_noun = DETERMINERS.contains(&after)
        && rest[after.len()..]
            .strip_prefix(' ')
            .is_some_and(|noun| noun.starts_with(char::is_alphabetic));
    let pair = [before, "/", after].concat();
    (starts_noun || ALTERNATIVES.contains_ignoring_case(&pair))
        .then(|| Verbalization::new(1, "ou"))
        .flatten()
}

/// "Un poste H/F".
fn sexes(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let (men, women) = ("homme", "femme");
    let pair = match cursor.rest().get(..3)? {
        "H/F" | "h/f" => [men, women],
        "F/H" | "f/h" => [women, men],
        _ => return None,
    };
    if !cursor.starts_word() || !is_boundary(&cursor.rest()[3..]) {
        return None;
    }
    let is_compared = COMPARED.contains(&cursor.previous_word().to_lowercase().as_str());
    let spoken = match is_compared {
        true => pair.map(|word| [word, "s"].concat()).join(" "),
        false => pair.join(" ou "),
    };
    Verbalization::new(3, spoken)
}
