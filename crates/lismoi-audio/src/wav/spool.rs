//! Bytes in memory and, once they are many, in a file without a name.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::sync::Arc;

/// Creates an empty file without a name, to be written and read.
pub type Spill = Arc<dyn Fn() -> io::Result<File> + Send + Sync>;

/// How many bytes are kept in memory: the markers of about ten hours.
const MAX_IN_MEMORY: usize = 1 << 20;

/// Bytes that are written first, and then read.
pub(super) struct Spool {
    kept: Vec<u8>,
    /// Holds all bytes once `kept` was full.
    file: Option<File>,
    spill: Spill,
}

impl Spool {
    pub(super) fn new(spill: &Spill) -> Spool {
        Spool {
            kept: Vec::new(),
            file: None,
            spill: Arc::clone(spill),
        }
    }

    /// All bytes, from the first on, and how many they are.
    pub(super) fn into_reader(self) -> io::Result<(Box<dyn Read>, u64)> {
        match self.file {
            Some(mut file) => {
                let length = file.stream_position()?;
                file.rewind()?;
                Ok((Box::new(file), length))
            }
            None => {
                let length = self.kept.len() as u64;
                Ok((Box::new(io::Cursor::new(self.kept)), length))
            }
        }
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(file) = &mut self.file {
            return file.write(bytes);
        }
        if self.kept.len() + bytes.len() > MAX_IN_MEMORY {
            let mut file = (self.spill)()?;
            file.write_all(&self.kept)?;
            self.kept = Vec::new();
            return self.file.insert(file).write(bytes);
        }
        self.kept.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
