//! A file, or the part of a file, such as an archive, that holds the boxes. Positions are in
//! bytes from the start of the part.

use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::ops::Range;
use std::os::unix::fs::FileExt;

/// A part of a file.
pub(super) struct FilePart {
    file: File,
    /// The position of the part in the file.
    start: u64,
    /// The length of the part.
    pub(super) length: u64,
}

impl FilePart {
    pub(super) fn whole(file: File) -> Result<FilePart> {
        let length = file.metadata()?.len();
        Ok(FilePart {
            file,
            start: 0,
            length,
        })
    }

    /// The range `bytes` of a file, as far as the file has it.
    pub(super) fn new(file: File, bytes: Range<u64>) -> Result<FilePart> {
        let end = bytes.end.min(file.metadata()?.len());
        Ok(FilePart {
            file,
            start: bytes.start,
            length: end.saturating_sub(bytes.start),
        })
    }

    pub(super) fn read_exact_at(&self, bytes: &mut [u8], at: u64) -> Result<()> {
        let end = at.checked_add(bytes.len() as u64);
        if end.is_none_or(|end| end > self.length) {
            return Err(Error::from(ErrorKind::UnexpectedEof));
        }
        self.file.read_exact_at(bytes, self.start + at)
    }
}
