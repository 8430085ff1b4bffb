//! Lines of JSON, one at a time.

use std::io::{self, BufRead};

use super::{Content, LONGEST};

/// The number of a line from 1, its first byte in the input, and what it holds.
type Line = (u64, u64, Content);

/// Reads lines.
#[derive(Debug)]
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
    /// How many bytes were read.
    position: u64,
    longest: usize,
}

impl<R: BufRead> Lines<R> {
    /// The lines of a reader.
    pub(super) fn new(reader: R) -> Lines<R> {
        Lines {
            reader,
            number: 0,
            position: 0,
            longest: LONGEST,
        }
    }

    /// Reads to the end of a line; `None` at the end of the input.
    fn line(&mut self) -> io::Result<Option<Line>> {
        let mut json = Vec::new();
        let first_byte = self.position;
        let (mut is_any, mut is_whole) = (false, true);
        loop {
            let bytes = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                filled => filled?,
            };
            if bytes.is_empty() {
                break;
            }
            is_any = true;
            let end = bytes.iter().position(|byte| *byte == b'\n');
            let part = &bytes[..end.unwrap_or(bytes.len())];
            match json.len() + part.len() <= self.longest {
                true if is_whole => json.extend_from_slice(part),
                _ => {
                    is_whole = false;
                    json = Vec::new();
                }
            }
            let read = part.len() + usize::from(end.is_some());
            self.reader.consume(read);
            self.position += read as u64;
            if end.is_some() {
                break;
            }
        }
        if !is_any {
            return Ok(None);
        }
        self.number += 1;
        let content = match is_whole {
            true => Content::Json(json),
            false => Content::TooLong,
        };
        Ok(Some((self.number, first_byte, content)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = self.line().transpose()?;
            let is_blank = match &line {
                Ok((_, _, Content::Json(json))) => json.trim_ascii().is_empty(),
                _ => false,
            };
            if !is_blank {
                return Some(line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn lines_are_numbered_and_one_that_is_too_long_costs_itself() {
        let text = format!("un\n\n{}\r\ndeux\n  \ntrois", "x".repeat(9));
        for capacity in [1, 3, 8, 100] {
            let reader = BufReader::with_capacity(capacity, text.as_bytes());
            let lines = Lines {
                longest: 6,
                ..Lines::new(reader)
            };
            let lines: io::Result<Vec<_>> = lines.collect();
            let line = |number, first_byte, json: Option<&str>| {
                let json = json.map(|json| Content::Json(json.as_bytes().to_vec()));
                (number, first_byte, json.unwrap_or(Content::TooLong))
            };
            let expected = [
                line(1, 0, Some("un")),
                line(3, 4, None),
                line(4, 15, Some("deux")),
                line(6, 23, Some("trois")),
            ];
            assert_eq!(lines.expect("in memory"), expected);
        }
    }
}
