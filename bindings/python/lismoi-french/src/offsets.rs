//! Places in a text: bytes in Rust, characters in Python.

use std::ops::Range;

/// Counts characters from the place that was asked for last: what is asked for in order, or
/// nearly so, takes one pass over the text.
pub(crate) struct Offsets<'a> {
    text: &'a str,
    byte: usize,
    character: usize,
}

impl<'a> Offsets<'a> {
    pub(crate) fn new(text: &'a str) -> Offsets<'a> {
        Offsets {
            text,
            byte: 0,
            character: 0,
        }
    }

    /// A range of bytes as one of characters.
    pub(crate) fn characters(&mut self, bytes: &Range<usize>) -> (usize, usize) {
        (self.character_at(bytes.start), self.character_at(bytes.end))
    }

    fn character_at(&mut self, byte: usize) -> usize {
        let count = |range: Range<usize>| self.text[range].chars().count();
        self.character = match byte < self.byte {
            true => self.character - count(byte..self.byte),
            false => self.character + count(self.byte..byte),
        };
        self.byte = byte;
        self.character
    }
}
