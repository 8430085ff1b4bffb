//! The parts of a manifest, one after the other, with their hashes.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};

use sha2::{Digest, Sha256};

use super::SECTION_END;
use super::bounded::Bounded;
use lismoi_speech::hash::hex;

/// A part of a manifest, with the SHA-256 of its lines.
#[derive(Debug)]
pub(super) enum Part {
    /// Its first line.
    Head { line: Vec<u8>, sha256: String },
    /// The lines of a section: the first one, and the place of its first byte.
    Section {
        line: Vec<u8>,
        offset: u64,
        sha256: String,
    },
    /// The last line, with a line break for each line that follows.
    Closing(Vec<u8>),
}

/// Reads the parts of a manifest.
#[derive(Debug)]
pub(super) struct Parts {
    file: BufReader<Bounded<File>>,
    /// How many bytes were read.
    offset: u64,
}

impl Parts {
    pub(super) fn new(file: File) -> Parts {
        Parts {
            file: BufReader::with_capacity(1 << 16, Bounded::new(file)),
            offset: 0,
        }
    }

    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        line.clear();
        let length = self.file.read_until(b'\n', line)?;
        self.offset += length as u64;
        Ok(length)
    }

    /// The next part; `None` at the end of the file. It hands each line to `each`.
    pub(super) fn next(
        &mut self,
        mut each: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<Option<Part>> {
        let offset = self.offset;
        let mut first = Vec::new();
        if self.line(&mut first)? == 0 {
            return Ok(None);
        }
        if offset == 0 {
            each(&first)?;
            let sha256 = hex(&Sha256::digest(&first));
            return Ok(Some(Part::Head {
                line: first,
                sha256,
            }));
        }
        if first.starts_with(b"]") {
            let mut rest = Vec::new();
            while self.line(&mut rest)? > 0 {
                first.push(b'\n');
            }
            return Ok(Some(Part::Closing(first)));
        }
        each(&first)?;
        let mut hash = Sha256::new_with_prefix(&first);
        let mut line = Vec::new();
        while self.line(&mut line)? > 0 {
            each(&line)?;
            hash.update(&line);
            if line.starts_with(SECTION_END.as_bytes()) {
                break;
            }
        }
        Ok(Some(Part::Section {
            line: first,
            offset,
            sha256: hex(&hash.finalize()),
        }))
    }
}

/// Writes parts, and adds up the hash of each.
#[derive(Debug)]
pub(super) struct PartWriter<W> {
    file: W,
    hash: Sha256,
}

impl<W: Write> PartWriter<W> {
    pub(super) fn new(file: W) -> PartWriter<W> {
        PartWriter {
            file,
            hash: Sha256::new(),
        }
    }

    /// The SHA-256 of what was written since the part before.
    pub(super) fn end_part(&mut self) -> String {
        hex(&self.hash.finalize_reset())
    }
}

impl<W: Write> Write for PartWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
