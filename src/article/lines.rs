//! Text in, raw blocks out: lines grouped by blank lines, and lines wrapped at a fixed
//! width put together again.

use std::ops::{Range, RangeInclusive};

use super::{Skipped, shape};

/// What one raw block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Lines that were wrapped at a fixed width, put together again.
    Paragraph,
    /// All lines between two blank lines.
    Group,
    /// One line.
    Line,
}

/// A wider text is not wrapped: each of its lines is a paragraph. A narrower one is a
/// list, or verse.
const WRAPS: RangeInclusive<usize> = 40..=100;

/// The lines of a text, from the first, without their ends. All line ends of Unicode
/// (UAX #14, BK, CR, LF, NL) count.
pub fn all(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    let mut done = text.is_empty();
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let rest = &text[at..];
        let start = at;
        match rest.find(is_line_end) {
            Some(length) => {
                let end = &rest[length..];
                let mark = end.chars().next().map_or(0, char::len_utf8);
                at += length + if end.starts_with("\r\n") { 2 } else { mark };
                done = at == text.len();
                Some(start..start + length)
            }
            None => {
                done = true;
                Some(start..text.len())
            }
        }
    })
}

fn is_line_end(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The lines as other programs count them, which put one record on a line: ended by a
/// line feed, or by a carriage return where the text has no line feed.
pub fn separate(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut at = 0;
    text.split_terminator(end).map(move |line| {
        let start = at;
        at += line.len() + 1;
        start..start + line.len()
    })
}

/// The number, from 1, of the line that holds the byte at `place`.
pub fn line_of(text: &str, place: usize) -> usize {
    all(text).take_while(|line| line.start <= place).count()
}

/// Sets the line numbers of skipped items, which stand in the order of the text.
pub fn number(text: &str, skipped: &mut [Skipped]) {
    let mut lines = all(text).peekable();
    let mut number = 0;
    for item in skipped {
        while lines
            .next_if(|line| line.start <= item.range.start)
            .is_some()
        {
            number += 1;
        }
        item.line = number;
    }
}

/// `range` without the white space at its ends; empty where there is nothing else.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + inside.len() - inside.trim_start().len();
    start..start + inside.trim().len()
}

/// The raw blocks, in order, without white space at their ends, never empty.
pub fn blocks(text: &str, unit: Unit) -> Vec<Range<usize>> {
    let lines: Vec<Range<usize>> = match unit {
        Unit::Line => separate(text).map(|line| trim(text, line)).collect(),
        Unit::Paragraph | Unit::Group => all(text).map(|line| trim(text, line)).collect(),
    };
    let wrap_width = wrap_width(text, &lines);
    let belongs_together = |above: &Range<usize>, line: &Range<usize>| match unit {
        Unit::Line => false,
        Unit::Group => true,
        Unit::Paragraph => wrap_width
            .is_some_and(|width| goes_on(&text[above.clone()], &text[line.clone()], width)),
    };
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut previous: Option<&Range<usize>> = None;
    for line in &lines {
        if line.is_empty() {
            previous = None;
            continue;
        }
        match (previous, blocks.last_mut()) {
            (Some(above), Some(block)) if belongs_together(above, line) => {
                block.end = line.end;
            }
            _ => blocks.push(line.clone()),
        }
        previous = Some(line);
    }
    blocks
}

/// The width at which the text was wrapped, in characters: as wide as nearly all lines
/// that another one follows directly. `None` where the lines are no wrapped lines.
fn wrap_width(text: &str, lines: &[Range<usize>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
        .map(|pair| text[pair[0].clone()].chars().count())
        .collect();
    widths.sort_unstable();
    // One line in fifty may be wider: a web address cannot be wrapped.
    let width = *widths.get(widths.len().checked_sub(1 + widths.len() / 50)?)?;
    WRAPS.contains(&width).then_some(width)
}

/// Whether `line` goes on from the line `above` it: its first word would not have
/// fitted there, or the sentence has clearly not ended.
fn goes_on(above: &str, line: &str, width: usize) -> bool {
    if shape::is_list_item(line) {
        return false;
    }
    let first_word = line
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    let did_not_fit = above.chars().count() + 1 + first_word > width;
    if shape::is_numbered(line) && (shape::is_numbered(above) || !did_not_fit) {
        return false;
    }
    did_not_fit || (shape::starts_lower_case(line) && !shape::ends_with_final_mark(above))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        blocks(text, Unit::Paragraph)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let text = "a\nb\r\nc\rd\u{2028}e\x0Cf";
        let lines: Vec<&str> = all(text).map(|range| &text[range]).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(all("a\n\n").count(), 2);
        assert_eq!(all("").count(), 0);
    }

    #[test]
    fn a_line_is_counted_from_one_and_holds_its_own_end() {
        let text = "a\n\nbc\r\nd";
        let lines: Vec<usize> = (0..text.len()).map(|place| line_of(text, place)).collect();
        assert_eq!(lines, [1, 1, 2, 3, 3, 3, 3, 4]);
    }

    #[test]
    fn wrapped_lines_are_one_block() {
        let text = "Le président de la République est arrivé hier soir à la\ngare de Lyon, où la foule l'attendait, nombreuse et gaie,\n\
                    depuis midi.\n\nIl est reparti.";
        assert_eq!(split(text).len(), 2);
    }

    #[test]
    fn a_line_that_had_room_for_the_next_word_ends_its_block() {
        let text = "La gare\nLe président est arrivé hier soir à la grande gare\nde Lyon, où la foule \
                    l'attendait, nombreuse.";
        assert_eq!(split(text)[0], "La gare");
        assert_eq!(split(text).len(), 2);
    }

    #[test]
    fn long_lines_are_a_paragraph_each() {
        let line = "Une phrase assez longue pour ne pas être une ligne coupée à une largeur fixe. "
            .repeat(2);
        let text = format!("{line}\n{line}\n{line}");
        assert_eq!(split(&text).len(), 3);
    }

    #[test]
    fn list_items_stay_apart() {
        assert_eq!(
            split("- du pain\n- du vin\n- des figues"),
            ["- du pain", "- du vin", "- des figues"]
        );
    }
}
