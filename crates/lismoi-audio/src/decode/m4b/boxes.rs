//! Finds and reads boxes (ISO/IEC 14496-12, 4.2). Only what is asked for is read, and every
//! length is checked against the file.

use anyhow::{Context, Result, ensure};

use super::source::FilePart;

/// The most bytes that are read at a time (a title, an entry or a frame), and the most boxes in
/// a box.
const MAX: u64 = 1 << 16;

/// A range of bytes, such as the content of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ByteRange {
    pub(super) start: u64,
    /// The position after the last byte.
    pub(super) end: u64,
}

impl ByteRange {
    pub(super) fn whole(source: &FilePart) -> ByteRange {
        ByteRange {
            start: 0,
            end: source.length,
        }
    }

    /// The range without its first `bytes` bytes.
    pub(super) fn after(self, bytes: u64) -> ByteRange {
        ByteRange {
            start: self.start.saturating_add(bytes).min(self.end),
            ..self
        }
    }

    pub(super) fn length(self) -> u64 {
        self.end - self.start
    }

    /// The names and contents of the boxes in the range.
    pub(super) fn boxes(self, source: &FilePart) -> Result<Vec<([u8; 4], ByteRange)>> {
        let mut boxes = Vec::new();
        let mut rest = self;
        while rest.length() >= 8 {
            let length = u64::from(rest.u32(source)?);
            let name = rest.after(4).array(source)?;
            let (header, length) = match length {
                0 => (8, rest.length()),
                1 => (16, rest.after(8).u64(source)?),
                _ => (8, length),
            };
            ensure!(length >= header, "its boxes are damaged");
            ensure!(length <= rest.length(), "it is truncated");
            ensure!(boxes.len() < MAX as usize, "it has too many boxes");
            let end = rest.start + length;
            boxes.push((
                name,
                ByteRange {
                    end,
                    ..rest.after(header)
                },
            ));
            rest.start = end;
        }
        Ok(boxes)
    }

    /// The content of the box at a path of names, each the first of its name in the one before.
    pub(super) fn find(self, source: &FilePart, path: &[&[u8; 4]]) -> Result<Option<ByteRange>> {
        let mut range = self;
        for name in path {
            let mut boxes = range.boxes(source)?.into_iter();
            match boxes.find(|(found, _)| found == *name) {
                Some((_, content)) => range = content,
                None => return Ok(None),
            }
        }
        Ok(Some(range))
    }

    /// Like [`find`](ByteRange::find), but a missing box is an error.
    pub(super) fn need(self, source: &FilePart, path: &[&[u8; 4]]) -> Result<ByteRange> {
        let found = self.find(source, path)?;
        found.with_context(|| {
            let name = path.last().map_or(&[][..], |name| &name[..]);
            format!("it has no '{}' box", String::from_utf8_lossy(name))
        })
    }

    /// The first `N` bytes.
    pub(super) fn array<const N: usize>(self, source: &FilePart) -> Result<[u8; N]> {
        ensure!(self.length() >= N as u64, "a box ends too soon");
        let mut bytes = [0; N];
        source.read_exact_at(&mut bytes, self.start)?;
        Ok(bytes)
    }

    pub(super) fn u32(self, source: &FilePart) -> Result<u32> {
        self.array(source).map(u32::from_be_bytes)
    }

    pub(super) fn u64(self, source: &FilePart) -> Result<u64> {
        self.array(source).map(u64::from_be_bytes)
    }

    /// Reads a time, which has 64 bits in boxes of version 1.
    pub(super) fn time(self, source: &FilePart, is_long: bool) -> Result<u64> {
        match is_long {
            true => self.u64(source),
            false => self.u32(source).map(u64::from),
        }
    }

    /// Replaces the content of `bytes` with that of the range.
    pub(super) fn read_into(self, source: &FilePart, bytes: &mut Vec<u8>) -> Result<()> {
        ensure!(
            self.length() <= MAX,
            "one of its boxes or frames is too long"
        );
        bytes.resize(self.length() as usize, 0);
        source
            .read_exact_at(bytes, self.start)
            .context("it is truncated")
    }

    pub(super) fn bytes(self, source: &FilePart) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.read_into(source, &mut bytes)?;
        Ok(bytes)
    }
}
