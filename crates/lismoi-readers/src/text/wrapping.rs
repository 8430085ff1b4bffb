//! Lines that were wrapped at a fixed width, as distinct from verse, lists and tables.

use std::ops::{Range, RangeInclusive};

use super::{continuation, line_type};

/// The widths at which text is wrapped, in characters. In wider text each line is a
/// paragraph; narrower lines are lists or verse.
pub(super) const WIDTHS: RangeInclusive<usize> = 40..=100;

/// The width at which a text was wrapped, in characters: the width of nearly all lines that
/// are directly followed by another. `None` where the text is not wrapped.
pub(super) fn width(text: &str, lines: &[Range<usize>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
        .map(|pair| text[pair[0].clone()].chars().count())
        .collect();
    widths.sort_unstable();
    // One line in fifty may be wider: a web address cannot be wrapped.
    let width = *widths.get(widths.len().checked_sub(1 + widths.len() / 50)?)?;
    // Wrapped lines are full; verses have room for another word.
    let pairs = || {
        let pairs = lines
            .windows(2)
            .map(|pair| (&text[pair[0].clone()], &text[pair[1].clone()]));
        pairs.filter(|(above, line)| !above.is_empty() && !line.is_empty())
    };
    let full = pairs()
        .filter(|(above, line)| is_full(above, line, width))
        .count();
    (WIDTHS.contains(&width) && full * 2 >= pairs().count()).then_some(width)
}

/// Whether `above` had no room for the first word of `line`.
fn is_full(above: &str, line: &str, width: usize) -> bool {
    let first_word = line
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    above.chars().count() + 1 + first_word > width
}

/// Whether `above` was wrapped and `line` holds the rest: `above` had no room for its first
/// word, or ends within a sentence.
pub(super) fn is_wrapped(above: &str, line: &str, width: usize) -> bool {
    if line_type::is_list_item(line) || line_type::is_row(line) || line_type::is_row(above) {
        return false;
    }
    let is_full = is_full(above, line, width);
    if line_type::is_numbered(line) && (line_type::is_numbered(above) || !is_full) {
        return false;
    }
    is_full || (continuation::starts_lower_case(line) && !continuation::ends_with_final_mark(above))
}

/// Whether a word was hyphenated at the end of `above`: "gouverne-" above "ment".
pub(super) fn is_hyphenated(above: &str, line: &str) -> bool {
    let word = above.strip_suffix(['-', '\u{2010}', '\u{AD}']);
    word.is_some_and(|word| word.ends_with(char::is_lowercase))
        && line.starts_with(char::is_lowercase)
}
