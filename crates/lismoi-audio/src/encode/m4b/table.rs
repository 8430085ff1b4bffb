//! Fills a table in the middle of a file while the file grows.

use std::io::{self, Seek, SeekFrom, Write};

/// How many bytes are buffered.
const BUFFER: usize = 1 << 15;

pub(super) struct TableWriter {
    /// The position of the next entry in the file, in bytes.
    position: u64,
    /// Entries that are not yet written.
    entries: Vec<u8>,
}

impl TableWriter {
    pub(super) fn new(position: u64) -> TableWriter {
        TableWriter {
            position,
            entries: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, entry: &[u8]) {
        self.entries.extend_from_slice(entry);
    }

    pub(super) fn is_full(&self) -> bool {
        self.entries.len() >= BUFFER
    }

    /// Writes the buffered entries. The file is left at their end.
    pub(super) fn flush(&mut self, file: &mut (impl Write + Seek)) -> io::Result<()> {
        file.seek(SeekFrom::Start(self.position))?;
        file.write_all(&self.entries)?;
        self.position += self.entries.len() as u64;
        self.entries.clear();
        Ok(())
    }
}
