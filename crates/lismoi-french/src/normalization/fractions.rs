//! Fractions: "½", "2/3", "1 1/2", and marks out of twenty.

use lismoi_document::word_list::WordList;

use super::cardinals::{push_before, push_value};
use super::cursor::{Cursor, after_space, first_word, is_boundary};
use super::number::{Number, figures};
use super::ordinals;
use super::{Gender, Verbalization, measures};

/// Unicode's vulgar fractions.
const SIGNS: [(char, u64, u64); 19] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅐', 1, 7),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
    ('⅑', 1, 9),
    ('⅒', 1, 10),
    ('↉', 0, 3),
];

/// Nouns of which there is a series: "tome 2/5".
static PARTS_OF_SERIES: WordList = WordList::new(include_str!("../../data/nouns_of_series.txt"));

/// "½", "2/3", "15/20", "1 1/2", "2½", "½ heure".
pub(super) fn fraction(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() || cursor.before().ends_with('/') {
        return None;
    }
    let mut spoken = String::new();
    if let Some(((upper, lower), after)) = read(rest) {
        if upper == 1
            && lower == 2
            && first_word(after_space(after)).len() > 2
            && after.starts_with(char::is_whitespace)
            && is_noun(after)
        {
            // "½ heure": "une demi-heure"; "1/2 finale".
            let noun = first_word(after_space(after));
            let noun_length = after.len() - after_space(after).len() + noun.len();
            let is_announced = matches!(
                cursor.previous_word(),
                "une"
                    | "un"
                    | "la"
                    | "le"
                    | "chaque"
                    | "cette"
                    | "en"
                    | "les"
                    | "Une"
                    | "Un"
                    | "La"
                    | "Le"
                    | "Chaque"
                    | "Cette"
                    | "Les"
            );
            if !is_announced {
                let gender = super::nouns::counted(after).and_then(|noun| noun.gender);
                let is_feminine =
                    gender.map_or(noun.ends_with('e'), |gender| gender == Gender::Feminine);
                spoken.push_str(if is_feminine { "une " } else { "un " });
            }
            spoken.push_str("demi-");
            spoken.push_str(noun);
            return Verbalization::new(rest.len() - after.len() + noun_length, spoken);
        }
        // "1/2 l", "1/4 h", "1/2 c. à café".
        if upper < lower
            && let Some((unit, gender, end)) = measures::gendered_unit(after_space(after))
            && !unit.starts_with("pour ")
            // "1/250 s": a shutter's.
            && (lower <= 10 || upper == 1 && unit == "seconde")
        {
            push_part(&mut spoken, [upper, lower], (unit, gender), cursor);
            return Verbalization::new(rest.len() - end.len(), spoken);
        }
        if let Some(said) = temperatures(cursor, [upper, lower], after) {
            return Some(said);
        }
        // "Règlement 2016/679", "directive 95/46/CE", "n° 352/78".
        let is_law = (1950..2100).contains(&upper)
            || lower > 9 && cursor.before().trim_end().ends_with(['°', 'º'])
            || after
                .strip_prefix('/')
                .is_some_and(super::cursor::starts_with_capital);
        if is_law {
            push_value(&mut spoken, upper);
            spoken.push_str(", ");
            push_value(&mut spoken, lower);
            return Verbalization::new(rest.len() - after.len(), spoken);
        }
        // "Tome 2/5", "étape 3/8": one of so many.
        if lower > 1
            && upper <= lower
            && PARTS_OF_SERIES.contains(&cursor.previous_word().to_lowercase())
        {
            push_value(&mut spoken, upper);
            spoken.push_str(" sur ");
            push_value(&mut spoken, lower);
            return Verbalization::new(rest.len() - after.len(), spoken);
        }
        // "Une tension de 12/8".
        if (8..26).contains(&upper)
            && (4..15).contains(&lower)
            && lower < upper
            && super::domains::is_near(cursor, "tension")
        {
            push_value(&mut spoken, upper);
            spoken.push(' ');
            push_value(&mut spoken, lower);
            return Verbalization::new(rest.len() - after.len(), spoken);
        }
        let is_thermostat = cursor.previous_word() == "thermostat"
            || cursor.previous_abbreviation().eq_ignore_ascii_case("th");
        if is_thermostat || is_set(cursor, after, [upper, lower]) {
            push_value(&mut spoken, upper);
            spoken.push_str(" à ");
            push_value(&mut spoken, lower);
            return Verbalization::new(rest.len() - after.len(), spoken);
        }
        // "8/10e": the ending makes it a fraction.
        let printed = &rest[..rest.len() - after.len()];
        let has_ending = lower > 2 && printed.ends_with(char::is_alphabetic);
        if has_ending && upper < lower {
            push_named(&mut spoken, upper, lower, cursor);
        } else {
            push(&mut spoken, upper, lower, cursor);
        }
        // "Les 1/4 de finale".
        if upper == 1
            && matches!(
                cursor.previous_word(),
                "les" | "Les" | "des" | "aux" | "ces"
            )
            && let Some(name) = spoken.strip_prefix("un ")
        {
            let mark = if name.ends_with('s') { "" } else { "s" };
            let spoken = [name, mark].concat();
            return Verbalization::new(rest.len() - after.len(), spoken);
        }
        // "Un 1/4 d'heure" has its article already, and "en 1/8 de finale" has none.
        let is_final = after_space(after).starts_with("de finale");
        if (is_final
            || matches!(
                cursor.previous_word(),
                "un" | "Un" | "le" | "Le" | "ce" | "au" | "chaque"
            ))
            && let Some(name) = spoken.strip_prefix("un ")
        {
            spoken = name.to_owned();
        }
        return Verbalization::new(rest.len() - after.len(), spoken);
    }
    if let Some(said) = mark(cursor) {
        return Some(said);
    }
    if let Some(said) = spaced(rest) {
        return Some(said);
    }
    // "1 1/2", "2½".
    let (whole, after) = Number::read_figures(rest, 1, 3)?;
    let text = after_space(after);
    let ((upper, lower), end) = read(text)?;
    let is_sign = SIGNS.iter().any(|(sign, ..)| text.starts_with(*sign));
    if (text.len() == after.len() && !is_sign) || upper >= lower || upper == 0 {
        return None;
    }
    if whole == 1 {
        spoken.push_str("un");
    } else {
        push_value(&mut spoken, whole);
    }
    spoken.push_str(" et ");
    let start = spoken.len();
    push(&mut spoken, upper, lower, cursor);
    if spoken[start..] == *"un demi" {
        spoken.truncate(start);
        spoken.push_str("demi");
    }
    // "2 ½ heures": "2 heures et demie".
    if spoken.ends_with(" et demi")
        && let Some(noun) = super::nouns::counted(end)
        && after_space(end).starts_with(noun.word)
    {
        let gender = noun.gender.unwrap_or(Gender::Masculine);
        spoken.clear();
        push_before(&mut spoken, whole, gender, noun.word, cursor.dialect);
        if spoken == "1" {
            "un".clone_into(&mut spoken);
        }
        spoken.push(' ');
        spoken.push_str(noun.word);
        spoken.push_str(match gender {
            Gender::Feminine => " et demie",
            Gender::Masculine => " et demi",
        });
        let end = &after_space(end)[noun.word.len()..];
        return Verbalization::new(rest.len() - end.len(), spoken);
    }
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// "14/15 °C", "20/25°": from one temperature to another.
fn temperatures(cursor: &Cursor<'_>, [low, high]: [u64; 2], after: &str) -> Option<Verbalization> {
    let symbol = after_space(after);
    let (words, end) = match symbol.strip_prefix("degrés").filter(|end| is_boundary(end)) {
        Some(end) => ("degrés", end),
        None => match measures::unit(symbol)? {
            ("degré Celsius", end) => ("degrés Celsius", end),
            ("degré Fahrenheit", end) => ("degrés Fahrenheit", end),
            ("degré", end) if symbol.starts_with('°') => ("degrés", end),
            _ => return None,
        },
    };
    if high <= low || !(is_boundary(end)) {
        return None;
    }
    let mut spoken = String::new();
    push_value(&mut spoken, low);
    spoken.push_str(if high == low + 1 { " " } else { " à " });
    push_value(&mut spoken, high);
    spoken.push(' ');
    spoken.push_str(words);
    Verbalization::new(cursor.rest().len() - end.len(), spoken)
}

/// "Un demi-litre", "trois quarts d'heure".
fn push_part(
    out: &mut String,
    [upper, lower]: [u64; 2],
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
        push_named(out, upper, lower, cursor);
        out.push_str(if super::cursor::starts_with_vowel(unit) {
            " d'"
        } else {
            " de "
        });
    }
    out.push_str(unit);
}

/// "8,5/10": a mark with decimals.
fn mark(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let number = Number::read(rest).filter(|number| !number.is_whole())?;
    let (most, after) = Number::read_figures(rest[number.length..].strip_prefix('/')?, 1, 3)?;
    let is_mark = matches!(most, 5 | 10 | 20 | 100) && is_boundary(after);
    let mut spoken = String::new();
    super::amount::push_plain(&mut spoken, &number, cursor);
    spoken.push_str(" sur ");
    push_value(&mut spoken, most);
    (is_mark && !after.starts_with('/')).then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}

/// "15 / 20" and "10 / 2 = 5".
fn spaced(rest: &str) -> Option<Verbalization> {
    let (upper, after) = Number::read_figures(rest, 1, 9)?;
    let behind = after_space(after).strip_prefix('/')?;
    let (lower, end) = Number::read_figures(after_space(behind), 1, 9)?;
    let is_spaced =
        after.starts_with(char::is_whitespace) && behind.starts_with(char::is_whitespace);
    let goes_on = after_space(end).starts_with(['/', '%', '€']) || !is_boundary(end);
    if !is_spaced || goes_on {
        return None;
    }
    let is_sum = after_space(end).starts_with('=');
    let mut spoken = String::new();
    push_value(&mut spoken, upper);
    spoken.push_str(if is_sum { " divisé par " } else { " sur " });
    push_value(&mut spoken, lower);
    Verbalization::new(rest.len() - end.len(), spoken)
}

fn is_noun(after: &str) -> bool {
    super::nouns::counted(after).is_some()
}

/// The two sides of a fraction, and the text after it.
fn read(text: &str) -> Option<((u64, u64), &str)> {
    let first = text.chars().next()?;
    if let Some((sign, upper, lower)) = SIGNS.iter().find(|(sign, ..)| *sign == first) {
        return Some(((*upper, *lower), &text[sign.len_utf8()..]));
    }
    let upper_end = figures(text).len();
    let (upper, after) = Number::read_figures(text, 1, 4)?;
    if let Some(scale) = scale(upper, after) {
        return Some(scale);
    }
    let lower = after.strip_prefix(['/', '⁄', '∕'])?;
    if let Some(part) = large_part(upper, lower) {
        return Some(part);
    }
    let (lower, after) = Number::read_figures(lower, 1, 4)?;
    // "1/8e de finale".
    let after = ["e", "es", "ᵉ", "ème", "èmes"]
        .iter()
        .find_map(|ending| {
            after
                .strip_prefix(ending)
                .filter(|after| is_boundary(after))
        })
        .unwrap_or(after);
    let goes_on =
        after.starts_with(['/', '-']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let has_zero = (text.starts_with('0') && upper_end > 1) || lower == 0;
    // "1/2h", "1/4l".
    let is_bound = lower <= 4 && after.starts_with(['h', 'l']) && is_boundary(&after[1..]);
    (!goes_on && !has_zero && (is_bound || is_boundary(after))).then_some(((upper, lower), after))
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

/// "1/25 000", "1:25 000": the scale of a map.
fn scale(upper: u64, after: &str) -> Option<((u64, u64), &str)> {
    let text = after.strip_prefix(['/', ':'])?;
    let number = Number::read(text).filter(|number| number.is_whole())?;
    let is_scale = upper == 1 && number.value >= 1000 && number.value.is_multiple_of(500);
    let rest = &text[number.length..];
    (is_scale && is_boundary(rest)).then_some(((upper, number.value), rest))
}

/// "1/14 000e": a part of thousands, with its ending.
fn large_part(upper: u64, text: &str) -> Option<((u64, u64), &str)> {
    let number = Number::read(text).filter(|number| number.is_grouped && number.is_whole())?;
    let after = &text[number.length..];
    let (length, _) = ordinals::ending(after, number.value)?;
    Some(((upper, number.value), &after[length..]))
}

fn push(out: &mut String, upper: u64, lower: u64, cursor: &Cursor<'_>) {
    // Marks and shares: "15/20", "24/24", "7/10" are said as they stand.
    let is_fraction = upper < lower
        && (lower <= 9
            || (upper == 1 && (lower <= 20 || lower.is_multiple_of(10)))
            || lower == 100
            || (upper == 1 && lower >= 1000 && lower.is_multiple_of(500))
            || lower == 1000)
        && !matches!((upper, lower), (2.., 100 | 1000));
    let is_fraction = is_fraction || (lower <= 6 && upper < 10 && upper > lower && upper != 7);
    if !is_fraction || upper == 0 {
        push_value(out, upper);
        out.push_str(" sur ");
        push_value(out, lower);
        return;
    }
    push_named(out, upper, lower, cursor);
}

/// "Huit dixièmes", "un quart".
pub(super) fn push_named(out: &mut String, upper: u64, lower: u64, cursor: &Cursor<'_>) {
    push_before(out, upper, Gender::Masculine, "", cursor.dialect);
    if out.ends_with('1') && upper == 1 {
        out.pop();
        out.push_str("un");
    }
    out.push(' ');
    match lower {
        1 => out.push_str("unième"),
        2 => out.push_str("demi"),
        3 => out.push_str("tiers"),
        4 => out.push_str("quart"),
        _ => out.push_str(&ordinals::masculine(lower, cursor.dialect)),
    }
    if upper > 1 && lower != 3 {
        out.push('s');
    }
}
