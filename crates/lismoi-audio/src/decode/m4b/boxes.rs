//! Boxes (ISO/IEC 14496-12, 4.2): where they lie in a file, and what is in them. Nothing is
//! read but what is asked for, and nothing is believed that the file has no room for.

use anyhow::{Context, Result, ensure};

use super::source::Source;

/// No box has more inside it, nor do we read longer ones whole: a title, an entry, a frame.
const MOST: u64 = 1 << 16;

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: u64,
    /// The byte after its last.
    pub(super) end: u64,
}

impl Place {
    pub(super) fn whole(source: &Source) -> Place {
        Place {
            start: 0,
            end: source.length,
        }
    }

    /// Without some bytes at the start.
    pub(super) fn after(self, bytes: u64) -> Place {
        Place {
            start: self.start.saturating_add(bytes).min(self.end),
            ..self
        }
    }

    pub(super) fn length(self) -> u64 {
        self.end - self.start
    }

    /// The boxes in it: their names, and where their content lies.
    pub(super) fn boxes(self, source: &Source) -> Result<Vec<([u8; 4], Place)>> {
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
            ensure!(length <= rest.length(), "it ends too soon");
            ensure!(boxes.len() < MOST as usize, "it has too many boxes");
            let end = rest.start + length;
            boxes.push((
                name,
                Place {
                    end,
                    ..rest.after(header)
                },
            ));
            rest.start = end;
        }
        Ok(boxes)
    }

    /// The first box of that name in the first box of the name before it, and so on.
    pub(super) fn find(self, source: &Source, path: &[&[u8; 4]]) -> Result<Option<Place>> {
        let mut place = self;
        for name in path {
            let mut boxes = place.boxes(source)?.into_iter();
            match boxes.find(|(found, _)| found == *name) {
                Some((_, content)) => place = content,
                None => return Ok(None),
            }
        }
        Ok(Some(place))
    }

    /// As [`find`](Place::find), where there must be one.
    pub(super) fn need(self, source: &Source, path: &[&[u8; 4]]) -> Result<Place> {
        let found = self.find(source, path)?;
        found.with_context(|| {
            let name = path.last().map_or(&[][..], |name| &name[..]);
            format!("it has no '{}' box", String::from_utf8_lossy(name))
        })
    }

    /// The first bytes.
    pub(super) fn array<const N: usize>(self, source: &Source) -> Result<[u8; N]> {
        ensure!(self.length() >= N as u64, "a box ends too soon");
        let mut bytes = [0; N];
        source.read_exact_at(&mut bytes, self.start)?;
        Ok(bytes)
    }

    pub(super) fn u32(self, source: &Source) -> Result<u32> {
        self.array(source).map(u32::from_be_bytes)
    }

    pub(super) fn u64(self, source: &Source) -> Result<u64> {
        self.array(source).map(u64::from_be_bytes)
    }

    /// A time, which has 64 bits in boxes of version 1.
    pub(super) fn time(self, source: &Source, is_long: bool) -> Result<u64> {
        match is_long {
            true => self.u64(source),
            false => self.u32(source).map(u64::from),
        }
    }

    /// All its bytes in the place of those in `bytes`.
    pub(super) fn read_into(self, source: &Source, bytes: &mut Vec<u8>) -> Result<()> {
        ensure!(self.length() <= MOST, "a part of it is too long");
        bytes.resize(self.length() as usize, 0);
        source
            .read_exact_at(bytes, self.start)
            .context("it ends too soon")
    }

    pub(super) fn bytes(self, source: &Source) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.read_into(source, &mut bytes)?;
        Ok(bytes)
    }
}
