//! Bounds for reading a manifest, which may come from anywhere: nothing in it may take more
//! memory than a large book does.

use std::fmt::{self, Formatter};
use std::io::{self, Read};
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

/// The longest line, in bytes. The first one holds the places of all pieces of the printed
/// text, about 100 bytes each.
const LONGEST_LINE: usize = 64 << 20;

/// The largest manifest, in bytes: those of our longest books have 60 MB for a day of sound.
const LARGEST: u64 = 1 << 30;

/// A file whose lines, and whose length, have bounds.
#[derive(Debug)]
pub(super) struct Bounded<R> {
    file: io::Take<R>,
    /// The length of the current line so far.
    line: usize,
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(file: R) -> Bounded<R> {
        Bounded {
            file: file.take(LARGEST),
            line: 0,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        let mut lines = buffer[..count].split(|byte| *byte == b'\n');
        self.line += lines.next().map_or(0, <[u8]>::len);
        if self.line > LONGEST_LINE {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a line is too long",
            ));
        }
        if let Some(last) = lines.next_back() {
            self.line = last.len();
        }
        Ok(count)
    }
}

/// Reads a list of at most `MOST` values.
///
/// # Errors
/// It has more.
pub(crate) fn list<'de, D, T, const MOST: usize>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_seq(List::<T, MOST>(PhantomData))
}

struct List<T, const MOST: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for List<T, MOST> {
    type Value = Vec<T>;

    fn expecting(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "a list of at most {MOST} values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            if values.len() == MOST {
                return Err(Error::invalid_length(MOST + 1, &self));
            }
            values.push(value);
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_line_is_an_error_and_many_lines_are_not() {
        let mut endless = Bounded::new(io::repeat(b' ').take(LONGEST_LINE as u64 + 1));
        assert!(io::copy(&mut endless, &mut io::sink()).is_err());
        let short = b"un\ndeux\n".repeat(1 << 16);
        let mut lines = Bounded::new(&short[..]);
        assert!(io::copy(&mut lines, &mut io::sink()).is_ok());
        assert_eq!(lines.line, 0);
    }

    #[test]
    fn a_list_that_is_too_long_is_refused() {
        let read = |text| list::<_, u8, 2>(&mut serde_json::Deserializer::from_str(text));
        assert_eq!(read("[1,2]").ok(), Some(vec![1, 2]));
        assert!(read("[1,2,3]").is_err());
    }
}
