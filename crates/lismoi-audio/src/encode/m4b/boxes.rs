//! Writes boxes (ISO/IEC 14496-12, 4.2): a length, a name of four letters, and a content.

use std::io::{self, Read, Write};

/// A buffer of boxes, nested or in sequence, with holes to be filled later.
#[derive(Default)]
pub(super) struct BoxWriter {
    bytes: Vec<u8>,
    /// The position of each hole in `bytes`, and its length.
    holes: Vec<(usize, u64)>,
}

impl BoxWriter {
    /// The length in bytes, holes included.
    pub(super) fn length(&self) -> u64 {
        let holes: u64 = self.holes.iter().map(|(_, length)| length).sum();
        self.bytes.len() as u64 + holes
    }

    /// Writes a box.
    pub(super) fn put(&mut self, name: &[u8; 4], content: impl FnOnce(&mut BoxWriter)) {
        let (start, header) = (self.length(), self.bytes.len());
        self.u32(0);
        self.bytes(name);
        content(self);
        let length = (self.length() - start) as u32;
        self.bytes[header..header + 4].copy_from_slice(&length.to_be_bytes());
    }

    /// Writes a box that starts with a version and 24 bits of flags.
    pub(super) fn put_full(
        &mut self,
        name: &[u8; 4],
        version: u8,
        flags: u32,
        content: impl FnOnce(&mut BoxWriter),
    ) {
        self.put(name, |it| {
            it.u32(u32::from(version) << 24 | flags);
            content(it);
        });
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn u8(&mut self, number: u8) {
        self.bytes.push(number);
    }

    pub(super) fn u16(&mut self, number: u16) {
        self.bytes(&number.to_be_bytes());
    }

    pub(super) fn u32(&mut self, number: u32) {
        self.bytes(&number.to_be_bytes());
    }

    pub(super) fn u64(&mut self, number: u64) {
        self.bytes(&number.to_be_bytes());
    }

    /// Writes a time, which has 64 bits in boxes of version 1.
    pub(super) fn time(&mut self, samples: u64, is_long: bool) {
        match is_long {
            true => self.u64(samples),
            false => self.u32(samples as u32),
        }
    }

    /// Leaves a hole of `length` bytes, and returns its position.
    pub(super) fn hole(&mut self, length: u64) -> u64 {
        let start = self.length();
        self.holes.push((self.bytes.len(), length));
        start
    }

    /// Writes everything to a file, with zeros in the holes.
    pub(super) fn write_to(&self, file: &mut impl Write) -> io::Result<()> {
        let mut written = 0;
        for (position, length) in &self.holes {
            file.write_all(&self.bytes[written..*position])?;
            io::copy(&mut io::repeat(0).take(*length), file)?;
            written = *position;
        }
        file.write_all(&self.bytes[written..])
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_box_counts_header_content_and_holes() {
        let (mut boxes, mut hole) = (BoxWriter::default(), 0);
        boxes.put(b"abcd", |it| {
            it.put(b"efgh", |it| hole = it.hole(3));
            it.put_full(b"ijkl", 1, 2, |it| it.u8(9));
        });
        let mut written = Vec::new();
        boxes.write_to(&mut written).unwrap();
        let wanted = b"\0\0\0\x20abcd\0\0\0\x0befgh\0\0\0\0\0\0\x0dijkl\x01\0\0\x02\x09";
        assert_eq!((&*written, hole), (&wanted[..], 16));
        assert_eq!(boxes.length(), 32);
    }
}
