//! Measures: a number and a unit, units by themselves, percentages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::amount::Amount;
use super::place::{Place, after_space, is_boundary};
use super::{Gender, Said};

/// One line of `units.tsv`.
struct Unit {
    singular: &'static str,
    plural: &'static str,
    gender: Gender,
    /// Said for the symbol without a number.
    is_clear_alone: bool,
    /// Longer than any word that the symbol could be mistaken for.
    length: usize,
}

/// By symbol.
static UNITS: LazyLock<FxHashMap<&'static str, Unit>> = LazyLock::new(|| {
    let mut units = FxHashMap::default();
    for line in include_str!("units.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let mut columns = line.split('\t');
        let (Some(symbol), Some(singular), Some(plural), Some(marks)) = (
            columns.next(),
            columns.next(),
            columns.next(),
            columns.next(),
        ) else {
            continue;
        };
        units.insert(
            symbol,
            Unit {
                singular,
                plural,
                gender: if marks.contains('f') {
                    Gender::Feminine
                } else {
                    Gender::Masculine
                },
                is_clear_alone: marks.contains('a'),
                length: symbol.len(),
            },
        );
    }
    units
});

const LONGEST_SYMBOL: usize = 10;

/// The unit that the text starts with, the longest there is.
fn read_unit(text: &str) -> Option<(&'static Unit, &str)> {
    let mut found = None;
    let mut end = 0;
    for character in text.chars() {
        end += character.len_utf8();
        if end > LONGEST_SYMBOL || (character.is_whitespace() && end > 2) {
            break;
        }
        let rest = &text[end..];
        let is_word = character.is_alphanumeric();
        if !is_word || (is_boundary(rest) && !rest.starts_with(['²', '³', '\'', '’', '@'])) {
            found = UNITS.get(&text[..end]).or(found);
        }
    }
    found.map(|unit| (unit, &text[unit.length..]))
}

/// The name of the unit that the text starts with, in the singular, with the text after it.
pub(super) fn unit(text: &str) -> Option<(&'static str, &str)> {
    read_unit(text).map(|(unit, rest)| (unit.singular, rest))
}

/// "-3 °C", "120 km/h", "3,5 %", "10-15 %", "1,80 m".
pub(super) fn measure(place: &Place<'_>) -> Option<Said> {
    if !place.starts_word() {
        return None;
    }
    let amount = Amount::read(place)?;
    let rest = place.rest();
    let after = &rest[amount.length..];
    let symbol = after_space(after);
    let (unit, end) = read_unit(symbol)?;
    // A closing quote is no inch: "en 1928 »", and « le "33" ».
    let is_quote = symbol.starts_with('"')
        && (symbol.len() < after.len() || place.before().matches('"').count() % 2 == 1);
    if is_quote {
        return None;
    }
    let is_letter = unit.length == 1 && symbol.as_bytes()[0].is_ascii_alphabetic();
    // "2 A" may be a class, "3 l'" an article; a year has no litres.
    if is_letter
        && (is_name(place, &amount, end)
            || end.starts_with(['-', '.'])
                && !end[1..].is_empty()
                && end[1..].starts_with(char::is_alphabetic))
    {
        return None;
    }
    let mut spoken = String::new();
    if let Some(number) = amount.single()
        && symbol.starts_with('m')
        && unit.singular == "mètre"
        && number.decimals.len() == 2
        && !number.decimals.starts_with('0')
        && (1..10).contains(&number.value)
        && !end.starts_with('/')
    {
        // Heights: "un mètre quatre-vingts".
        spoken.push_str(amount.sign());
        super::cardinals::push_before(
            &mut spoken,
            number.value,
            Gender::Masculine,
            "",
            place.dialect,
        );
        spoken.push_str(if number.value > 1 {
            " mètres "
        } else {
            " mètre "
        });
        spoken.push_str(number.decimals);
        return Said::new(rest.len() - end.len(), spoken);
    }
    let name = if amount.is_plural() {
        unit.plural
    } else {
        unit.singular
    };
    amount.push(&mut spoken, unit.gender, name, place);
    let is_counted_by_de = amount.is_large() && !name.starts_with("pour ");
    spoken.push_str(match is_counted_by_de {
        true if super::place::starts_with_vowel(name) => " d'",
        true => " de ",
        false => " ",
    });
    spoken.push_str(name);
    let end = push_rates(&mut spoken, end);
    let end = end
        .strip_prefix('.')
        .filter(|after| unit.singular == "habitant" && !after.is_empty())
        .unwrap_or(end);
    Said::new(rest.len() - end.len(), spoken)
}

/// "l'article 2 A", "le 12 h": a letter that names what it stands behind.
fn is_name(place: &Place<'_>, amount: &Amount<'_>, after: &str) -> bool {
    let previous = place.previous_word();
    amount.single().is_some_and(super::number::Number::is_year)
        || super::nouns::contains(
            " article annexe bâtiment classe groupe ligne numéro bus tram quai porte salle rue ",
            previous,
        )
        || after.starts_with(['\'', '’', '&'])
}

/// Units after a stroke: "/m³", "/100 km", "/h".
fn push_rates<'a>(out: &mut String, mut end: &'a str) -> &'a str {
    for _ in 0..2 {
        let Some(text) = end.strip_prefix('/').map(after_space) else {
            break;
        };
        if let Some(rest) = text
            .strip_prefix("100")
            .map(after_space)
            .and_then(|rest| rest.strip_prefix("km"))
        {
            out.push_str(" aux 100 kilomètres");
            return rest;
        }
        let word = super::place::first_word(text);
        if let Some((unit, rest)) = read_unit(text) {
            out.push_str(" par ");
            out.push_str(unit.singular);
            end = rest;
        } else if word.len() > 1 && word.chars().all(char::is_lowercase) {
            out.push_str(" par ");
            out.push_str(word);
            end = &text[word.len()..];
        } else {
            break;
        }
    }
    end
}

/// "en km/h", "des kWh", "le m²": a unit without a number.
pub(super) fn unit_alone(place: &Place<'_>) -> Option<Said> {
    let rest = place.rest();
    if !place.starts_word() {
        return None;
    }
    let (unit, end) = read_unit(rest)?;
    let is_rate = end.starts_with('/') && read_unit(&end[1..]).is_some();
    if !(unit.is_clear_alone || is_rate) {
        return None;
    }
    let is_one = matches!(
        place.previous_word(),
        "le" | "la" | "un" | "une" | "par" | "au" | "du" | "chaque" | "Le" | "Par" | "ce"
    );
    let mut spoken = String::from(if is_one { unit.singular } else { unit.plural });
    let end = push_rates(&mut spoken, end);
    Said::new(rest.len() - end.len(), spoken)
}
