//! Bylines: lines that name the authors, translators or sources of an article.

use std::sync::LazyLock;

use lismoi_document::word_list::WordList;

use super::continuation::ends_with_final_mark;

/// Lower-case words and separators in lists of names.
static NAME_PARTICLES: WordList = WordList::new(include_str!("../../data/name_particles.txt"));

const STARTS_TABLE: &str = include_str!("../../data/byline_starts.tsv");

static STARTS: LazyLock<Vec<Start>> = LazyLock::new(|| {
    let lines = STARTS_TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| parse_start(line).expect("each line of the table has two known columns"))
        .collect()
});

/// The start of a byline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Start {
    /// In lower case.
    words: &'static str,
    follows: Follows,
}

/// The text that follows the start of a byline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follows {
    /// A space and the names of the authors.
    Authors,
    /// A space and something else.
    Other,
    /// Anything or nothing: the start names a news agency.
    Anything,
}

fn parse_start(line: &'static str) -> Option<Start> {
    let (words, follows) = line.split_once('\t')?;
    let follows = match follows {
        "author" => Follows::Authors,
        "other" => Follows::Other,
        "agency" => Follows::Anything,
        _ => return None,
    };
    Some(Start { words, follows })
}

/// The longest byline, in characters.
const LONGEST: usize = 200;

/// Starts of bylines that must be followed by nothing but names.
const NAMES_FOLLOW: [&str; 4] = ["Par ", "par ", "PAR ", "De notre correspondant "];

/// Whether it says who wrote, reported or translated the article, or when it was published.
pub(crate) fn is_byline(text: &str) -> bool {
    if text.len() > LONGEST * 2 || text.chars().count() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    let starts = |start: &Start| {
        let rest = lower.strip_prefix(start.words);
        rest.is_some_and(|rest| start.follows == Follows::Anything || rest.starts_with(' '))
    };
    if STARTS.iter().any(starts) {
        return true;
    }
    let names = NAMES_FOLLOW
        .iter()
        .find_map(|start| text.strip_prefix(start));
    names.is_some_and(|names| !ends_with_final_mark(text) && are_names(names))
}

/// Marks after the names of the authors.
const AFTER_NAMES: [&str; 6] = ["|", "•", "·", "(", " - ", " – "];

/// The authors that a byline names, as it names them ("Marie Dupont et Jean Martin"); `None`
/// where it says something else.
pub(super) fn authors(byline: &str) -> Option<&str> {
    let with_authors = STARTS
        .iter()
        .filter(|start| start.follows == Follows::Authors);
    let mut starts = with_authors.map(|start| start.words).chain(["par"]);
    let names = starts.find_map(|start| {
        let (first, rest) = byline.split_at_checked(start.len() + 1)?;
        (first.to_lowercase().strip_suffix(' ')? == start).then_some(rest)
    })?;
    // "Reportage de l'AFP : Marie Dupont".
    let names = names.split_once(": ").map_or(names, |(_, names)| names);
    let ends = AFTER_NAMES.iter().filter_map(|mark| names.find(mark));
    // "le 12 mars", but not "Jean le Rond".
    let is_day = |at: usize| names[at + " le ".len()..].starts_with(|c: char| c.is_ascii_digit());
    let days = names.match_indices(" le ").map(|(at, _)| at);
    let ends = ends.chain(days.filter(|at| is_day(*at)));
    let names = &names[..ends.min().unwrap_or(names.len())];
    let end = names.match_indices(", ").find_map(|(comma, _)| {
        let next = names[comma + 2..].split(", ").next()?;
        (!is_full_name(next)).then_some(comma)
    });
    let names = names[..end.unwrap_or(names.len())].trim();
    let names = names.trim_end_matches(['.', ',']);
    names.starts_with(char::is_alphabetic).then_some(names)
}

/// Whether it is a name of several words: "Betsy Klein", and not "Rome" or "correspondante à
/// Rome".
fn is_full_name(text: &str) -> bool {
    text.contains(' ') && text.starts_with(char::is_uppercase) && are_names(text)
}

fn are_names(names: &str) -> bool {
    names.starts_with(char::is_uppercase)
        && names.split_whitespace().count() <= 12
        && names.split_whitespace().all(is_part_of_name)
}

/// Whether a word may stand in a list of names: capitalized, or a particle ("de").
pub(super) fn is_part_of_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || NAME_PARTICLES.contains_ignoring_case(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_starts_like_a_byline_is_none() {
        for byline in [
            "Par Marie Dupont et Jean de La Tour",
            "Propos recueillis par Marie Dupont",
            "Reportage de CNN: A. B.",
            "Publié le 12 mars 2025 à 14h30",
            "Avec AFP",
        ] {
            assert!(is_byline(byline), "{byline}");
        }
        for text in [
            "Par ailleurs",
            "Par la voie des urnes",
            "Par Toutatis, dit-il, c'est Jean.",
            "Texte des lois",
        ] {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn authors_are_named_without_place_date_or_agency() {
        for (byline, named) in [
            (
                "Par Marie Dupont et Jean de La Tour",
                Some("Marie Dupont et Jean de La Tour"),
            ),
            ("PAR MARIE DUPONT | 12 mars 2025", Some("MARIE DUPONT")),
            ("Publié par Zoé le 12 mars 2025", Some("Zoé")),
            (
                "Propos recueillis par Marie Dupont (Rome)",
                Some("Marie Dupont"),
            ),
            ("Écrit par  Élise", Some("Élise")),
            (
                "Reportage de CNN: Daria T.-M., Mariya Knight, Sophie Tanno et Betsy Klein.",
                Some("Daria T.-M., Mariya Knight, Sophie Tanno et Betsy Klein"),
            ),
            ("Par Jean Martin, correspondant à Rome", Some("Jean Martin")),
            ("Par Jean Martin, Rome", Some("Jean Martin")),
            ("Par Jean le Rond", Some("Jean le Rond")),
            ("12/03/2025", None),
            ("Publié le 12 mars 2025", None),
            ("Par ", None),
            ("Traduit par Jean", None),
        ] {
            assert_eq!(authors(byline), named, "{byline}");
        }
    }

    #[test]
    fn every_line_of_the_table_of_starts_is_valid() {
        assert!(STARTS.len() > 20);
    }
}
