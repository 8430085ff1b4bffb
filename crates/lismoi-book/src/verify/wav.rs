//! The files of sections in, their samples out, one block after the other.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::Result;

use super::part::Part;
use lismoi_audio::wav::reader::Reader;

/// How many samples are read at a time.
const BLOCK: usize = 1 << 14;

/// The samples of one file.
pub(super) struct Samples(Reader<BufReader<File>>);

/// Opens the file of a section.
pub(super) fn open(path: &Path) -> Result<Samples> {
    Ok(Samples(Reader::open(path)?))
}

impl Samples {
    /// Puts the next samples in the place of those in `block`; says whether there are any.
    pub(super) fn next_block(&mut self, block: &mut Vec<i16>) -> Result<bool> {
        Ok(self.0.read(block, BLOCK)? > 0)
    }
}

/// The samples of several sections as one sound, as many at a time as are asked for.
pub(super) struct Original<'a> {
    part: Part<'a>,
    /// How many files have been opened.
    opened: usize,
    file: Option<Samples>,
    block: Vec<i16>,
    /// How many of the block were given.
    given: usize,
}

impl<'a> Original<'a> {
    pub(super) fn new(part: Part<'a>) -> Original<'a> {
        Original {
            part,
            opened: 0,
            file: None,
            block: Vec::new(),
            given: 0,
        }
    }

    /// The next samples, at most so many; none only at the end of the last section. What is
    /// wrong with a section's own file is not said here: the sound ends there.
    pub(super) fn next(&mut self, most: usize) -> &[i16] {
        while self.given == self.block.len() && self.fill() {}
        let start = self.given;
        self.given = self.block.len().min(start + most);
        &self.block[start..self.given]
    }

    /// Says whether it is worth to look again.
    fn fill(&mut self) -> bool {
        self.given = 0;
        if let Some(file) = &mut self.file
            && let Ok(true) = file.next_block(&mut self.block)
        {
            return true;
        }
        self.block.clear();
        let section = self.part.sections.get(self.opened);
        self.file = section.and_then(|it| open(&self.part.folder.join(&it.file)).ok());
        self.opened = match self.file {
            Some(_) => self.opened + 1,
            None => self.part.sections.len(),
        };
        self.file.is_some()
    }
}
