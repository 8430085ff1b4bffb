//! Text in, lines out, with their numbers.

use std::ops::Range;

use super::Skipped;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
