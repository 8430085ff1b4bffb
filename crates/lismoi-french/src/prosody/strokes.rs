//! Strokes between words that say nothing: a short pause in "Paris/Lyon" and "oui / non", none in
//! "client/serveur". A stroke that stands for "par" or "ou" is left to `normalization`.

use std::ops::Range;

use lismoi_document::word_list::WordList;

use super::Mark;

static IN_ONE_BREATH: WordList = WordList::new(include_str!("../../data/pairs_in_one_breath.txt"));

/// Words beside a stroke, in bytes, are not longer.
const LONGEST: usize = 40;

/// Nouns before the path of a file.
const BEFORE_PATHS: [&str; 9] = [
    "branche",
    "chemin",
    "commande",
    "dossier",
    "dossiers",
    "fichier",
    "fichiers",
    "répertoire",
    "répertoires",
];

/// The mark after the word before `gap`, the text between two words, where that is a stroke.
pub(crate) fn mark(text: &str, gap: Range<usize>) -> Option<Mark> {
    let between = &text[gap.clone()];
    // Most gaps are a space.
    if !between.as_bytes().contains(&b'/') || between.trim() != "/" {
        return None;
    }
    let before = stretch_before(&text[..gap.start]);
    let is_bound = between.len() == 1;
    if !is_bound {
        // In " /etc" and "/usr/lib " it belongs to a path.
        let is_spaced = between.starts_with(char::is_whitespace) || !before.contains('/');
        return (is_spaced && between.ends_with(char::is_whitespace)).then_some(Mark::Comma);
    }
    let after = stretch_after(&text[gap.end..]);
    if is_in_a_path(before) || is_in_a_path(after) || follows_path_noun(text, gap.start) {
        return None;
    }
    let before = before.rsplit(is_no_letter).next()?;
    let after = after.split(is_no_letter).next()?;
    // "Et/ou" is one word, and the sides of "I/O" are letters.
    let is_short = |word: &str| word.chars().nth(1).is_none();
    let is_conjunction = |word: &str| matches!(word, "et" | "ou" | "and" | "or");
    let goes_on = is_short(before)
        || is_short(after)
        || is_conjunction(before)
        || is_conjunction(after)
        || IN_ONE_BREATH.contains_ignoring_case(&[before, "/", after].concat());
    (!goes_on).then_some(Mark::Comma)
}

fn is_no_letter(character: char) -> bool {
    !(character.is_alphabetic() || character == '-')
}

/// The text after the last space.
fn stretch_before(text: &str) -> &str {
    let start = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    text[start..]
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
}

/// The text before the first space, without the marks at its end.
fn stretch_after(text: &str) -> &str {
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let stretch = near.split(char::is_whitespace).next().unwrap_or_default();
    stretch.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a text without spaces holds signs of paths, addresses and formulas.
fn is_in_a_path(stretch: &str) -> bool {
    stretch.starts_with(['/', '.', '~'])
        || stretch.contains(|c: char| c.is_ascii_digit() || "._:~@$%\\<>{}=*+&#".contains(c))
}

/// Whether the word before the stretch that ends at `at` announces a path.
fn follows_path_noun(text: &str, at: usize) -> bool {
    let before = text[..at - stretch_before(&text[..at]).len()].trim_end();
    BEFORE_PATHS.contains(&stretch_before(before))
}

#[cfg(test)]
mod tests {
    use crate::Segmentation;
    use crate::tests::spoken;

    #[test]
    fn a_stroke_is_a_pause_where_it_says_nothing_and_parts_no_pair_or_path() {
        for (printed, said) in [
            ("Hommes/femmes, Paris/Lyon", "Hommes, femmes, Paris, Lyon."),
            ("Gare du Nord / Gare de Lyon", "Gare du Nord, Gare de Lyon."),
            (
                "Le client/serveur et/ou le prix",
                "Le client serveur et ou le prix.",
            ),
            (
                "Il lit dans /home ou src/a.rs",
                "Il lit dans home ou src a rs.",
            ),
            ("Il ou elle, oui/non", "Il ou elle, oui ou non."),
        ] {
            let utterances = spoken(printed, Segmentation::Sentences).into_iter();
            let heard: String = utterances.map(|utterance| utterance.spelling()).collect();
            assert_eq!(heard, said, "{printed}");
        }
    }
}
