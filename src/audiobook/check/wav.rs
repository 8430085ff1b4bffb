//! The files of sections in, their samples out, one block after the other.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Result, ensure};
use hound::WavReader;

use super::Part;
use crate::audiobook::chapter::FORMAT;
use crate::speech::SAMPLE_RATE;

/// How many samples are read at a time.
const BLOCK: usize = 1 << 14;

/// The samples of one file.
pub(super) struct Samples(WavReader<BufReader<File>>);

/// Opens the file of a section.
pub(super) fn open(path: &Path) -> Result<Samples> {
    let reader = WavReader::new(BufReader::with_capacity(1 << 16, File::open(path)?))?;
    ensure!(
        reader.spec() == FORMAT,
        "it is not mono, 16 bit, {SAMPLE_RATE} Hz"
    );
    Ok(Samples(reader))
}

impl Samples {
    /// Puts the next samples in the place of those in `block`; says whether there are any.
    pub(super) fn next_block(&mut self, block: &mut Vec<i16>) -> Result<bool> {
        block.clear();
        for sample in self.0.samples().take(BLOCK) {
            block.push(sample?);
        }
        Ok(!block.is_empty())
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
        self.opened += 1;
        self.file = section.and_then(|it| open(&self.part.folder.join(&it.file)).ok());
        self.file.is_some()
    }
}
