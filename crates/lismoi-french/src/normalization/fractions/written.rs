//! Fractions as they are printed: a sign of Unicode, or two numbers with a stroke.

use super::super::cursor::is_boundary;
use super::super::number::{Number, figures};
use super::super::ordinals;

/// Unicode's vulgar fractions.
const SIGNS: [(char, u64, u64); 19] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅐', 1, 7),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
    ('⅑', 1, 9),
    ('⅒', 1, 10),
    ('↉', 0, 3),
];

/// Whether a text starts with "½" and the like.
pub(super) fn starts_with_sign(text: &str) -> bool {
    SIGNS.iter().any(|(sign, ..)| text.starts_with(*sign))
}

/// The two sides of a fraction, and the text after it.
pub(super) fn read(text: &str) -> Option<((u64, u64), &str)> {
    let first = text.chars().next()?;
    if let Some((sign, upper, lower)) = SIGNS.iter().find(|(sign, ..)| *sign == first) {
        return Some(((*upper, *lower), &text[sign.len_utf8()..]));
    }
    let upper_end = figures(text).len();
    let (upper, after) = Number::read_figures(text, 1, 4)?;
    if let Some(scale) = scale(upper, after) {
        return Some(scale);
    }
    let lower = after.strip_prefix(['/', '⁄', '∕'])?;
    if let Some(part) = large_part(upper, lower) {
        return Some(part);
    }
    let (lower, after) = Number::read_figures(lower, 1, 4)?;
    // "1/8e de finale".
    let after = ["e", "es", "ᵉ", "ème", "èmes"]
        .iter()
        .find_map(|ending| {
            after
                .strip_prefix(ending)
                .filter(|after| is_boundary(after))
        })
        .unwrap_or(after);
    let goes_on =
        after.starts_with(['/', '-']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let has_zero = (text.starts_with('0') && upper_end > 1) || lower == 0;
    // "1/2h", "1/4l".
    let is_bound = lower <= 4 && after.starts_with(['h', 'l']) && is_boundary(&after[1..]);
    (!goes_on && !has_zero && (is_bound || is_boundary(after))).then_some(((upper, lower), after))
}

/// "1/25 000", "1:25 000": the scale of a map.
fn scale(upper: u64, after: &str) -> Option<((u64, u64), &str)> {
    let text = after.strip_prefix(['/', ':'])?;
    let number = Number::read(text).filter(|number| number.is_whole())?;
    let is_scale = upper == 1 && number.value >= 1000 && number.value.is_multiple_of(500);
    let rest = &text[number.length..];
    (is_scale && is_boundary(rest)).then_some(((upper, number.value), rest))
}

/// "1/14 000e": a part of thousands, with its ending.
fn large_part(upper: u64, text: &str) -> Option<((u64, u64), &str)> {
    let number = Number::read(text).filter(|number| number.is_grouped && number.is_whole())?;
    let after = &text[number.length..];
    let (length, _) = ordinals::ending(after, number.value)?;
    Some(((upper, number.value), &after[length..]))
}
