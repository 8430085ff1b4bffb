//! The lines of a text, and their numbers.

use std::ops::Range;

use crate::skipped::Skipped;

/// The lines of a text as byte ranges, without line terminators. All line terminators of
/// Unicode count (UAX #14, classes BK, CR, LF and NL).
pub fn all(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    let mut done = text.is_empty();
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let rest = &text[at..];
        let start = at;
        match rest.find(is_line_terminator) {
            Some(length) => {
                let end = &rest[length..];
                let terminator = end.chars().next().map_or(0, char::len_utf8);
                at += length
                    + if end.starts_with("\r\n") {
                        2
                    } else {
                        terminator
                    };
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

fn is_line_terminator(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The lines as other programs count the records of a file: terminated by line feeds, or by
/// carriage returns where the text has no line feed.
pub fn records(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let terminator = if text.contains('\n') { '\n' } else { '\r' };
    let mut at = 0;
    text.split_terminator(terminator).map(move |line| {
        let start = at;
        at += line.len() + 1;
        start..start + line.len()
    })
}

/// The number, from 1, of the line that holds the byte at `offset`.
pub fn line_of(text: &str, offset: usize) -> usize {
    all(text).take_while(|line| line.start <= offset).count()
}

/// Sets the line numbers of `skipped`, which is in the order of the text.
pub fn set_line_numbers(text: &str, skipped: &mut [Skipped]) {
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

/// `range` without the white space at its ends; empty if it holds nothing else.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + inside.len() - inside.trim_start().len();
    start..start + inside.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_terminator_ends_a_line() {
        let text = "a\nb\r\nc\rd\u{2028}e\x0Cf";
        let lines: Vec<&str> = all(text).map(|range| &text[range]).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(all("a\n\n").count(), 2);
        assert_eq!(all("").count(), 0);
    }

    #[test]
    fn records_end_with_line_feeds_or_else_with_carriage_returns() {
        let records = |text| {
            records(text)
                .map(|range| &text[range])
                .collect::<Vec<&str>>()
        };
        assert_eq!(records("a\x0Cb\r\nc\n"), ["a\x0Cb\r", "c"]);
        assert_eq!(records("a\rb"), ["a", "b"]);
    }

    #[test]
    fn lines_are_numbered_from_one_and_hold_their_own_terminator() {
        let text = "a\n\nbc\r\nd";
        let lines: Vec<usize> = (0..text.len())
            .map(|offset| line_of(text, offset))
            .collect();
        assert_eq!(lines, [1, 1, 2, 3, 3, 3, 3, 4]);
    }
}
