//! Reads text line by line, whatever the length of its lines: a file may come from anywhere,
//! and a line is held in memory.

use std::io::{self, BufRead, Read};

/// The longest line that is read, in bytes. The longest that a build writes holds a sentence
/// with the times of its words, some hundred kilobytes for the most unlikely text.
pub(crate) const LONGEST_LINE: u64 = 8 << 20;

/// The lines of a text without their ends, as [`io::Lines`] gives them; a line that is longer
/// than [`LONGEST_LINE`] is an error.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    text: R,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(text: R) -> Lines<R> {
        Lines { text }
    }

    /// Passes over the next line, however long it is. The next read tells of an error.
    pub(crate) fn skip_one(&mut self) {
        self.skip_rest().ok();
    }

    /// The next line, cut off after `most` bytes; `None` at the end.
    pub(crate) fn next_start(&mut self, most: u64) -> Option<io::Result<String>> {
        let line = self.start(most).and_then(|(mut line, has_ended)| {
            if !has_ended {
                self.skip_rest()?;
            }
            trim_end(&mut line);
            Ok((!line.is_empty() || has_ended).then_some(line))
        });
        let text = |line: Vec<u8>| String::from_utf8_lossy(&line).into_owned();
        line.map(|line| line.map(text)).transpose()
    }

    /// Up to `most` bytes of the next line, and whether they contain its end.
    fn start(&mut self, most: u64) -> io::Result<(Vec<u8>, bool)> {
        let mut line = Vec::new();
        let text = self.text.by_ref();
        text.take(most).read_until(b'\n', &mut line)?;
        let has_ended = line.ends_with(b"\n");
        Ok((line, has_ended))
    }

    fn skip_rest(&mut self) -> io::Result<()> {
        self.text.skip_until(b'\n').map(drop)
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<io::Result<String>> {
        let line = self.start(LONGEST_LINE).and_then(|(mut line, _)| {
            if line.len() as u64 == LONGEST_LINE {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "a line is too long",
                ));
            }
            let is_end = line.is_empty();
            trim_end(&mut line);
            let text = String::from_utf8(line);
            let text =
                text.map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))?;
            Ok((!is_end).then_some(text))
        });
        line.transpose()
    }
}

/// Without the line's end.
fn trim_end(line: &mut Vec<u8>) {
    if line.pop_if(|byte| *byte == b'\n').is_some() {
        line.pop_if(|byte| *byte == b'\r');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "\n", "un", "un\r\n\ndeux\r", "un\n"] {
            let wanted: Vec<_> = text.lines().map(str::to_owned).collect();
            let found = Lines::new(text.as_bytes()).collect::<io::Result<Vec<_>>>();
            assert_eq!(found.ok(), Some(wanted), "{text:?}");
        }
        assert!(
            Lines::new(&b"\xff"[..])
                .next()
                .is_some_and(|it| it.is_err())
        );
    }

    #[test]
    fn an_endless_line_is_an_error_and_its_start_can_be_read() {
        let endless = || io::BufReader::new(io::repeat(b'a'));
        let line = Lines::new(endless()).next();
        assert!(line.is_some_and(|it| it.is_err()));
        let text = io::BufReader::new(io::repeat(b'a').take(100_000).chain(&b"\nb"[..]));
        let mut lines = Lines::new(text);
        let mut start = || lines.next_start(3).and_then(Result::ok);
        assert_eq!(start().as_deref(), Some("aaa"));
        assert_eq!(start().as_deref(), Some("b"));
        assert_eq!(start(), None);
    }
}
