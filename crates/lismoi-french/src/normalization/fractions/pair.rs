//! Two numbers with a stroke between them: what the words around them make of it.

use lismoi_document::word_list::WordList;

use super::super::cardinals::push_value;
use super::super::cursor::{
    Cursor, after_space, first_word, starts_with_capital, starts_with_vowel,
};
use super::super::{Gender, Verbalization, domains, measures, nouns};
use super::{temperatures, words};

/// Nouns of which there is a series: "tome 2/5".
static PARTS_OF_SERIES: WordList = WordList::new(include_str!("../../../data/nouns_of_series.txt"));

/// The numbers before and after the stroke.
type Sides = (u64, u64);

/// "2/3", "1/2 l", "15/20", "tome 2/5", "directive 95/46/CE", "6/4 6/3".
pub(super) fn said(cursor: &Cursor<'_>, sides: Sides, after: &str) -> Option<Verbalization> {
    half_of_noun(cursor, sides, after)
        .or_else(|| part_of_unit(cursor, sides, after))
        .or_else(|| temperatures::range(cursor, sides, after))
        .or_else(|| with_word(cursor, sides, after))
        .or_else(|| fraction(cursor, sides, after))
}

/// "½ heure": "une demi-heure"; "1/2 finale".
fn half_of_noun(cursor: &Cursor<'_>, sides: Sides, after: &str) -> Option<Verbalization> {
    let text = after_space(after);
    let noun = first_word(text);
    let is_half = sides == (1, 2) && noun.len() > 2 && after.starts_with(char::is_whitespace);
    let counted = nouns::counted(after).filter(|_| is_half)?;
    let is_announced = matches!(
        cursor.previous_word().to_lowercase().as_str(),
        "une" | "un" | "la" | "le" | "chaque" | "cette" | "en" | "les"
    );
    let is_feminine = counted
        .gender
        .map_or(noun.ends_with('e'), |gender| gender == Gender::Feminine);
    let article = match (is_announced, is_feminine) {
        (true, _) => "",
        (false, true) => "une ",
        (false, false) => "un ",
    };
    let length = cursor.rest().len() - text.len() + noun.len();
    Verbalization::new(length, format!("{article}demi-{noun}"))
}

/// "1/2 l", "1/4 h", "1/2 c. à café".
fn part_of_unit(cursor: &Cursor<'_>, (upper, lower): Sides, after: &str) -> Option<Verbalization> {
    let (unit, gender, end) = measures::gendered_unit(after_space(after))?;
    // "1/250 s": a shutter's.
    let is_part = upper < lower && (lower <= 10 || upper == 1 && unit == "seconde");
    if !is_part || unit.starts_with("pour ") {
        return None;
    }
    let mut spoken = String::new();
    push_part(&mut spoken, (upper, lower), (unit, gender), cursor);
    Verbalization::new(cursor.rest().len() - end.len(), spoken)
}

/// "Un demi-litre", "trois quarts d'heure".
fn push_part(
    out: &mut String,
    (upper, lower): Sides,
    (unit, gender): (&str, Gender),
    cursor: &Cursor<'_>,
) {
    if (upper, lower) == (1, 2) {
        if !matches!(
            cursor.previous_word(),
            "un" | "une" | "le" | "la" | "chaque"
        ) {
            out.push_str(match gender {
                Gender::Feminine => "une ",
                Gender::Masculine => "un ",
            });
        }
        out.push_str("demi-");
    } else {
        words::push_named(out, upper, lower, cursor);
        out.push_str(if starts_with_vowel(unit) {
            " d'"
        } else {
            " de "
        });
    }
    out.push_str(unit);
}

/// Two numbers with a word between them, or none, where they are no fraction.
fn with_word(cursor: &Cursor<'_>, (upper, lower): Sides, after: &str) -> Option<Verbalization> {
    let word = word_between(cursor, (upper, lower), after)?;
    let mut spoken = String::new();
    push_value(&mut spoken, upper);
    spoken.push_str(word);
    push_value(&mut spoken, lower);
    Verbalization::new(cursor.rest().len() - after.len(), spoken)
}

fn word_between(cursor: &Cursor<'_>, (upper, lower): Sides, after: &str) -> Option<&'static str> {
    // "Règlement 2016/679", "directive 95/46/CE", "n° 352/78".
    let is_law = (1950..2100).contains(&upper)
        || lower > 9 && cursor.before().trim_end().ends_with(['°', 'º'])
        || after.strip_prefix('/').is_some_and(starts_with_capital);
    if is_law {
        return Some(", ");
    }
    // "Tome 2/5", "étape 3/8": one of so many.
    let is_in_series = lower > 1
        && upper <= lower
        && PARTS_OF_SERIES.contains(&cursor.previous_word().to_lowercase());
    if is_in_series {
        return Some(" sur ");
    }
    // "Une tension de 12/8".
    let is_blood_pressure = (8..26).contains(&upper)
        && (4..15).contains(&lower)
        && lower < upper
        && domains::is_near(cursor, "tension");
    if is_blood_pressure {
        return Some(" ");
    }
    let is_thermostat = cursor.previous_word() == "thermostat"
        || cursor.previous_abbreviation().eq_ignore_ascii_case("th");
    (is_thermostat || is_set(cursor, after, [upper, lower])).then_some(" à ")
}

fn fraction(cursor: &Cursor<'_>, (upper, lower): Sides, after: &str) -> Option<Verbalization> {
    let rest = cursor.rest();
    let length = rest.len() - after.len();
    let mut spoken = String::new();
    // "8/10e": the ending makes it a fraction.
    let has_ending = lower > 2 && rest[..length].ends_with(char::is_alphabetic);
    match has_ending && upper < lower {
        true => words::push_named(&mut spoken, upper, lower, cursor),
        false => words::push(&mut spoken, upper, lower, cursor),
    }
    let Some(name) = spoken.strip_prefix("un ") else {
        return Verbalization::new(length, spoken);
    };
    // "Les 1/4 de finale".
    let is_plural = matches!(
        cursor.previous_word(),
        "les" | "Les" | "des" | "aux" | "ces"
    );
    if upper == 1 && is_plural {
        let mark = if name.ends_with('s') { "" } else { "s" };
        return Verbalization::new(length, [name, mark].concat());
    }
    // "Un 1/4 d'heure" has its article already, and "en 1/8 de finale" has none.
    let has_article = matches!(
        cursor.previous_word(),
        "un" | "Un" | "le" | "Le" | "ce" | "au" | "chaque"
    );
    let is_final = after_space(after).starts_with("de finale");
    match has_article || is_final {
        true => Verbalization::new(length, name.to_owned()),
        false => Verbalization::new(length, spoken),
    }
}

/// "6/4 6/3", "7-6 (7/4)": several sets of a tennis match, and tie-breaks.
fn is_set(cursor: &Cursor<'_>, after: &str, games: [u64; 2]) -> bool {
    let is_won =
        games[0] != games[1] && games.iter().max().is_some_and(|most| (6..8).contains(most));
    let next = after_space(after.strip_prefix([',', ';']).unwrap_or(after)).as_bytes();
    let follows = matches!(next, [b'0'..=b'7', b'/', b'0'..=b'7', ..]);
    let before = cursor.before().trim_end_matches([' ', ',', ';']).as_bytes();
    let precedes = matches!(before, [.., b'0'..=b'7', b'/', b'0'..=b'7']);
    let decides = matches!(before, [.., b'6' | b'7', b'('])
        || matches!(before, [.., b'6' | b'7', b' ', b'(']);
    is_won && (follows || precedes) || decides && games[0] > games[1]
}
