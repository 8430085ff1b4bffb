//! Where the boxes are: in a file, or in a part of one, such as an archive that holds them as
//! they are. Places count from the start of the part.

use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::ops::Range;
use std::os::unix::fs::FileExt;

/// What is read from.
pub(super) struct Source {
    file: File,
    start: u64,
    /// In bytes.
    pub(super) length: u64,
}

impl Source {
    pub(super) fn whole(file: File) -> Result<Source> {
        let length = file.metadata()?.len();
        Ok(Source {
            file,
            start: 0,
            length,
        })
    }

    /// So many bytes of a file, if it has them.
    pub(super) fn part(file: File, bytes: Range<u64>) -> Result<Source> {
        let end = bytes.end.min(file.metadata()?.len());
        Ok(Source {
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
