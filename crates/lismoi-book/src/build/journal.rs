//! The journal of an export: the record of each file, added while the export goes on. After an
//! interruption the next run reads there which files are complete and ours.
//!
//! A record is added before its file gets its final name, at which no other file is then. A file
//! with another hash than that in its record is left alone: somebody has changed it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};

use super::folder::{Folder, hidden_name};
use crate::manifest::records::FileRecord;
use lismoi_files::FileError;

/// The name of the hidden file, without the prefix of all of them.
pub const FILE: &str = "files.jsonl";

/// The journal of a folder. Its file is opened, or created, with the first record: where no
/// file is made, nothing is written.
#[derive(Debug)]
pub struct Journal<'a> {
    folder: &'a Folder,
    file: Mutex<Option<File>>,
}

impl Journal<'_> {
    /// The journal of a folder.
    pub fn of(folder: &Folder) -> Journal<'_> {
        Journal {
            folder,
            file: Mutex::new(None),
        }
    }

    /// Adds a file that is about to get its name.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn add(&self, record: &FileRecord) -> Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *file {
            Some(file) => file,
            None => file.insert(self.open()?),
        };
        Ok(file.write_all(&line(record)?)?)
    }

    /// Opens the file. What else is planted under its name was not read either, and is replaced.
    fn open(&self) -> Result<File> {
        let (name, files) = (hidden_name(FILE), &self.folder.files);
        let opened = match files.open_to_add(&name) {
            Err(error) if FileError::of(&error).is_some() => files.create(&name),
            opened => opened,
        };
        opened.with_context(|| format!("could not write '{}'", self.folder.path(&name).display()))
    }
}

/// Replaces the journal by one of these files.
///
/// # Errors
/// The journal cannot be written.
pub fn replace(folder: &Folder, records: &[FileRecord]) -> Result<()> {
    let lines: Result<Vec<Vec<u8>>> = records.iter().map(line).collect();
    let lines = lines?.concat();
    folder.write_whole(&hidden_name(FILE), |file| Ok(file.write_all(&lines)?))
}

/// The record on a line of its own, even where the line before was cut short.
fn line(record: &FileRecord) -> Result<Vec<u8>> {
    let mut line = b"\n".to_vec();
    serde_json::to_writer(&mut line, record)?;
    Ok(line)
}

/// The files in the journal of a folder, each with its last record. A line that was cut short
/// is ignored.
///
/// # Errors
/// The journal is there and cannot be read.
pub fn read(folder: &Folder) -> Result<Vec<FileRecord>> {
    let journal = folder.read_hidden(FILE)?.unwrap_or_default();
    let lines = journal.split(|byte| *byte == b'\n');
    let records = lines.filter_map(|line| serde_json::from_slice(line).ok());
    let records = records.filter(FileRecord::is_plausible);
    let latest: BTreeMap<String, FileRecord> = records
        .map(|record| (record.file.clone(), record))
        .collect();
    Ok(latest.into_values().collect())
}
