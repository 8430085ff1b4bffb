//! Lines that cannot be read again from where they came: in a temporary file without a name.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result};

use super::Span;

/// The file, while it is written.
pub(super) struct Spool {
    file: BufWriter<File>,
    length: u64,
}

impl Spool {
    /// An empty one.
    ///
    /// # Errors
    /// The temporary folder cannot be written to.
    pub(super) fn new() -> Result<Spool> {
        let file = tempfile::tempfile().context("could not write to the temporary folder")?;
        Ok(Spool {
            file: BufWriter::with_capacity(1 << 16, file),
            length: 0,
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// The disk is full, or they are 4 GB.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<Span> {
        let written = self.file.write_all(bytes);
        written.context("could not write to the temporary folder")?;
        let span = Span {
            first: self.length,
            length: u32::try_from(bytes.len())?,
        };
        self.length += bytes.len() as u64;
        Ok(span)
    }

    /// The file, to be read.
    ///
    /// # Errors
    /// The disk is full.
    pub(super) fn finish(self) -> Result<File> {
        let file = self.file.into_inner();
        file.map_err(std::io::IntoInnerError::into_error)
            .context("could not write to the temporary folder")
    }
}
