//! Abbreviations: "c.-à-d.", "p. ex.", "av. J.-C.", "etc.", "bd".

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Said;
use super::place::{Place, after_space, is_boundary, starts_with_capital, starts_with_figure};

/// One line of `abbreviations.tsv`.
struct Abbreviation {
    spoken: &'static str,
    condition: &'static str,
}

/// By what is printed, without spaces.
static ABBREVIATIONS: LazyLock<HashMap<&'static str, Vec<Abbreviation>>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Vec<Abbreviation>> = HashMap::new();
    for line in include_str!("abbreviations.tsv")
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

/// The longest entry, in bytes, and how many stretches it may be spread over.
const LONGEST: usize = 24;
const MOST_STRETCHES: usize = 4;

/// The longest abbreviation that starts here, with or without spaces after its stops.
pub(super) fn abbreviation(place: &Place<'_>) -> Option<Said> {
    let rest = place.rest();
    if !place.starts_word() {
        return None;
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
        if let Some(entries) = ABBREVIATIONS.get(printed)
            && let Some(entry) = entries
                .iter()
                .find(|entry| holds(entry.condition, place, after))
        {
            found = Some((end, entry.spoken));
        }
    }
    let (length, spoken) = found?;
    Said::new(length, spoken)
}

/// Whether what stands around an abbreviation is what it needs.
fn holds(condition: &str, place: &Place<'_>, after: &str) -> bool {
    let next = after_space(after);
    match condition {
        "" => !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '@')),
        "figure" => starts_with_figure(next),
        "capital" => starts_with_capital(next) && next.len() < after.len(),
        "after-figure" => place
            .before()
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit()),
        "after-word" => !place.starts_sentence() && is_boundary(after),
        "address" => {
            (starts_with_capital(next)
                || next.starts_with("de ")
                || next.starts_with("du ")
                || next.starts_with("des ")
                || next.starts_with("d'")
                || next.starts_with("la "))
                && !after.starts_with(['\'', '’', '-'])
        }
        "start" => place.starts_sentence() || next.starts_with(':'),
        "after-the" => matches!(
            place.previous_word(),
            "le" | "la"
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
