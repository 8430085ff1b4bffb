//! Times of races, and the gaps between racers: "1:48.64", "+5:09", "7:24 de retard".

use super::cardinals::{push_before, push_value};
use super::cursor::{Cursor, is_boundary};
use super::number::figures;
use super::{Dialect, Gender, Verbalization};

/// "1:48.64", "2:00.531": the minutes, seconds and parts of a second of a race.
pub(super) fn time(rest: &str, minutes: u64, seconds: u64, after: &str) -> Option<Verbalization> {
    let parts = figures(after.strip_prefix(['.', ','])?);
    let end = &after[1 + parts.len()..];
    if !(1..=3).contains(&parts.len()) || seconds > 59 || !is_boundary(end) || end.starts_with(':')
    {
        return None;
    }
    let mut spoken = String::new();
    if minutes > 0 {
        push_small(&mut spoken, minutes);
        spoken.push_str(if minutes < 2 { " minute " } else { " minutes " });
    }
    push_small(&mut spoken, seconds);
    spoken.push_str(if seconds < 2 {
        " seconde "
    } else {
        " secondes "
    });
    let plain = parts.trim_start_matches('0');
    for _ in plain.len()..parts.len() {
        spoken.push_str("zéro ");
    }
    if let Ok(value) = plain.parse() {
        push_value(&mut spoken, value);
    }
    Verbalization::new(rest.len() - end.len(), spoken.trim_end())
}

/// "+5:09", "7:24 de retard": the minutes and seconds between two racers.
pub(super) fn gap(
    cursor: &Cursor<'_>,
    minutes: u64,
    seconds: u64,
    after: &str,
) -> Option<Verbalization> {
    const AFTER: [&str; 6] = [
        " de retard",
        " d'avance",
        " d’avance",
        " d'écart",
        " d’écart",
        " derrière",
    ];
    let is_signed = cursor.first() == '+';
    let is_gap = is_signed || AFTER.iter().any(|end| after.starts_with(end));
    if !is_gap || seconds > 59 || !is_boundary(after) || after.starts_with(':') {
        return None;
    }
    let mut spoken = String::from(if is_signed { "plusse " } else { "" });
    push_small(&mut spoken, minutes);
    spoken.push_str(if minutes < 2 { " minute " } else { " minutes " });
    push_small(&mut spoken, seconds);
    Verbalization::new(cursor.rest().len() - after.len(), spoken)
}

/// Appends a number below sixty, which counts minutes or seconds.
fn push_small(spoken: &mut String, value: u64) {
    push_before(spoken, value, Gender::Feminine, "", Dialect::France);
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn a_gap_has_minutes_and_seconds_and_a_time_of_day_has_hours() {
        for (printed, spoken) in [
            ("Roglič (+5:09)", "Roglič plusse 5 minutes 9"),
            ("Il arrive à +1:20.", "Il arrive à plusse une minute 20"),
            ("Il a 7:24 de retard", "Il a 7 minutes 24 de retard"),
            ("Il a 1:05 d'avance", "Il a une minute 5 d'avance"),
            ("Il arrive à 7:24", "Il arrive à 7 heures 24"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
