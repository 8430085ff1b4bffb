//! Times of day and durations: "14h30", "12:45", "2 h 15 min 30 s", "9''58".

use super::cardinals::push_before;
use super::cursor::{Cursor, after_space, is_boundary, starts_with_figure};
use super::number::{Number, figures};
use super::{Gender, Verbalization, races};

/// "14h30", "14 h 30", "7 h", "0h15", "2 h 15 min 30 s", "9h-17h".
pub(super) fn with_hours(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let mut spoken = String::new();
    let mut after = hours(rest, &mut spoken, cursor)?;
    let dash = after_space(after).strip_prefix(['-', '–', '—', '\u{2011}', '/']);
    if let Some(next) = dash
        .map(after_space)
        .filter(|next| starts_with_figure(next))
    {
        let end = spoken.len();
        spoken.push_str(match after_space(after).starts_with('/') {
            true if next.starts_with("24") => " sur ",
            true => ", ",
            false => " à ",
        });
        match hours(next, &mut spoken, cursor).or_else(|| day(next, &mut spoken)) {
            Some(rest) => after = rest,
            None => spoken.truncate(end),
        }
    }
    Verbalization::new(rest.len() - after.len(), spoken)
}

/// "24h/24".
fn day<'a>(text: &'a str, spoken: &mut String) -> Option<&'a str> {
    let rest = text.strip_prefix("24").filter(|rest| is_boundary(rest))?;
    spoken.push_str("24");
    Some(rest)
}

fn hours<'a>(text: &'a str, spoken: &mut String, cursor: &Cursor<'_>) -> Option<&'a str> {
    let (hours, after) = Number::read_figures(text, 1, 5)?;
    let sign = after_space(after);
    let after_sign = strip_hour_sign(sign)?;
    // "Windows 11 23H2".
    if sign.starts_with('H') && figures(after_sign).len() == 1 && is_boundary(&after_sign[1..]) {
        return None;
    }
    // "5 h. 17 m."
    let after_sign = after_sign
        .strip_prefix('.')
        .filter(|after| minutes_after_hours(after_space(after)).is_some())
        .unwrap_or(after_sign);
    let minutes = after_space(after_sign);
    let part = minutes_after_hours(minutes);
    let fraction = fraction_of_hour(minutes);
    let is_midnight = hours == 0 && part.is_none() && fraction.is_none();
    if is_midnight {
        spoken.push_str("minuit");
        return Some(after_sign);
    }
    push_before(spoken, hours, Gender::Feminine, "heures", cursor.dialect);
    spoken.push_str(if hours < 2 { " heure" } else { " heures" });
    if let Some((words, rest)) = fraction {
        spoken.push_str(words);
        return Some(rest);
    }
    let Some((minutes, rest)) = part else {
        return Some(after_sign);
    };
    // "2h03'45''".
    let after_mark =
        strip_any(rest, &["'", "’", "′"]).filter(|seconds| starts_with_figure(seconds));
    let after_name = unit(rest, &MINUTES).or(after_mark);
    if minutes > 0 {
        spoken.push(' ');
        let gender = match after_name {
            Some(_) => Gender::Feminine,
            None => Gender::Masculine,
        };
        push_before(spoken, minutes, gender, "", cursor.dialect);
    } else if after_name.is_some() {
        spoken.push_str(" zéro");
    }
    let Some(after_name) = after_name else {
        return Some(rest);
    };
    spoken.push_str(if minutes < 2 { " minute" } else { " minutes" });
    let end = seconds(after_name, spoken).unwrap_or(after_name);
    Some(strip_any(end, &["''", "’’", "″", "\"", "”"]).unwrap_or(end))
}

/// "3 h 1/2", "3 h ¼".
fn fraction_of_hour(text: &str) -> Option<(&'static str, &str)> {
    const FRACTIONS: [(&str, &str); 4] = [
        ("1/2", " et demie"),
        ("½", " et demie"),
        ("1/4", " et quart"),
        ("¼", " et quart"),
    ];
    FRACTIONS.iter().find_map(|(printed, spoken)| {
        let rest = text
            .strip_prefix(printed)
            .filter(|rest| is_boundary(rest))?;
        Some((*spoken, rest))
    })
}

/// Appends the "12:45", "12:45:30" or "12:45Z" that the text starts with, and gives the text
/// after it.
pub(super) fn push_clock<'a>(
    spoken: &mut String,
    text: &'a str,
    cursor: &Cursor<'_>,
) -> Option<&'a str> {
    let (hours, after) = Number::read_figures(text, 2, 2)?;
    let (minutes, after) = Number::read_figures(after.strip_prefix(':')?, 2, 2)?;
    let seconds = after
        .strip_prefix(':')
        .and_then(|after| Number::read_figures(after, 2, 2));
    let (seconds, after) = seconds.unwrap_or((0, after));
    let after = after.strip_prefix('Z').unwrap_or(after);
    if hours > 24 || minutes > 59 || seconds > 60 || !is_boundary(after) {
        return None;
    }
    push_before(spoken, hours, Gender::Feminine, "heures", cursor.dialect);
    spoken.push_str(if hours < 2 { " heure" } else { " heures" });
    for (value, one, many) in [
        (minutes, " minute", " minutes"),
        (seconds, " seconde", " secondes"),
    ] {
        if value == 0 {
            continue;
        }
        spoken.push(' ');
        push_before(spoken, value, Gender::Feminine, "minutes", cursor.dialect);
        if seconds > 0 {
            spoken.push_str(if value < 2 { one } else { many });
        }
    }
    Some(after)
}

/// "h", "H" or "h." as a complete word, or followed by minutes.
fn strip_hour_sign(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['h', 'H'])?;
    if starts_with_figure(rest) {
        return (figures(rest).len() <= 2).then_some(rest);
    }
    let is_rate = rest.starts_with('/') && !rest.starts_with("/24");
    (is_boundary(rest) && !is_rate && !rest.starts_with(['\'', '’'])).then_some(rest)
}

/// Two figures below sixty; or one, where "min" follows.
fn minutes_after_hours(text: &str) -> Option<(u64, &str)> {
    let (minutes, rest) = Number::read_figures(text, 1, 2)?;
    let has_two = text.len() - rest.len() == 2;
    let is_named = unit(rest, &MINUTES).is_some();
    // "13h00-14h30": the next time of day.
    let next = rest.strip_prefix(['-', '/']).unwrap_or_default();
    let is_span = strip_hour_sign(after_space(&next[figures(next).len()..])).is_some();
    let goes_on =
        rest.starts_with([',', '.', '-', '/']) && starts_with_figure(&rest[1..]) && !is_span
            || after_space(rest).starts_with(['%', '€', '°']);
    (minutes < 60 && (has_two || is_named) && !goes_on && (is_boundary(rest) || is_named))
        .then_some((minutes, rest))
}

const MINUTES: [&str; 5] = ["min", "mn", "minutes", "minute", "m"];
const SECONDS: [&str; 4] = ["sec", "secondes", "s", "seconde"];

/// The text after one of these units, with or without a space or a full stop.
fn unit<'a>(text: &'a str, units: &[&str]) -> Option<&'a str> {
    let text = after_space(text);
    units.iter().find_map(|unit| {
        let rest = text.strip_prefix(unit)?;
        (is_boundary(rest) || (*unit != "m" && starts_with_figure(rest))).then_some(rest)
    })
}

/// "30 s" after minutes.
fn seconds<'a>(text: &'a str, spoken: &mut String) -> Option<&'a str> {
    let (seconds, rest) = Number::read_figures(after_space(text), 1, 2)?;
    if seconds >= 60 {
        return None;
    }
    let named = unit(rest, &SECONDS);
    if named.is_none() && !(text.len() - after_space(text).len() == 0 && is_boundary(rest)) {
        return None;
    }
    spoken.push(' ');
    push_small(spoken, seconds);
    if named.is_some() {
        spoken.push_str(if seconds < 2 { " seconde" } else { " secondes" });
    }
    Some(named.unwrap_or(rest))
}

fn push_small(spoken: &mut String, value: u64) {
    push_before(spoken, value, Gender::Feminine, "", super::Dialect::France);
}

/// "2 min 30 s", "3 min 05", "1'30''", "9''58", "45'".
pub(super) fn with_minutes(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let (value, after) = Number::read_figures(rest, 1, 3)?;
    let mut spoken = String::new();
    push_small(&mut spoken, value);
    if let Some(after_sign) = strip_any(after, &["''", "’’", "″", "\"", "”"]) {
        // 27" are inches; 9''58 are seconds.
        let Some((hundredths, end)) = Number::read_figures(after_sign, 2, 2) else {
            let is_named = after.starts_with("''") || after.starts_with("’’");
            spoken.push_str(if value < 2 { " seconde" } else { " secondes" });
            return is_named.then(|| Verbalization {
                length: rest.len() - after_sign.len(),
                spoken,
            });
        };
        spoken.push_str(if value < 2 { " seconde " } else { " secondes " });
        push_hundredths(&mut spoken, hundredths);
        return Verbalization::new(rest.len() - end.len(), spoken);
    }
    if let Some(after_sign) = strip_any(after, &["'", "’", "′"]) {
        let Some((seconds, end)) =
            Number::read_figures(after_space(after_sign), 2, 2).filter(|(_, end)| is_boundary(end))
        else {
            spoken.push_str(if value < 2 { " minute" } else { " minutes" });
            return is_boundary(after_sign).then(|| Verbalization {
                length: rest.len() - after_sign.len(),
                spoken,
            });
        };
        let is_spaced = after_space(after_sign).len() < after_sign.len();
        if is_spaced && !end.starts_with(['\'', '’', '″', '"', '”']) {
            return None;
        }
        spoken.push_str(if value < 2 { " minute " } else { " minutes " });
        push_small(&mut spoken, seconds);
        let mut end = end;
        if let Some(after_sign) = strip_any(end, &["''", "’’", "″", "\"", "”"]) {
            end = after_sign;
            if let Some((hundredths, after)) = Number::read_figures(after_sign, 2, 2) {
                spoken.push_str(if seconds < 2 {
                    " seconde "
                } else {
                    " secondes "
                });
                push_hundredths(&mut spoken, hundredths);
                end = after;
            }
        }
        if let Some(after) = pace(end) {
            spoken.push_str(" au kilomètre");
            end = after;
        }
        return Verbalization::new(rest.len() - end.len(), spoken);
    }
    let after_name = unit(after, &MINUTES[..4])?;
    spoken.push_str(if value < 2 { " minute" } else { " minutes" });
    let end = seconds(after_name, &mut spoken).or_else(|| bare_seconds(after_name, &mut spoken))?;
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// The text after "/km", of a runner's "5'09/km".
fn pace(text: &str) -> Option<&str> {
    text.strip_prefix("/km").filter(|rest| is_boundary(rest))
}

/// "3 min 05".
fn bare_seconds<'a>(text: &'a str, spoken: &mut String) -> Option<&'a str> {
    let (value, rest) = Number::read_figures(after_space(text), 2, 2)?;
    if value >= 60
        || !is_boundary(rest)
        || rest.starts_with([',', '.', '-']) && starts_with_figure(&rest[1..])
    {
        return None;
    }
    spoken.push(' ');
    push_small(spoken, value);
    Some(rest)
}

fn push_hundredths(spoken: &mut String, value: u64) {
    if value < 10 {
        spoken.push_str("zéro ");
    }
    push_small(spoken, value);
}

fn strip_any<'a>(text: &'a str, marks: &[&str]) -> Option<&'a str> {
    marks.iter().find_map(|mark| text.strip_prefix(mark))
}

/// "12:45", "12:45:30".
pub(super) fn with_colon(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() || cursor.before().ends_with([':', '.', ',']) {
        return None;
    }
    let unsigned = rest.strip_prefix('+').unwrap_or(rest);
    let (hours, after) = Number::read_figures(unsigned, 1, 2)?;
    let (minutes, mut after) = Number::read_figures(after.strip_prefix(':')?, 2, 2)?;
    let is_signed = unsigned.len() < rest.len();
    let gap = races::gap(cursor, hours, minutes, after);
    if is_signed || gap.is_some() {
        return gap;
    }
    if let Some(said) = races::time(rest, hours, minutes, after) {
        return Some(said);
    }
    // "1:25 000" is a scale.
    let is_scale = hours == 1 && figures(after_space(after)).len() == 3;
    if hours > 24 || minutes > 59 || is_scale {
        return None;
    }
    let mut spoken = String::new();
    push_before(
        &mut spoken,
        hours,
        Gender::Feminine,
        "heures",
        cursor.dialect,
    );
    spoken.push_str(if hours < 2 { " heure" } else { " heures" });
    if minutes > 0 {
        spoken.push(' ');
        push_before(&mut spoken, minutes, Gender::Masculine, "", cursor.dialect);
    }
    if let Some((seconds, end)) = after
        .strip_prefix(':')
        .and_then(|text| Number::read_figures(text, 2, 2))
        && seconds < 60
    {
        if minutes > 0 {
            spoken.push_str(if minutes < 2 { " minute" } else { " minutes" });
        }
        spoken.push_str(" et ");
        push_small(&mut spoken, seconds);
        spoken.push_str(if seconds < 2 { " seconde" } else { " secondes" });
        after = end;
    }
    let length = rest.len() - after.len();
    (is_boundary(after) && !after.starts_with(':')).then_some(Verbalization { length, spoken })
}

/// "24/7", "7j/7", "7 jours/7".
pub(super) fn around_the_clock(cursor: &Cursor<'_>) -> Option<Verbalization> {
    const PRINTED: [(&str, &str); 4] = [
        ("24/7", "24 heures sur 24, 7 jours sur 7"),
        ("7j/7", "7 jours sur 7"),
        ("7 j/7", "7 jours sur 7"),
        ("7/7", "7 jours sur 7"),
    ];
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    PRINTED
        .iter()
        .find(|(printed, _)| {
            rest.strip_prefix(printed)
                .is_some_and(|rest| is_boundary(rest) && !rest.starts_with('/'))
        })
        .and_then(|(printed, spoken)| Verbalization::new(printed.len(), *spoken))
}
