//! Measures: a number and a unit, units by themselves, percentages.

use lismoi_document::word_list::WordList;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::amount::Amount;
use super::cursor::{Cursor, after_space, class, is_boundary, leading, starts_with_figure};
use super::rates::rate;
use super::{Gender, Verbalization};

/// One line of `units.tsv`.
struct Unit {
    singular: &'static str,
    plural: &'static str,
    gender: Gender,
    /// Whether the symbol is verbalized without a number.
    is_clear_alone: bool,
    /// The length of the symbol, in bytes.
    length: usize,
}

/// The units, by symbol.
static UNITS: LazyLock<FxHashMap<&'static str, Unit>> = LazyLock::new(|| {
    let mut units = FxHashMap::default();
    for line in include_str!("../../data/units.tsv")
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

const LONGEST_SYMBOL: usize = 12;

/// The unit that the text starts with, the longest there is.
fn read_unit(text: &str) -> Option<(&'static Unit, &str)> {
    let mut found = None;
    let mut end = 0;
    for character in text.chars() {
        end += character.len_utf8();
        if end > LONGEST_SYMBOL || (character.is_whitespace() && end > 6) {
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

/// The unit that the text starts with and its gender, for fractions of it.
pub(super) fn gendered_unit(text: &str) -> Option<(&'static str, Gender, &str)> {
    // Parts of a "cc" are spoonfuls.
    if let Some(rest) = text.strip_prefix("cc").filter(|rest| is_boundary(rest)) {
        return Some(("cuillère à café", Gender::Feminine, rest));
    }
    read_unit(text).map(|(unit, rest)| (unit.singular, unit.gender, rest))
}

/// A word in small letters, with the text after it: "8 €/litre", "4 jours/semaine".
pub(super) fn counted_word(text: &str) -> Option<(&str, &str)> {
    let word = super::cursor::first_word(text);
    let is_word = word.len() > 1 && word.chars().all(char::is_lowercase);
    is_word.then(|| (word, &text[word.len()..]))
}

/// The stroke of "4 jours/semaine", "3 repas/j": a rate.
pub(super) fn stroke(cursor: &Cursor<'_>) -> Option<Verbalization> {
    const EACH: [&str; 9] = [
        "an", "habitant", "heure", "jour", "minute", "mois", "personne", "seconde", "semaine",
    ];
    const EACH_COUNTED: [&str; 6] = ["chambre", "classe", "logement", "nuit", "séance", "élève"];
    const SHORT: [(&str, &str); 3] = [("j", "jour"), ("h", "heure"), ("pers.", "personne")];
    let after = cursor.rest().strip_prefix('/')?;
    if !cursor.before().ends_with(char::is_lowercase) {
        return None;
    }
    // "7 jours/7", "24 heures/24".
    let all = super::number::figures(after);
    if matches!(
        (cursor.previous_word(), all),
        ("jours" | "jour", "7") | ("heures", "24")
    ) {
        return Verbalization::new(1, "sur");
    }
    let word = super::cursor::first_word(after);
    if EACH.contains(&word) {
        return Verbalization::new(1, "par");
    }
    let counted = cursor.previous_words().1;
    let is_counted = counted.ends_with(|c: char| c.is_ascii_digit());
    if is_counted && EACH_COUNTED.contains(&word) {
        return Verbalization::new(1, "par");
    }
    let (printed, spoken) = SHORT
        .iter()
        .find(|(printed, _)| after.strip_prefix(printed).is_some_and(is_boundary))?;
    is_counted.then(|| Verbalization {
        length: 1 + printed.len(),
        spoken: ["par ", spoken].concat(),
    })
}

/// "-3 °C", "120 km/h", "3,5 %", "10-15 %", "1,80 m".
pub(super) fn measure(cursor: &Cursor<'_>) -> Option<Verbalization> {
    if !cursor.starts_word() && !is_factor(cursor) {
        return None;
    }
    if let Some(said) = super::coordinates::angle(cursor).or_else(|| height(cursor)) {
        return Some(said);
    }
    let amount = Amount::read(cursor)?;
    let rest = cursor.rest();
    let after = &rest[amount.length..];
    let symbol = after_space(after);
    if let Some((each, end)) = rate(after).filter(|_| after.starts_with('/')) {
        let mut spoken = String::new();
        amount.push(&mut spoken, Gender::Masculine, "", cursor);
        spoken.push_str(each);
        return Verbalization::new(rest.len() - end.len(), spoken);
    }
    let (unit, end) = read_unit(symbol)?;
    // "4K" is a size of pictures; a quotation mark behind a space, or
    // that closes what another has opened, is no inch.
    let is_bound = symbol.len() == after.len();
    let closes = symbol.starts_with('"')
        && (!is_bound || cursor.before().matches('"').count() % 2 == 1)
        || symbol.starts_with('”') && cursor.before().contains('“');
    if closes || symbol.starts_with("al.") {
        return None;
    }
    if is_bound && symbol.starts_with('K') && unit.length == 1 {
        let mut spoken = String::new();
        super::cardinals::push_value(&mut spoken, amount.single()?.value);
        return Verbalization::new(rest.len() - end.len(), spoken + " ka");
    }
    let is_letter = unit.length == 1 && symbol.as_bytes()[0].is_ascii_alphabetic();
    // "2 A" may be a class, "3 l'" an article; a year has no litres, nor has "13 L. 221-1".
    let is_code = symbol.starts_with('L')
        && end
            .strip_prefix('.')
            .is_some_and(|after| starts_with_figure(after_space(after)));
    // "Le formulaire n° 3310A".
    let is_numbered =
        symbol.starts_with(char::is_uppercase) && cursor.before().trim_end().ends_with(['°', 'º']);
    if is_letter
        && (is_name(cursor, &amount, symbol, end)
            || is_numbered
            || is_code
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
            cursor.dialect,
        );
        spoken.push_str(if number.value > 1 {
            " mètres "
        } else {
            " mètre "
        });
        spoken.push_str(number.decimals);
        return Verbalization::new(rest.len() - end.len(), spoken);
    }
    let name = if amount.is_plural() {
        unit.plural
    } else {
        unit.singular
    };
    amount.push(&mut spoken, unit.gender, name, cursor);
    if unit.singular == "kilogramme" && is_weight_class(cursor) {
        spoken = spoken.replacen("moins ", "moins de ", 1);
        spoken = spoken.replacen("plusse ", "plus de ", 1);
    }
    let is_counted_by_de = amount.is_large() && !name.starts_with("pour ");
    spoken.push_str(match is_counted_by_de {
        true if super::cursor::starts_with_vowel(name) => " d'",
        true => " de ",
        false => " ",
    });
    spoken.push_str(name);
    let end = push_rates(&mut spoken, end);
    let end = end
        .strip_prefix('.')
        .filter(|after| unit.singular == "habitant" && !after.is_empty())
        .unwrap_or(end);
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// "Elle combat en -63 kg", "les +78 kg": a class of fighters.
fn is_weight_class(cursor: &Cursor<'_>) -> bool {
    cursor.rest().starts_with(['-', '−', '+', '–'])
        && matches!(
            cursor.previous_word(),
            "en" | "des" | "les" | "Les" | "catégorie" | "aux" | "moins" | "finale"
        )
}

/// "1m75".
fn height(cursor: &Cursor<'_>) -> Option<Verbalization> {
    use super::number::Number;
    let rest = cursor.rest();
    let (metres, after) = Number::read_figures(rest, 1, 2)?;
    let behind = after.strip_prefix('m')?;
    let (_, end) = Number::read_figures(behind, 2, 2).filter(|(_, end)| is_boundary(end))?;
    let mut spoken = metres.to_string();
    spoken.push_str(if metres > 1 { " mètres " } else { " mètre " });
    spoken.push_str(&behind[..2]);
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// "4x100 m": the second number of a product.
fn is_factor(cursor: &Cursor<'_>) -> bool {
    cursor
        .before()
        .strip_suffix(['x', 'X'])
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

/// Nouns that are named by a number with a letter.
static LETTERED: WordList = WordList::new(include_str!("../../data/nouns_with_a_letter.txt"));

/// Whether the word before is one of the nouns that are named by a number with a letter.
pub(super) fn is_lettered(cursor: &Cursor<'_>) -> bool {
    LETTERED.contains(cursor.previous_word())
}

/// "l'article 2 A", "le 12 h": a letter that belongs to the name before it. "En 2010 L" is no
/// measure, but "à 1500 m", "1000 g" and "un four de 2000 W" are.
fn is_name(cursor: &Cursor<'_>, amount: &Amount<'_>, symbol: &str, after: &str) -> bool {
    let previous = cursor.previous_word();
    let is_year = amount.single().is_some_and(super::number::Number::is_year);
    let is_measure = symbol.starts_with(|c: char| c.is_ascii_lowercase() || c == 'W');
    (is_year && !is_measure) || LETTERED.contains(previous) || after.starts_with(['\'', '’', '&'])
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
        if let Some(rest) = push_share(out, text) {
            return rest;
        }
        let Some((word, rest)) = unit(text).or_else(|| counted_word(text)) else {
            break;
        };
        out.push_str(" par ");
        out.push_str(word);
        end = rest;
    }
    end
}

/// The "100 g" of "500 kcal/100 g"; gives the text after it.
pub(super) fn push_share<'a>(out: &mut String, text: &'a str) -> Option<&'a str> {
    let number = super::number::Number::read(text).filter(|number| number.is_whole())?;
    let (unit, rest) = read_unit(after_space(&text[number.length..]))?;
    out.push_str(" pour ");
    super::cardinals::push_value(out, number.value);
    out.push(' ');
    out.push_str(unit.plural);
    Some(rest)
}

/// "Go West", "To be": octets have a word before them that counts, and memory near.
fn is_name_alone(cursor: &Cursor<'_>, unit: &Unit) -> bool {
    const COUNTING: [&str; 12] = [
        "le", "un", "du", "de", "par", "chaque", "des", "quelques", "les", "en", "mille", "combien",
    ];
    unit.length == 2
        && unit.singular.ends_with("octet")
        && !(COUNTING.contains(&cursor.previous_word())
            && super::domains::is_near(cursor, "memory"))
}

/// "en km/h", "des kWh", "le m²": a unit without a number.
pub(super) fn unit_alone(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    // A short word is asked for at once.
    let is_word = cursor.classes & (class::SIGN | class::FIGURE) == 0;
    if is_word && !UNITS.contains_key(leading(rest, char::is_alphanumeric)) {
        return None;
    }
    let (unit, end) = read_unit(rest)?;
    let is_rate = end.starts_with('/') && read_unit(&end[1..]).is_some();
    if !(is_rate || unit.is_clear_alone && !is_name_alone(cursor, unit)) {
        return None;
    }
    let is_one = matches!(
        cursor.previous_word(),
        "le" | "la" | "un" | "une" | "par" | "au" | "du" | "chaque" | "Le" | "Par" | "ce"
    );
    let mut spoken = String::from(if is_one { unit.singular } else { unit.plural });
    let end = push_rates(&mut spoken, end);
    Verbalization::new(rest.len() - end.len(), spoken)
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn a_measure_is_said_with_its_unit_and_its_rate() {
        for (printed, spoken) in [
            ("408 MtCO₂ par an", "408 millions de tonnes de C O 2 par an"),
            (
                "0,06 kgCO2e/kWh",
                "0 virgule zéro 6 kilogramme équivalent C O 2 par kilowattheure",
            ),
            ("95 gCO2/km", "95 grammes de C O 2 par kilomètre"),
            ("un pouls à 75/min", "un pouls à 75 par minute"),
            ("ouvert 7 jours/7", "ouvert 7 jours sur 7"),
            ("le formulaire n° 3310A", "le formulaire numéro 3310 A"),
            ("Il dit “2” et rit", "Il dit 2 et rit"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
