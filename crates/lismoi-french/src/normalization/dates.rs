//! Days, months and years: "12/03/2025", "2024-05-17", "lundi 3 avr. 2023".

use super::cardinals::push_value;
use super::cursor::{Cursor, after_space};
use super::number::{Number, figures};
use super::{Verbalization, times};
use lismoi_document::months::MONTHS;
use lismoi_document::word_list::WordList;

/// Words that announce a day in figures.
static BEFORE_DATES: WordList = WordList::new(include_str!("../../data/words_before_dates.txt"));

/// Abbreviated months without their full stop, the number of the month from 0, and whether
/// the stop is needed because the letters are a word as well.
const SHORT_MONTHS: [(&str, usize, bool); 22] = [
    ("janv", 0, false),
    ("jan", 0, true),
    ("févr", 1, false),
    ("fév", 1, false),
    ("fevr", 1, false),
    ("mar", 2, true),
    ("avr", 3, false),
    ("juin", 5, true),
    ("juill", 6, false),
    ("juil", 6, false),
    ("jul", 6, true),
    ("sept", 8, true),
    ("sep", 8, true),
    ("oct", 9, false),
    ("nov", 10, false),
    ("déc", 11, false),
    ("dec", 11, true),
    ("7bre", 8, false),
    ("8bre", 9, false),
    ("9bre", 10, false),
    ("Xbre", 11, false),
    ("10bre", 11, false),
];

const LONG_MONTHS: [(&str, usize); 3] = [("fevrier", 1), ("aout", 7), ("decembre", 11)];

/// "12/03/2025", "14.07.1789", "02-03-2003", "2024-05-17", "le 12/03", "03/2025", "17.06".
pub(super) fn in_figures(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() || cursor.before().ends_with(['.', ',', '/', '-', '€', '$']) {
        return None;
    }
    let length = figures(rest).len();
    // "1er/01/2020".
    let is_first = length == 1 && rest.starts_with('1');
    let ordinal = ["er", "ᵉʳ"]
        .into_iter()
        .find(|ending| is_first && rest[1..].starts_with(ending))
        .map_or(0, str::len);
    let mark = rest[length + ordinal..]
        .chars()
        .next()
        .filter(|c| "/.-–\u{2011}".contains(*c))?;
    if length == 4 {
        return year_first(cursor, mark);
    }
    if length > 2 {
        return None;
    }
    let (first, after) = Number::read_figures(rest, 1, 2)?;
    let after = &after[ordinal..];
    let (second, after_second) = part(after, mark, 1, 4)?;
    let second_figures = after.len() - mark.len_utf8() - after_second.len();
    if let Some((year, end)) = part(after_second, mark, 2, 4) {
        let is_date = is_day(first) && is_month(second) && second_figures <= 2;
        let year_figures = after_second.len() - mark.len_utf8() - end.len();
        if !is_date || year_figures == 3 || !ends(end) || (year_figures == 2 && mark == '-') {
            return None;
        }
        return Verbalization::new(
            rest.len() - end.len(),
            date(first, second, Some(year), year_figures == 2),
        );
    }
    if let Some(said) = span(cursor, [first, second], after_second) {
        return Some(said);
    }
    if !ends(after_second) {
        return None;
    }
    // "03/2025".
    if second_figures == 4
        && mark != '-'
        && length == 2
        && is_month(first)
        && (1500..2200).contains(&second)
    {
        let mut spoken = MONTHS[first as usize - 1].to_owned();
        spoken.push(' ');
        push_value(&mut spoken, second);
        return Verbalization::new(rest.len() - after_second.len(), spoken);
    }
    let previous = cursor.previous_word();
    let is_announced = BEFORE_DATES.contains(&previous.to_lowercase());
    // "17.06" has both of its figures twice; "3.14" and "2/3" have not.
    let is_whole_month = second_figures == 2
        && (is_announced && mark != '-' && !(mark == '.' && length == 1)
            || (mark == '.' && length == 2 && rest[length + 1..].starts_with('0')));
    // No fraction is written as "5/06", and none is as large as "le 12/3".
    let is_numbered = previous == "numéro" || cursor.before().trim_end().ends_with(['°', 'º']);
    let is_no_fraction = mark == '/'
        && (after[1..].starts_with('0') && !is_numbered
            || second_figures == 1 && is_announced && first > second);
    let is_date = is_day(first) && is_month(second) && (is_whole_month || is_no_fraction);
    if !is_date || after_space(after_second).starts_with(['%', '€', '$', '°']) {
        return None;
    }
    Verbalization::new(
        rest.len() - after_second.len(),
        date(first, second, None, false),
    )
}

/// "30/06-02/07": from day to day.
fn span(cursor: &Cursor<'_>, [day, month]: [u64; 2], after: &str) -> Option<Verbalization> {
    let last = after.strip_prefix(['-', '–'])?;
    let (last_day, last) = Number::read_figures(last, 1, 2)?;
    let (last_month, end) = part(last, '/', 2, 2)?;
    let are_dates =
        [day, last_day].into_iter().all(is_day) && [month, last_month].into_iter().all(is_month);
    if !are_dates || !ends(end) {
        return None;
    }
    let spoken = [
        date(day, month, None, false),
        date(last_day, last_month, None, false),
    ];
    Verbalization::new(cursor.rest().len() - end.len(), spoken.join(" au "))
}

fn year_first(cursor: &Cursor<'_>, mark: char) -> Option<Verbalization> {
    let rest = cursor.rest();
    let (year, after) = Number::read_figures(rest, 4, 4)?;
    let (month, after) = part(after, mark, 2, 2)?;
    let (day, after) = part(after, mark, 2, 2)?;
    if !is_day(day) || !is_month(month) {
        return None;
    }
    let mut spoken = date(day, month, Some(year), false);
    let end = match after.strip_prefix('T') {
        Some(time) => {
            spoken.push_str(" à ");
            times::push_clock(&mut spoken, time, cursor)?
        }
        None if ends(after) => after,
        None => return None,
    };
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// A mark and a given number of figures after it.
fn part(text: &str, mark: char, least: usize, most: usize) -> Option<(u64, &str)> {
    Number::read_figures(text.strip_prefix(mark)?, least, most)
}

/// Whether a date is complete: no further figure or letter is attached to it.
pub(super) fn ends(text: &str) -> bool {
    let mut characters = text.chars();
    match characters.next() {
        Some('.' | ',' | '-' | '/' | '–' | ':') => {
            !characters.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) => !c.is_alphanumeric() && c != '%' && c != '€',
        None => true,
    }
}

fn is_day(value: u64) -> bool {
    (1..=31).contains(&value)
}

fn is_month(value: u64) -> bool {
    (1..=12).contains(&value)
}

fn date(day: u64, month: u64, year: Option<u64>, is_short: bool) -> String {
    let mut out = String::new();
    push_day(&mut out, day);
    out.push(' ');
    out.push_str(MONTHS[month as usize - 1]);
    if let Some(year) = year {
        out.push(' ');
        if is_short && year < 10 {
            out.push_str("zéro ");
        }
        push_value(&mut out, year);
    }
    out
}

fn push_day(out: &mut String, day: u64) {
    if day == 1 {
        out.push_str("premier");
    } else {
        push_value(out, day);
    }
}

/// "3 avr.", "14-15 août", "17/18/19 mars", "1er-3 mars", "11-Septembre", "1 mai".
pub(super) fn in_words(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let mut spoken = String::new();
    let mut after = rest;
    let mut last = 0;
    let mut is_dash = false;
    // At most the days of a week.
    for index in 0..7 {
        let (value, figures_end) = Number::read_figures(after, 1, 2)?;
        if !is_day(value) {
            return None;
        }
        after = figures_end;
        for ending in ["er", "ᵉʳ"] {
            if value == 1 {
                after = after.strip_prefix(ending).unwrap_or(after);
            }
        }
        if index > 0 {
            let is_span = value > last + 1;
            let is_from = matches!(cursor.previous_word(), "du" | "Du");
            spoken.push_str(match (is_span, is_from) {
                (true, true) => " au ",
                // "Les 12-15 mai", but "les 3/5/7 mai".
                (true, false) if is_dash => " à ",
                _ => " ",
            });
        }
        push_day(&mut spoken, value);
        last = value;
        let next = after_space(after);
        let joined = next
            .strip_prefix(['-', '–', '/', '\u{2011}'])
            .map(after_space);
        match joined {
            Some(digits) if digits.starts_with(|c: char| c.is_ascii_digit()) => {
                is_dash = !next.starts_with('/');
                after = digits;
            }
            _ => break,
        }
    }
    let name = after_space(after);
    let is_dashed = after.starts_with(['-', '\u{2011}']);
    let name = if is_dashed {
        &after[after.chars().next()?.len_utf8()..]
    } else {
        name
    };
    if name.len() == after.len() {
        return None;
    }
    let (month, after_month) = month(name)?;
    spoken.push(' ');
    spoken.push_str(MONTHS[month]);
    let length = rest.len() - after_month.len();
    (rest[..length] != spoken).then_some(Verbalization { length, spoken })
}

/// Whether the text starts with a day and its month: "12 mars", "1er avr. 2020".
fn starts_with_day_and_month(text: &str) -> bool {
    let Some((day, after)) = Number::read_figures(text, 1, 2) else {
        return false;
    };
    let after = after.strip_prefix("er").unwrap_or(after);
    is_day(day) && month(after_space(after)).is_some()
}

/// Whether the text starts with a day and its month, in words or in figures.
pub(crate) fn starts_with_date(text: &str) -> bool {
    let in_figures = || {
        let (day, after) = Number::read_figures(text, 1, 2)?;
        let (month, _) = part(after, '/', 2, 2).or_else(|| part(after, '.', 2, 2))?;
        Some(is_day(day) && is_month(month))
    };
    starts_with_day_and_month(text) || in_figures().unwrap_or(false)
}

/// "sept. 2020", "avr. 2023" where no day stands before.
pub(super) fn short_month(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let (month, after) = month(rest)?;
    let length = rest.len() - after.len();
    let is_dated = Number::read_figures(after_space(after), 4, 4).is_some();
    (is_dated && rest[..length].ends_with('.')).then(|| Verbalization {
        length,
        spoken: MONTHS[month].to_owned(),
    })
}

/// The month that the text starts with, and the text after it.
fn month(text: &str) -> Option<(usize, &str)> {
    let end = text
        .char_indices()
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or(text.len(), |(at, _)| at);
    if !(3..=10).contains(&end) {
        return None;
    }
    let name = text[..end].to_lowercase();
    let after = &text[end..];
    if let Some(month) = MONTHS.iter().position(|month| *month == name) {
        return Some((month, after));
    }
    if let Some((_, month)) = LONG_MONTHS.iter().find(|(long, _)| *long == name) {
        return Some((*month, after));
    }
    let (_, month, needs_stop) = SHORT_MONTHS.iter().find(|(short, ..)| *short == name)?;
    match after.strip_prefix('.') {
        Some(after) => Some((*month, after)),
        None if !needs_stop => Some((*month, after)),
        None => None,
    }
}
