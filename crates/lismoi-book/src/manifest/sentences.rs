//! Streams the sentences of a manifest.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::iter;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

use super::{FILE, SECTION_END};
use crate::lines::Lines;
use lismoi_files::own::Folder;

/// The manifest has its content, but not one sentence a line.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the manifest was rewritten by another program")]
pub struct Reshaped;

/// Reads the sentences of a manifest, section after section, one line at a time.
#[derive(Debug)]
pub struct Sentences {
    lines: Lines<BufReader<File>>,
    /// For errors.
    path: PathBuf,
}

impl Sentences {
    /// Starts before the first section of the audiobook in a folder.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub fn open(folder: &Folder) -> Result<Sentences> {
        let mut sentences = Sentences::open_at(folder, 0)?;
        // The line of the head.
        sentences.lines.skip_one();
        Ok(sentences)
    }

    /// Starts before a section, at its byte in the manifest.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub(crate) fn open_at(folder: &Folder, start: u64) -> Result<Sentences> {
        let file = folder.open_file(FILE).and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            Ok(file)
        });
        let path = folder.path_of(FILE);
        let file = file.with_context(|| format!("could not read '{}'", path.display()))?;
        let lines = Lines::new(BufReader::new(file));
        Ok(Sentences { lines, path })
    }

    /// The fields in `T` of each sentence of the next section. Read it to its end.
    pub fn next_section<T: DeserializeOwned>(&mut self) -> impl Iterator<Item = Result<T>> + '_ {
        self.enter_section();
        iter::from_fn(|| self.next_sentence()).fuse()
    }

    /// Goes to the next section, once the one before has been read to its end.
    pub fn enter_section(&mut self) {
        // The line of the section.
        self.lines.skip_one();
    }

    /// The fields in `T` of the section's next sentence; `None`, once, at its end.
    pub fn next_sentence<T: DeserializeOwned>(&mut self) -> Option<Result<T>> {
        let line = self.lines.next()?;
        let unreadable = || format!("could not read '{}'", self.path.display());
        let line = match line.with_context(unreadable) {
            Ok(line) if line.starts_with(SECTION_END) => return None,
            line => line,
        };
        Some(line.and_then(|line| {
            serde_json::from_str(line.trim_end_matches(',')).map_err(|_| Reshaped.into())
        }))
    }
}
