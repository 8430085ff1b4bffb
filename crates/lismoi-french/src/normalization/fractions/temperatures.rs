//! Two temperatures with a stroke.

use super::super::cardinals::push_value;
use super::super::cursor::{Cursor, after_space, is_boundary};
use super::super::{Verbalization, measures};

/// "14/15 °C", "20/25°": from one temperature to another.
pub(super) fn range(
    cursor: &Cursor<'_>,
    (low, high): (u64, u64),
    after: &str,
) -> Option<Verbalization> {
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
    if high <= low || !is_boundary(end) {
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
