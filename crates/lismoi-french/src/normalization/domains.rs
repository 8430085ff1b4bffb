//! Abbreviations that mean something only in a domain: "2 ch." in an advertisement for a flat,
//! "vent de NO", "Cass. com." The words around them tell the domain, or what stands directly
//! before or after them does.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cardinals::push_before;
use super::cursor::{Cursor, after_space, class, is_boundary, leading, starts_with_figure};
use super::number::{Number, figures};
use super::{Gender, Verbalization};

/// One line of `abbreviations_by_domain.tsv`.
struct Abbreviation {
    domain: &'static str,
    place: &'static str,
    spoken: &'static str,
    /// For what is counted.
    plural: &'static str,
    gender: Gender,
}

/// The table, by printed form.
static ABBREVIATIONS: LazyLock<FxHashMap<&str, Vec<Abbreviation>>> = LazyLock::new(|| {
    let mut table: FxHashMap<&str, Vec<Abbreviation>> = FxHashMap::default();
    for line in lines(include_str!("../../data/abbreviations_by_domain.tsv")) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (domain, printed, place, spoken) = (column(), column(), column(), column());
        let (plural, gender) = (column(), column());
        table.entry(printed).or_default().push(Abbreviation {
            domain,
            place,
            spoken,
            plural,
            gender: match gender {
                "f" => Gender::Feminine,
                _ => Gender::Masculine,
            },
        });
    }
    table
});

/// The words that tell a domain, by its name.
static DOMAINS: LazyLock<FxHashMap<&str, FxHashSet<&str>>> = LazyLock::new(|| {
    lines(include_str!("../../data/domains.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, words)| (name, words.split(' ').collect()))
        .collect()
});

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// "Cass. com.", "vent de NO", and, from the number on, "2 ch.".
pub(super) fn abbreviation(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    if starts_with_figure(rest) {
        return counted(cursor);
    }
    // Most short words are dismissed at once.
    let is_bare = cursor.classes & (class::STOP | class::CAPITALS | class::FIGURE) == 0;
    if is_bare
        && !BARE.contains(&leading(rest, char::is_alphabetic))
        && !rest.starts_with(['N', 'S', 'E', 'O'])
    {
        return None;
    }
    let (rows, after) = listed(rest)?;
    let row = rows.iter().find(|row| {
        !matches!(row.place, "count" | "spoon")
            && stands(row.place, cursor, after)
            // "VENT FORT: NE PAS SORTIR".
            && !(row.domain == "wind" && cursor.is_all_capitals)
            && is_near(cursor, row.domain)
    })?;
    Verbalization::new(rest.len() - after.len(), row.spoken)
}

/// Abbreviations of the table in small letters and without a full stop that no number counts.
const BARE: [&str; 8] = ["asc", "cc", "cuis", "gar", "hab", "rdc", "sdb", "sde"];

/// "3 p.", "2 ch", "1 cc".
fn counted(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let digits = figures(rest).len();
    let symbol = after_space(&rest[digits..]);
    if digits > 3 || rest.starts_with('0') {
        return None;
    }
    let (rows, after) = listed(symbol)?;
    let (value, _) = Number::read_figures(rest, 1, 3)?;
    let row = rows.iter().find(|row| match row.place {
        // A book of 200 p. has no rooms.
        "count" if row.domain == "housing" && value > 12 => false,
        "count" => is_near(cursor, row.domain),
        // Motors and syringes hold cubic centimetres, and more than a few.
        "spoon" => value < 10 && !is_near(cursor, "not-volume"),
        _ => false,
    })?;
    let mut spoken = String::new();
    let name = if value < 2 { row.spoken } else { row.plural };
    push_before(&mut spoken, value, row.gender, name, cursor.dialect);
    spoken.push(' ');
    spoken.push_str(name);
    Verbalization::new(rest.len() - after.len(), spoken)
}

/// No abbreviation is longer, in bytes: a text without a space must not be read again from each
/// of its full stops.
const LONGEST_LOOKED_AT: usize = 24;

/// The lines for the abbreviation that the text starts with, and the text after it.
fn listed(whole: &str) -> Option<(&'static [Abbreviation], &str)> {
    let text = &whole[..whole.floor_char_boundary(LONGEST_LOOKED_AT)];
    let word = leading(text, char::is_alphanumeric);
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let get = |printed: &str| ABBREVIATIONS.get(printed).map(Vec::as_slice);
    let after = &whole[word.len()..];
    if after.starts_with('.') {
        let dotted = leading(text, |c| c.is_alphanumeric() || c == '.');
        for printed in [&text[..word.len() + 1], dotted] {
            if let Some(rows) = get(printed) {
                return Some((rows, &whole[printed.len()..]));
            }
        }
    }
    let rows = get(word).filter(|_| is_boundary(after) && !after.starts_with(['\'', '’', '-']))?;
    Some((rows, after))
}

/// Whether the text directly before and after an abbreviation is as its place asks.
fn stands(place: &str, cursor: &Cursor<'_>, after: &str) -> bool {
    let next = after_space(after);
    let before = cursor.before().trim_end();
    match place {
        "" => true,
        "figure" => starts_with_figure(next),
        "sum" => before.ends_with(['€', '$']) || before.ends_with("euros"),
        "deposit" => next.starts_with("de garantie"),
        "area" => before.ends_with("m²") || before.ends_with("m2"),
        "year" => Number::read_figures(next, 4, 4)
            .is_some_and(|(year, after)| (1950..2100).contains(&year) && is_boundary(after)),
        // "Vent de N", "secteur O".
        "compass" => matches!(
            cursor.previous_word(),
            "de" | "d" | "vent" | "vents" | "secteur" | "flux" | "Vent" | "Vents"
        ),
        // "Au NE de Nice".
        "side" => {
            matches!(cursor.previous_word(), "au" | "le" | "du" | "Au" | "Le")
                && ["de ", "d'", "d’", "du ", "des "]
                    .iter()
                    .any(|de| next.starts_with(de))
        }
        _ => false,
    }
}

/// How far a word may stand from what it explains, in bytes.
const NEAR: usize = 120;

/// Whether a word near the cursor tells the domain; "-" is any.
pub(super) fn is_near(cursor: &Cursor<'_>, domain: &str) -> bool {
    let Some(words) = DOMAINS.get(domain) else {
        return domain == "-";
    };
    let text = cursor.text;
    let start = text.ceil_char_boundary(cursor.at.saturating_sub(NEAR));
    let end = text.floor_char_boundary(cursor.at + NEAR);
    text[start..end]
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '²' | '/')))
        .any(|word| words.contains(word) || words.contains(word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn every_line_names_a_domain_of_the_other_table() {
        for row in ABBREVIATIONS.values().flatten() {
            let is_known = DOMAINS.contains_key(row.domain);
            assert!(is_known || row.domain == "-", "{}", row.domain);
        }
    }

    #[test]
    fn no_abbreviation_in_small_letters_is_dismissed() {
        let printed = ABBREVIATIONS.iter().filter(|(_, rows)| {
            rows.iter()
                .any(|row| !matches!(row.place, "count" | "spoon"))
        });
        for (printed, _) in printed {
            let is_small = printed.chars().all(char::is_lowercase);
            assert_eq!(is_small, BARE.contains(printed), "{printed}");
        }
    }

    #[test]
    fn the_words_around_an_abbreviation_tell_what_it_means() {
        for (printed, spoken) in [
            ("Vends appt 3 p.", "Vends appartement 3 pièces"),
            (
                "1 ch., sdb et balcon",
                "une chambre salle de bains et balcon",
            ),
            ("une voiture de 5 ch", "une voiture de 5 chevaux"),
            ("Loyer 850 € cc", "Loyer 850 euros charges comprises"),
            ("dép. de garantie", "dépôt de garantie"),
            ("le dép. de l'Ain", "le département de l'Ain"),
            ("1 cc de curry", "une cuillère à café de curry"),
            ("une moto de 125 cc", "une moto de 125 centimètres cubes"),
            (
                "une injection de 5 cc",
                "une injection de 5 centimètres cubes",
            ),
            ("Vent de NO fort", "Vent de nord-ouest fort"),
            ("Vent de N fort", "Vent de nord fort"),
            ("au NE de Nice", "au nord-est de Nice"),
            ("Le NO catégorique", "Le N O catégorique"),
            ("Au S1 2024", "Au premier semestre 2024"),
            ("le T3 avec balcon", "le T 3 avec balcon"),
            (
                "Vends moto 50 ch, garantie",
                "Vends moto 50 chevaux garantie",
            ),
            ("VENT FORT : NE PAS SORTIR", "vent fort ne pas sortir"),
            (
                "Les ventes du T3 montent",
                "Les ventes du troisième trimestre montent",
            ),
            (
                "une moto de 90 ch au garage",
                "une moto de 90 chevaux au garage",
            ),
            (
                "CE, ass., 12 avr. 2013",
                "conseil d'état assemblée 12 avril 2013",
            ),
            ("L'ass. de la société", "L'association de la société"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
