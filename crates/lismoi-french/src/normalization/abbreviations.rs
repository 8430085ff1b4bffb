//! Abbreviations: "c.-à-d.", "p. ex.", "av. J.-C.", "etc.", "bd".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Verbalization;
use super::cursor::{
    Cursor, after_space, first_word, is_boundary, leading, starts_with_capital, starts_with_figure,
};

/// One line of `abbreviations.tsv`.
struct Abbreviation {
    spoken: &'static str,
    condition: &'static str,
}

/// The table, by printed form without spaces.
static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, Vec<Abbreviation>>> = LazyLock::new(|| {
    let mut table: FxHashMap<&str, Vec<Abbreviation>> = FxHashMap::default();
    for line in include_str!("../../data/abbreviations.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let mut columns = line.split('\t');
        if let (Some(printed), Some(spoken)) = (columns.next(), columns.next()) {
            let condition = columns.next().unwrap_or_default();
            table
                .entry(printed)
                .or_default()
                .push(Abbreviation { spoken, condition });
        }
    }
    table
});

/// The longest entry in bytes, and the most words that an entry may be printed as.
const LONGEST: usize = 24;
const MOST_STRETCHES: usize = 4;

/// The longest abbreviation that starts here, with or without spaces after its stops.
pub(super) fn abbreviation(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    // Mostly a word that nothing is bound to.
    let word = leading(rest, char::is_alphanumeric);
    let after = &rest[word.len()..];
    if after.is_empty() || after.starts_with(char::is_whitespace) {
        return Verbalization::new(word.len(), listed(word, cursor, after)?);
    }
    let mut joined = [0_u8; LONGEST];
    let mut size = 0;
    let mut found = None;
    let mut stretches = 1;
    let mut is_spaced = false;
    for (at, character) in rest.char_indices() {
        if character.is_whitespace() {
            is_spaced = true;
            continue;
        }
        if is_spaced {
            // Only what ends in a full stop goes on after a space.
            if joined[size - 1] != b'.' || stretches == MOST_STRETCHES {
                break;
            }
            stretches += 1;
            is_spaced = false;
        }
        let character = match character {
            '’' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        };
        let length = character.len_utf8();
        if size + length > LONGEST {
            break;
        }
        character.encode_utf8(&mut joined[size..]);
        size += length;
        let end = at + rest[at..].chars().next().map_or(0, char::len_utf8);
        let after = &rest[end..];
        if !(character == '.' || character == ')' || is_boundary(after)) {
            continue;
        }
        let Ok(printed) = str::from_utf8(&joined[..size]) else {
            break;
        };
        if let Some(spoken) = listed(printed, cursor, after) {
            found = Some((end, spoken));
        }
    }
    let (length, spoken) = found?;
    Verbalization::new(length, spoken)
}

/// The words for an abbreviation before `after`.
fn listed(printed: &str, cursor: &Cursor<'_>, after: &str) -> Option<&'static str> {
    let mut entries = ABBREVIATIONS.get(printed)?.iter();
    let entry = entries.find(|entry| holds(entry.condition, cursor, after))?;
    Some(entry.spoken)
}

/// Whether the context of an abbreviation meets its condition.
fn holds(condition: &str, cursor: &Cursor<'_>, after: &str) -> bool {
    let next = after_space(after);
    match condition {
        "" => !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '@')),
        // A form that is a word as well is an abbreviation only inside a sentence.
        "goes-on" => goes_on(after) || is_counted(cursor),
        "day" if matches!(cursor.previous_words(), ("et" | "au" | "ou" | "à", "")) => true,
        "day" => goes_on(after) || follows_abbreviation(cursor),
        "name" => goes_on(after) || starts_with_capital(next) && next.len() < after.len(),
        "figure" => starts_with_figure(next),
        "capital" => starts_with_capital(next) && next.len() < after.len(),
        "after-figure" => is_counted(cursor),
        "after-word" => !cursor.starts_sentence() && is_boundary(after),
        "address" => {
            (starts_with_capital(next)
                || next.starts_with("de ")
                || next.starts_with("du ")
                || next.starts_with("des ")
                || next.starts_with("d'")
                || next.starts_with("la "))
                && !after.starts_with(['\'', '’', '-'])
        }
        // "100 € HT".
        "after-sum" => {
            is_counted(cursor)
                || cursor.before().trim_end().ends_with(['€', '$', '£', '%'])
                || matches!(
                    cursor.previous_word(),
                    "euros" | "francs" | "prix" | "montant"
                )
        }
        "after-et" => cursor.previous_word() == "et",
        "after-rank" => {
            let before = cursor.before().trim_end();
            let rank = before.trim_end_matches(['e', 'r', 'ᵉ', 'è', 'm']);
            rank.len() < before.len() && rank.ends_with(|c: char| c.is_ascii_digit())
        }
        "after-comma" => cursor.before().trim_end().ends_with(','),
        "after-par" => cursor.previous_word() == "par",
        "person" => {
            next.len() < after.len()
                && (starts_with_capital(next)
                    || ["de ", "d'", "d’", "au ", "à "]
                        .iter()
                        .any(|de| next.starts_with(de)))
        }
        "start" => cursor.starts_sentence() || next.starts_with(':'),
        "after-the" => matches!(
            cursor.previous_word(),
            "le" | "la"
                | "Le"
                | "La"
                | "Au"
                | "du"
                | "au"
                | "un"
                | "une"
                | "les"
                | "des"
                | "aux"
                | "ce"
                | "cette"
                | "son"
                | "sa"
        ),
        _ => false,
    }
}

/// "Lun.-mar.", "lun. mar.", but not "le hors-jeu".
fn follows_abbreviation(cursor: &Cursor<'_>) -> bool {
    let before = cursor.before().trim_end();
    before.ends_with(['–', '/']) || before.trim_end_matches(['-', ' ']).ends_with('.')
}

fn is_counted(cursor: &Cursor<'_>) -> bool {
    let before = cursor.before().trim_end();
    before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the full stop before the text is not the end of a sentence: a small letter, a
/// figure, a mark or the letters of a number follow ("l'art. 5", "le vol. III", "fig. B", "mer.-ven.").
fn goes_on(after: &str) -> bool {
    let next = after_space(after);
    let goes_on = next
        .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || ",;:-–/&(".contains(c));
    let letters = first_word(next);
    // "A" and "Y" open sentences: "C'est de l'art. À voir."
    let is_number = letters.bytes().all(|byte| b"IVXLC".contains(&byte))
        || letters.len() == 1 && !matches!(letters, "A" | "Y");
    goes_on || next.len() < after.len() && !letters.is_empty() && is_number
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn what_is_a_word_too_is_cut_short_only_where_the_sentence_goes_on() {
        for (printed, spoken) in [
            ("Une œuvre d'art.", "Une œuvre d'art"),
            ("C'est de l'art. Il peint.", "C'est de l'art Il peint"),
            ("Selon l'art. 5 du code", "Selon l'article 5 du code"),
            ("Voir l'art. L. 121", "Voir l'article L 121"),
            ("Le vol.", "Le vol"),
            ("Un hors-jeu.", "Un hors-jeu"),
            ("lun.-mar.", "lundi et mardi"),
            ("Il lit un vol. III", "Il lit un volume 3"),
            ("Deux livres, 3 vol.", "Deux livres 3 volume"),
            ("Ils vont à la mer.", "Ils vont à la mer"),
            ("Ouvert mer. et jeu. soir", "Ouvert mercredi et jeudi soir"),
            ("Ouvert lun.-mar.", "Ouvert lundi et mardi"),
            ("C'est un jeu.", "C'est un jeu"),
            ("Je viens avec Sam.", "Je viens avec Sam"),
            ("Le prof. Durand", "Le professeur Durand"),
            ("Elle est prof.", "Elle est prof"),
            ("Le bateau est au port.", "Le bateau est au port"),
            (
                "Le port. 06 12 34 56 78",
                "Le portable zéro 6, 12, 34, 56, 78",
            ),
            ("Voir fig. B et fig. 3", "Voir figure B et figure 3"),
            ("C'est mon ex.", "C'est mon ex"),
            ("Une salle de 200 pers.", "Une salle de 200 personnes"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
