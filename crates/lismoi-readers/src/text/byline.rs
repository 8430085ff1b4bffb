//! Who wrote it, where and when: the lines about an article that stand at its head.

use super::shape;
use lismoi_document::word_list::is_in;

/// How a line starts that says who wrote or reported, in lower case.
const STARTS: [&str; 22] = [
    "reportage de ",
    "reportage : ",
    "propos recueillis par ",
    "texte de ",
    "texte : ",
    "publié par ",
    "publié le ",
    "publié à ",
    "écrit par ",
    "rédigé par ",
    "traduit par ",
    "traduction : ",
    "auteur : ",
    "auteurs : ",
    "mis à jour le ",
    "modifié le ",
    "posté le ",
    "créé le ",
    "avec afp",
    "avec l'afp",
    "avec reuters",
    "avec agences",
];

const MONTHS: &str = " janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv. févr. \
     avr. juil. sept. oct. nov. déc. aout fevrier decembre vendémiaire brumaire frimaire nivôse pluviôse ventôse \
     germinal floréal prairial messidor thermidor fructidor ";

const DAYS: &str = " lundi mardi mercredi jeudi vendredi samedi dimanche ";

/// What else may stand in a line that says when.
const TIME_WORDS: &str = " le la à du de l' an ce et h min heures publié mis jour 1er ";

/// Small words within names.
const NAME_WORDS: &str = " et de du la le des avec à , | - – van von ";

/// Longer lines are text, whatever they start with, in characters.
const LONGEST: usize = 200;

/// Says who wrote, reported or translated, or when.
pub fn is_byline(text: &str) -> bool {
    if text.len() > LONGEST * 2 || text.chars().count() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    if STARTS.iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    // "Par Marie Dupont et Jean Martin": nothing but names.
    let names = ["Par ", "par ", "PAR ", "De notre correspondant "]
        .iter()
        .find_map(|start| text.strip_prefix(start));
    names.is_some_and(|names| !shape::ends_with_final_mark(text) && are_names(names))
}

/// How a line starts that names who wrote the article, in lower case.
const AUTHOR_STARTS: [&str; 10] = [
    "par ",
    "propos recueillis par ",
    "publié par ",
    "écrit par ",
    "rédigé par ",
    "reportage de ",
    "texte de ",
    "texte : ",
    "auteur : ",
    "auteurs : ",
];

/// What comes behind the names in a line about an article.
const AFTER_NAMES: [&str; 6] = ["|", "•", "·", "(", " - ", " – "];

/// Whom a byline names as the author; `None` where it says something else.
pub fn author(byline: &str) -> Option<&str> {
    let after = |start: &&str| {
        let (first, rest) = byline.split_at_checked(start.len())?;
        (first.to_lowercase() == **start).then_some(rest)
    };
    let names = AUTHOR_STARTS.iter().find_map(after)?;
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

/// "Sophie Tanno et Betsy Klein", and not "Rome" or "correspondante à Rome".
fn is_full_name(text: &str) -> bool {
    text.contains(' ') && text.starts_with(char::is_uppercase) && are_names(text)
}

fn are_names(names: &str) -> bool {
    let mut words = names.split_whitespace();
    names.starts_with(char::is_uppercase)
        && words.clone().count() <= 12
        && words.all(|word| is_in(NAME_WORDS, word) || word.starts_with(char::is_uppercase))
}

/// Nothing but a date, a time and perhaps a place: "Paris, le 12 mai 1850",
/// "mardi 3 mars 2020 à 14 h 30", "12/03/2025".
pub fn is_dateline(text: &str) -> bool {
    if text.len() > 80 || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = text.trim_end_matches('.');
    let (place, date) = text.split_once(',').unwrap_or(("", text));
    let is_place = place.split_whitespace().count() <= 4
        && place
            .split_whitespace()
            .all(|word| is_in(NAME_WORDS, word) || word.starts_with(char::is_uppercase));
    let mut has_date = false;
    let says_when = date
        .split(|c: char| c.is_whitespace() || ",-–|()'’".contains(c))
        .filter(|word| !word.is_empty())
        .all(|word| {
            let is_figures = word
                .chars()
                .all(|c| c.is_ascii_digit() || "/.:hH".contains(c));
            let is_month = is_in(MONTHS, word);
            has_date |= is_month || word.matches(['/', '.']).count() == 2;
            is_figures || is_month || is_in(DAYS, word) || is_in(TIME_WORDS, word)
        });
    is_place && says_when && has_date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_told_from_sentences_that_start_alike() {
        for byline in [
            "Par Marie Dupont et Jean de La Tour",
            "Propos recueillis par Marie Dupont",
            "Reportage de CNN: A. B.",
            "Publié le 12 mars 2025 à 14h30",
        ] {
            assert!(is_byline(byline), "{byline}");
        }
        for text in [
            "Par ailleurs",
            "Par la voie des urnes",
            "Par Toutatis, dit-il, c'est Jean.",
        ] {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn an_author_is_named_without_what_surrounds_the_name() {
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
            assert_eq!(author(byline), named, "{byline}");
        }
    }

    #[test]
    fn datelines_are_told_from_headings_with_a_date() {
        for dateline in [
            "Paris, le 12 mai 1850",
            "mardi 3 mars 2020 à 14 h 30",
            "12/03/2025",
            "Le 1er juin 2024",
            "Saint-Cloud, 3 janvier 1848.",
        ] {
            assert!(is_dateline(dateline), "{dateline}");
        }
        for text in [
            "Élections du 20 août 1893",
            "2024",
            "Les événements du 6 février",
            "Chapitre 3",
        ] {
            assert!(!is_dateline(text), "{text}");
        }
    }
}
