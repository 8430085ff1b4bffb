//! Streams the sentences of a manifest.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::iter;
use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

use super::SECTION_END;

/// The manifest has its content, but not one sentence a line.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the manifest was rewritten by another program")]
pub struct Reshaped;

/// Reads the sentences of a manifest, section after section, one line at a time.
#[derive(Debug)]
pub struct Sentences {
    lines: io::Lines<BufReader<File>>,
}

impl Sentences {
    /// Starts before the first section.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub fn open(path: &Path) -> Result<Sentences> {
        let mut sentences = Sentences::at(path, 0)?;
        // The line of the head.
        sentences.lines.next();
        Ok(sentences)
    }

    /// Starts before the section whose first line is at this byte.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub fn at(path: &Path, offset: u64) -> Result<Sentences> {
        let open = || -> io::Result<_> {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(offset))?;
            Ok(BufReader::new(file).lines())
        };
        let lines = open().with_context(|| format!("could not read '{}'", path.display()))?;
        Ok(Sentences { lines })
    }

    /// The fields in `T` of each sentence of the next section. Read it to its end.
    pub fn next_section<T: DeserializeOwned>(&mut self) -> impl Iterator<Item = Result<T>> + '_ {
        self.enter_section();
        iter::from_fn(|| self.next_sentence()).fuse()
    }

    /// Goes to the next section, once the one before has been read to its end.
    pub fn enter_section(&mut self) {
        // The line of the section.
        self.lines.next();
    }

    /// The fields in `T` of the section's next sentence; `None`, once, at its end.
    pub fn next_sentence<T: DeserializeOwned>(&mut self) -> Option<Result<T>> {
        let line = match self.lines.next()?.context("could not read the manifest") {
            Ok(line) if line.starts_with(SECTION_END) => return None,
            line => line,
        };
        Some(line.and_then(|line| {
            serde_json::from_str(line.trim_end_matches(',')).map_err(|_| Reshaped.into())
        }))
    }
}
