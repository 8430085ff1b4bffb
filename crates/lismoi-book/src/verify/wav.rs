//! Reads the samples of the sections' WAV files, block by block.

use std::fs::File;
use std::io::BufReader;

use anyhow::{Result, ensure};

use super::part::Part;
use lismoi_audio::wav::reader::Reader;
use lismoi_files::own::Folder;

/// The number of samples read at a time.
const BLOCK: usize = 1 << 14;

/// The samples of one file.
pub(super) struct Samples(Reader<BufReader<File>>);

/// Opens the file of a section, which must be at `sample_rate`.
pub(super) fn open(folder: &Folder, name: &str, sample_rate: u32) -> Result<Samples> {
    let reader = Reader::new(BufReader::new(folder.open_file(name)?))?;
    let found = reader.sample_rate();
    ensure!(
        found == sample_rate,
        "it is at {found} Hz instead of {sample_rate}"
    );
    Ok(Samples(reader))
}

impl Samples {
    /// Replaces the contents of `block` by the next samples; returns whether there are any.
    pub(super) fn next_block(&mut self, block: &mut Vec<i16>) -> Result<bool> {
        Ok(self.0.read(block, BLOCK)? > 0)
    }
}

/// The samples of several sections as one sound.
pub(super) struct Original<'a> {
    part: Part<'a>,
    /// The number of files opened so far.
    opened: usize,
    file: Option<Samples>,
    block: Vec<i16>,
    /// The number of samples of the block that were returned.
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

    /// The next samples, at most `most`; none only at the end of the last section. Faults of
    /// the WAV files are reported elsewhere: here the sound ends there.
    pub(super) fn next(&mut self, most: usize) -> &[i16] {
        while self.given == self.block.len() && self.fill() {}
        let start = self.given;
        self.given = self.block.len().min(start + most);
        &self.block[start..self.given]
    }

    /// Reads the next block, or opens the next file; returns whether to try again.
    fn fill(&mut self) -> bool {
        self.given = 0;
        if let Some(file) = &mut self.file
            && let Ok(true) = file.next_block(&mut self.block)
        {
            return true;
        }
        self.block.clear();
        let Part {
            folder,
            sample_rate,
            ..
        } = self.part;
        let section = self.part.sections.get(self.opened);
        self.file = section.and_then(|it| open(folder, &it.file, sample_rate).ok());
        self.opened = match self.file {
            Some(_) => self.opened + 1,
            None => self.part.sections.len(),
        };
        self.file.is_some()
    }
}
