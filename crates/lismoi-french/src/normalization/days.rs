//! Abbreviated days of the week, joined: "lun-ven", "mar.-sam.", "sam-dim".

use super::Verbalization;
use super::cursor::{Cursor, is_boundary};

const DAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];

/// From one day to another, or two days in a row.
pub(super) fn days(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() || cursor.before().ends_with('-') {
        return None;
    }
    let (first, after) = day(rest)?;
    let (last, end) = day(after.strip_prefix(['-', '–', '\u{2011}'])?)?;
    if end.starts_with(['-', '–', '\u{2011}']) {
        return None;
    }
    let joint = if last == first + 1 { " et " } else { " à " };
    let spoken = [DAYS[first], joint, DAYS[last]].concat();
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// The day whose first three letters the text starts with, and the text after it and its
/// full stop.
fn day(text: &str) -> Option<(usize, &str)> {
    let short = text.get(..3)?;
    let index = DAYS
        .iter()
        .position(|day| day[..3].eq_ignore_ascii_case(short))?;
    let after = &text[3..];
    is_boundary(after).then(|| (index, after.strip_prefix('.').unwrap_or(after)))
}
