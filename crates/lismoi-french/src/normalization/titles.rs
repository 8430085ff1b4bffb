//! Titles before names: "M.", "MM.", "Mme", "Mgr", "Me", "Dr", "St-".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Verbalization;
use super::cursor::{Cursor, after_space, first_word, is_boundary, starts_with_capital};

/// Where an abbreviation is a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Everywhere.
    Anything,
    /// Before a name: a capital after a space.
    Name,
    /// Before a name joined by a hyphen or a space.
    Saint,
    /// Before a name or a particle, and after an article: "le Cte de Paris".
    Article,
}

const TITLES: [(&str, &str, Before); 84] = [
    ("MM.", "messieurs", Before::Anything),
    ("MM", "messieurs", Before::Name),
    ("Mrs", "mistress", Before::Name),
    ("Mr", "monsieur", Before::Name),
    ("Mr.", "monsieur", Before::Name),
    ("M", "monsieur", Before::Name),
    ("Mme", "madame", Before::Anything),
    ("Mme.", "madame", Before::Name),
    ("Mmes", "mesdames", Before::Anything),
    ("Mᵐᵉ", "madame", Before::Anything),
    ("Mᵐᵉˢ", "mesdames", Before::Anything),
    ("MME", "madame", Before::Name),
    ("Mlle", "mademoiselle", Before::Anything),
    ("Mlle.", "mademoiselle", Before::Name),
    ("Mlles", "mesdemoiselles", Before::Anything),
    ("Mˡˡᵉ", "mademoiselle", Before::Anything),
    ("Mˡˡᵉˢ", "mesdemoiselles", Before::Anything),
    ("Mgr", "monseigneur", Before::Anything),
    ("Mgr.", "monseigneur", Before::Name),
    ("Mᵍʳ", "monseigneur", Before::Anything),
    ("NN.SS.", "nos seigneurs", Before::Name),
    ("Me", "maître", Before::Name),
    ("Me.", "maître", Before::Name),
    ("Mes", "maîtres", Before::Saint),
    ("Mᵉ", "maître", Before::Anything),
    ("Mᵉˢ", "maîtres", Before::Anything),
    ("Dr", "docteur", Before::Anything),
    ("Dr.", "docteur", Before::Name),
    ("Drs", "docteurs", Before::Name),
    ("Dʳ", "docteur", Before::Anything),
    ("Dre", "docteure", Before::Name),
    ("Dʳˢ", "docteurs", Before::Anything),
    ("Pr", "professeur", Before::Name),
    ("Pr.", "professeur", Before::Name),
    ("Prs", "professeurs", Before::Name),
    ("Pʳ", "professeur", Before::Anything),
    ("Prof.", "professeur", Before::Name),
    ("prof.", "professeur", Before::Name),
    ("Pre", "professeure", Before::Name),
    ("St", "saint", Before::Saint),
    ("St.", "saint", Before::Saint),
    ("Ste", "sainte", Before::Saint),
    ("Ste.", "sainte", Before::Saint),
    ("ST", "saint", Before::Saint),
    ("STE", "sainte", Before::Saint),
    ("Sts", "saints", Before::Saint),
    ("Stes", "saintes", Before::Saint),
    ("Vve", "veuve", Before::Anything),
    ("Cdt", "commandant", Before::Anything),
    ("Cne", "capitaine", Before::Name),
    ("Cap.", "capitaine", Before::Name),
    ("Lt", "lieutenant", Before::Anything),
    ("Lt-col.", "lieutenant-colonel", Before::Anything),
    ("Col.", "colonel", Before::Name),
    ("Gal", "général", Before::Anything),
    ("Gén.", "général", Before::Name),
    ("Sgt", "sergent", Before::Anything),
    ("Adj.", "adjudant", Before::Name),
    ("Cal", "caporal", Before::Name),
    ("Brig.", "brigadier", Before::Name),
    ("Amal", "amiral", Before::Name),
    ("Fr.", "frère", Before::Name),
    ("Sr", "sœur", Before::Name),
    ("Hon.", "honorable", Before::Name),
    ("Rév.", "révérend", Before::Name),
    ("Card.", "cardinal", Before::Name),
    ("Pte", "porte", Before::Saint),
    ("Mis", "marquis", Before::Article),
    ("Mise", "marquise", Before::Article),
    ("Cte", "comte", Before::Article),
    ("Ctesse", "comtesse", Before::Article),
    ("Vte", "vicomte", Before::Article),
    ("Vtesse", "vicomtesse", Before::Article),
    ("P.", "père", Before::Article),
    ("Mal", "maréchal", Before::Saint),
    ("Fg", "faubourg", Before::Saint),
    ("Melle", "mademoiselle", Before::Name),
    ("Melles", "mesdemoiselles", Before::Name),
    ("Ms", "miz", Before::Name),
    ("Cel", "colonel", Before::Name),
    ("Maj.", "major", Before::Name),
    ("card.", "cardinal", Before::Name),
    ("Ch.", "Charles", Before::Name),
    ("Ph.", "Philippe", Before::Name),
];

/// The titles by their printed form; most words with a capital are none.
static BY_PRINTED: LazyLock<FxHashMap<&str, (&str, Before)>> = LazyLock::new(|| {
    let titles = TITLES.iter();
    titles
        .map(|(printed, spoken, before)| (*printed, (*spoken, *before)))
        .collect()
});

/// Titles of two initials, before a name, "le", "la" or the end.
const HIGHNESSES: [(&str, &str); 16] = [
    ("S.M.", "Sa Majesté"),
    ("LL.MM.", "Leurs Majestés"),
    ("S.A.R.", "Son Altesse Royale"),
    ("S.A.S.", "Son Altesse Sérénissime"),
    ("S.A.I.", "Son Altesse Impériale"),
    ("S.A.", "Son Altesse"),
    ("S.E.", "Son Excellence"),
    ("S.Exc.", "Son Excellence"),
    ("S.Em.", "Son Éminence"),
    ("S.Ém.", "Son Éminence"),
    ("S.S.", "Sa Sainteté"),
    ("V.M.", "Votre Majesté"),
    ("R.P.", "révérend père"),
    ("N.S.", "Notre-Seigneur"),
    ("N.-S.", "Notre-Seigneur"),
    ("N.-D.", "Notre-Dame"),
];

/// "M. Dupont", "Mme", "St-Denis".
pub(super) fn title(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    if let Some(said) = highness(rest) {
        return Some(said);
    }
    // "M. Dupont", "M." alone, but neither "J. M. Keynes" nor "Emmanuel M., qui".
    if let Some(after) = rest.strip_prefix("M.") {
        let is_excellency = ["S. E.", "S.E.", "S. Exc."]
            .iter()
            .any(|title| cursor.before().trim_end().ends_with(title));
        let follows_initial = !is_excellency
            && cursor.before().trim_end().ends_with('.')
            && cursor
                .before()
                .trim_end()
                .trim_end_matches('.')
                .ends_with(char::is_uppercase);
        let name = after_space(after);
        let is_title = (starts_with_capital(name)
            || starts_with_particle(name)
            || name.starts_with("et M")
            || (cursor.starts_sentence() && name.is_empty()))
            && !follows_initial
            && !after.starts_with(['-', '.'])
            && !is_single_dotted(name);
        return is_title.then(|| Verbalization {
            length: 2,
            spoken: "monsieur".into(),
        });
    }
    let word = rest
        .char_indices()
        .find(|(_, c)| !c.is_alphanumeric() && !('\u{1D2C}'..='\u{1DBF}').contains(c))
        .map_or(rest.len(), |(at, _)| at);
    if word > 12 {
        return None;
    }
    for end in [word + 1, word] {
        let Some(printed) = rest
            .get(..end)
            .filter(|printed| end == word || printed.ends_with('.'))
        else {
            continue;
        };
        if let Some((spoken, before)) = BY_PRINTED.get(printed)
            && suits(*before, &rest[end..], printed, cursor)
        {
            return Verbalization::new(end, *spoken);
        }
    }
    None
}

/// "M. de Villepin", "M. l'abbé", "M. van Dyck".
fn starts_with_particle(name: &str) -> bool {
    const PARTICLES: [&str; 14] = [
        "d'", "d’", "l'", "l’", "de ", "du ", "des ", "le ", "la ", "les ", "van ", "von ", "el ",
        "al-",
    ];
    PARTICLES.iter().any(|particle| name.starts_with(particle))
}

/// "M.D.": the first of several initials.
fn is_single_dotted(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.next() == Some('.')
        && name.len() > 2
        && characters.next().is_some_and(|c| c.is_uppercase())
}

fn suits(before: Before, after: &str, printed: &str, cursor: &Cursor<'_>) -> bool {
    let name = after_space(after);
    let is_spaced = name.len() < after.len();
    match before {
        Before::Anything => is_boundary(after) && !after.starts_with(['\'', '’']),
        // Single capitals may be initials of anything; "Me" a pronoun.
        Before::Name => {
            is_spaced
                && starts_with_capital(name)
                && (!matches!(printed, "M" | "Ph." | "Ch.")
                    || first_word(name).chars().any(char::is_lowercase))
                && (printed != "Me" || !AFTER_ME.contains(&first_word(name)))
        }
        Before::Article => {
            is_spaced
                && matches!(
                    cursor.previous_word(),
                    "le" | "la" | "du" | "au" | "Le" | "La" | "Du" | "Au"
                )
                && (name.starts_with("de ")
                    || name.starts_with("d'")
                    || name.starts_with("d’")
                    || starts_with_capital(name)
                        && first_word(name)
                            .chars()
                            .nth(1)
                            .is_some_and(char::is_lowercase))
        }
        Before::Saint => {
            (is_spaced
                && starts_with_capital(name)
                && printed.len() > 1
                && first_word(name).len() > 2
                && (printed != "Mes" || is_pair(name))
                // S. T. Dupont makes lighters.
                && (!matches!(printed, "ST" | "STE") || cursor.is_all_capitals))
                || after.strip_prefix('-').is_some_and(starts_with_capital)
        }
    }
}

/// English words that follow "Me" in titles: "Call Me If You Get Lost", "Love Me Tender".
const AFTER_ME: [&str; 10] = [
    "Again", "And", "If", "Now", "Out", "Tender", "To", "Too", "Up", "You",
];

/// "Mes Dupont et Durand" is "maîtres", but "Mes Amis" is the possessive.
fn is_pair(name: &str) -> bool {
    name[first_word(name).len()..]
        .strip_prefix(" et ")
        .is_some_and(starts_with_capital)
}

fn highness(rest: &str) -> Option<Verbalization> {
    // All have a full stop behind one letter or two.
    let is_dotted = rest.bytes().take(3).any(|byte| byte == b'.');
    if !is_dotted || !rest.starts_with(['S', 'L', 'V', 'R', 'N']) {
        return None;
    }
    HIGHNESSES.iter().find_map(|(printed, spoken)| {
        let after = strip_spaced(rest, printed)?;
        let next = after_space(after);
        let is_title = next.len() < after.len()
            && (starts_with_capital(next) || starts_with_particle(next))
            // "N.-D.-de-Lorette".
            || printed.ends_with("-D.") && after.starts_with('-');
        // "S. A." is also the end of a company's name.
        is_title.then(|| Verbalization {
            length: rest.len() - after.len(),
            spoken: (*spoken).to_owned(),
        })
    })
}

/// The text after an abbreviation that may have spaces after its full stops.
pub(super) fn strip_spaced<'a>(text: &'a str, printed: &str) -> Option<&'a str> {
    let mut rest = text;
    for (index, part) in printed.split_inclusive('.').enumerate() {
        if index > 0 {
            rest = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        }
        rest = rest.strip_prefix(part)?;
    }
    Some(rest)
}
