//! A table in the middle of a file, filled while the file grows.

use std::io::{self, Seek, SeekFrom, Write};

/// As many bytes are kept before they are written.
const KEPT: usize = 1 << 15;

pub(super) struct Table {
    /// Where the next entries come in the file.
    place: u64,
    entries: Vec<u8>,
}

impl Table {
    pub(super) fn new(place: u64) -> Table {
        Table {
            place,
            entries: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, entry: &[u8]) {
        self.entries.extend_from_slice(entry);
    }

    pub(super) fn is_full(&self) -> bool {
        self.entries.len() >= KEPT
    }

    /// Writes what is kept, and leaves the file where that ends.
    pub(super) fn fill(&mut self, file: &mut (impl Write + Seek)) -> io::Result<()> {
        file.seek(SeekFrom::Start(self.place))?;
        file.write_all(&self.entries)?;
        self.place += self.entries.len() as u64;
        self.entries.clear();
        Ok(())
    }
}
