//! Fractions: "½", "2/3", "1 1/2", and marks out of twenty.

use super::cardinals::{push_before, push_value};
use super::cursor::{Cursor, after_space, is_boundary};
use super::number::Number;
use super::{Gender, Verbalization};
pub(super) use words::push_named;

mod pair;
mod temperatures;
mod words;
mod written;

/// "½", "2/3", "15/20", "1 1/2", "2½", "½ heure".
pub(super) fn fraction(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() || cursor.before().ends_with('/') {
        return None;
    }
    match written::read(rest) {
        Some((sides, after)) => pair::said(cursor, sides, after),
        None => mark(cursor)
            .or_else(|| spaced(rest))
            .or_else(|| mixed(cursor)),
    }
}

/// "1 1/2", "2½".
fn mixed(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let (whole, after) = Number::read_figures(rest, 1, 3)?;
    let text = after_space(after);
    let ((upper, lower), end) = written::read(text)?;
    let is_sign = written::starts_with_sign(text);
    if (text.len() == after.len() && !is_sign) || upper >= lower || upper == 0 {
        return None;
    }
    let mut spoken = String::new();
    if whole == 1 {
        spoken.push_str("un");
    } else {
        push_value(&mut spoken, whole);
    }
    spoken.push_str(" et ");
    let start = spoken.len();
    words::push(&mut spoken, upper, lower, cursor);
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
