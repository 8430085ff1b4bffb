//! Ranges, scores and other numbers joined by a hyphen: "10-15", "2-1", "4-3-3", "49-3".

use lismoi_document::word_list::WordList;

use super::cardinals::{push_before, push_value};
use super::cursor::{Cursor, after_space, is_boundary, starts_with_figure};
use super::number::{Number, figures};
use super::{Gender, Verbalization, nouns};

/// Wars, laws and other things known by two numbers.
const KNOWN: [&str; 5] = ["14-18", "39-45", "49-3", "49.3", "50-50"];

/// Makers whose products are numbered: "Boeing 737-800".
const MAKERS: [&str; 6] = [
    "Boeing",
    "Airbus",
    "Embraer",
    "Bombardier",
    "Fokker",
    "Porsche",
];

/// Legal acts, numbered by year and number: "la loi 2005-102".
static ACTS: WordList = WordList::new(include_str!("../../data/legal_acts.txt"));

/// "10-15", "2-1", "6-4", "4-3-3".
pub(super) fn range(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() || cursor.before().ends_with(['-', '–', '.', ',']) {
        return None;
    }
    if let Some(list) = list(cursor.stretch()) {
        return Some(list);
    }
    if let Some(known) = known(rest) {
        return Verbalization::new(known.len(), known.replace(['-', '.'], " "));
    }
    if let Some(said) = serial(rest) {
        return Some(said);
    }
    let mut parts = [0; 6];
    let mut count = 0;
    let mut after = rest;
    loop {
        let number = Number::read(after)?;
        // "21-07": a score in two figures.
        let is_padded = count == 1 && number.leading_zeros == 1 && number.length == 2;
        let has_zeros = number.leading_zeros > 0 && !(is_padded && parts[0] > number.value);
        if !number.is_whole() || has_zeros || count == parts.len() {
            return decimal_range(cursor);
        }
        parts[count] = number.value;
        count += 1;
        after = &after[number.length..];
        match after.strip_prefix(['-', '–', '—', '\u{2011}', '‑']) {
            Some(next) if starts_with_figure(next) => after = next,
            _ => break,
        }
    }
    if count < 2 {
        return spaced(cursor, parts[0], after);
    }
    if !is_boundary(after) {
        return None;
    }
    let is_model = MAKERS.contains(&cursor.previous_word());
    // "1314-2023-DEM" numbers a document.
    let is_document = after
        .strip_prefix('-')
        .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_uppercase()));
    let is_act = is_number_of_act(cursor) || is_document;
    let mut spoken = String::new();
    for (index, part) in parts[..count].iter().enumerate() {
        if index > 0 {
            // Three figures behind others would be taken for thousands.
            spoken.push_str(match count {
                2 if is_model => ", ",
                // "Loi n° 78-17", "décret n° 2010-626".
                _ if is_act && parts[0] < 1000 => ", ",
                _ if is_act => " tiret ",
                // "924-2": far too small for the end of a range.
                2 if parts[0] >= 100 && parts[1] * 3 < parts[0] => " tiret ",
                // "7-2=5".
                2 if after_space(after).starts_with('=') => " moins ",
                2 if is_score(cursor, &parts[..2], after) => " ",
                2 => " à ",
                _ => " ",
            });
        }
        match nouns::counted(after).filter(|_| count == 2 && index == 1) {
            // "0-1 an", "20-21 femmes".
            Some(noun) => {
                let gender = noun.gender.unwrap_or(Gender::Masculine);
                push_before(&mut spoken, *part, gender, noun.word, cursor.dialect);
            }
            None => push_value(&mut spoken, *part),
        }
    }
    Verbalization::new(rest.len() - after.len(), spoken)
}

/// "Mené à 6-4", "il est à 1-5", where one à is enough; but "à 18-20 degrés".
fn is_score(cursor: &Cursor<'_>, parts: &[u64], after: &str) -> bool {
    let is_alone = !after_space(after).starts_with(char::is_alphabetic);
    matches!(cursor.previous_word(), "à" | "À")
        && parts.iter().all(|part| *part < 100)
        && (parts[1] < parts[0] || is_alone && parts[1] < 10)
}

/// "33,34,35": at least three numbers, not the thousands of one.
fn list(rest: &str) -> Option<Verbalization> {
    let first = figures(rest);
    if !rest[first.len()..].starts_with(',') {
        return None;
    }
    let end = rest
        .char_indices()
        .find(|(at, c)| {
            let next = &rest[at + c.len_utf8()..];
            !(c.is_ascii_digit() || *c == ',' && starts_with_figure(next))
        })
        .map_or(rest.len(), |(at, _)| at);
    let numbers = || rest[..end].split(',');
    let is_list = numbers().count() > 2
        && numbers().all(|number| matches!(number.len(), 1..=3))
        && numbers().skip(1).any(|number| number.len() < 3)
        && is_boundary(&rest[end..]);
    is_list.then(|| Verbalization {
        length: end,
        spoken: numbers().collect::<Vec<_>>().join(", "),
    })
}

/// "La loi n° 78-17", but "les n° 10-15".
fn is_number_of_act(cursor: &Cursor<'_>) -> bool {
    let before = cursor.before().trim_end();
    let sign = ["n°", "nº", "N°", "numéro"].iter();
    let text = sign.filter_map(|sign| before.strip_suffix(sign)).next();
    match text {
        Some(text) => !text.trim_end().ends_with("es"),
        None => ACTS.contains(cursor.previous_word()),
    }
}

/// A pair of numbers at the start of the text that is said in its own way: "49.3".
pub(super) fn known(text: &str) -> Option<&'static str> {
    KNOWN.into_iter().find(|known| {
        let after = text.strip_prefix(known);
        after.is_some_and(|after| is_boundary(after) && !after.starts_with('-'))
    })
}

/// "978-2-07-036822-8": four or more groups of figures, some with a leading zero.
fn serial(rest: &str) -> Option<Verbalization> {
    let mut spoken = String::new();
    let mut after = rest;
    let (mut count, mut zeros) = (0, 0);
    loop {
        let group = figures(after);
        let plain = group.trim_start_matches('0');
        if group.is_empty() || plain.len() > 9 {
            return None;
        }
        if count > 0 {
            spoken.push_str(", ");
        }
        for index in 0..group.len() - plain.len() {
            spoken.push_str(if index > 0 { " zéro" } else { "zéro" });
            zeros += 1;
        }
        if let Ok(value) = plain.parse() {
            if plain.len() < group.len() {
                spoken.push(' ');
            }
            push_value(&mut spoken, value);
        }
        count += 1;
        after = &after[group.len()..];
        match after.strip_prefix(['-', '–', '\u{2011}']) {
            Some(next) if starts_with_figure(next) && count < 8 => after = next,
            _ => break,
        }
    }
    let is_serial = count >= 4 && zeros > 0 && is_boundary(after);
    is_serial.then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}

/// "3,5-4,2".
fn decimal_range(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let first = Number::read(rest)?;
    let after = rest[first.length..].strip_prefix(['-', '–'])?;
    let last = Number::read(after)?;
    if first.leading_zeros > 0 || last.leading_zeros > 0 || !is_boundary(&after[last.length..]) {
        return None;
    }
    let mut spoken = String::new();
    super::amount::push_plain(&mut spoken, &first, cursor);
    spoken.push_str(" à ");
    super::amount::push_plain(&mut spoken, &last, cursor);
    Verbalization::new(rest.len() - after.len() + last.length, spoken)
}

/// "10 - 4 = 6" and "Lyon 2 - 1 Nantes": the hyphen is a minus only in a sum.
fn spaced(cursor: &Cursor<'_>, first: u64, after: &str) -> Option<Verbalization> {
    let dash = after_space(after);
    let next = after_space(dash.strip_prefix(['-', '–', '−'])?);
    let number = Number::read(next)?;
    if dash.len() == after.len() || !number.is_whole() || number.leading_zeros > 0 {
        return None;
    }
    let end = &next[number.length..];
    let sees = &end[..end.floor_char_boundary(24)];
    let is_sum = sees.contains('=') || cursor.before().contains(['=', '+', '×', '÷']);
    let is_score = first < 100
        && number.value < 100
        && (number.value > first || nouns::counted(end).is_none());
    if !is_boundary(end) || !(is_sum || is_score) {
        return None;
    }
    let mut spoken = String::new();
    push_value(&mut spoken, first);
    spoken.push_str(if is_sum { " moins " } else { " à " });
    push_value(&mut spoken, number.value);
    Verbalization::new(cursor.rest().len() - end.len(), spoken)
}
