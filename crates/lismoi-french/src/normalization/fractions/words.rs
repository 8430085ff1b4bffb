//! The words of a fraction.

use super::super::Gender;
use super::super::cardinals::{push_before, push_value};
use super::super::cursor::Cursor;
use super::super::ordinals;

/// "Deux tiers" where it is a fraction, "15 sur 20" where it is a mark or a share.
pub(super) fn push(out: &mut String, upper: u64, lower: u64, cursor: &Cursor<'_>) {
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
pub(in super::super) fn push_named(out: &mut String, upper: u64, lower: u64, cursor: &Cursor<'_>) {
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
