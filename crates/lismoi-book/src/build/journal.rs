//! The journal of an export: the record of each file, added while the export goes on. After an
//! interruption the next run reads there which files are complete and ours.
//!
//! A record is added before its file gets its final name, at which no other file is then. A file
//! with another hash than that in its record is left alone: somebody has changed it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;

use anyhow::{Context, Result};

use super::folder::{Folder, hidden_name};
use crate::manifest::records::FileRecord;

/// The name of the hidden file, without the prefix of all of them.
pub const FILE: &str = "files.jsonl";

/// A journal, open for adding.
#[derive(Debug)]
pub struct Journal(File);

impl Journal {
    /// Opens the journal of a folder, and creates it where there is none.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn open(folder: &Folder) -> Result<Journal> {
        let path = folder.hidden(FILE);
        let file = File::options().append(true).create(true).open(&path);
        let file = file.with_context(|| format!("could not write '{}'", path.display()))?;
        Ok(Journal(file))
    }

    /// Adds a file that is about to get its name.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn add(&self, record: &FileRecord) -> Result<()> {
        // In one call: other threads write to it too.
        Ok((&self.0).write_all(&line(record)?)?)
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
pub fn read(folder: &Folder) -> Vec<FileRecord> {
    let journal = fs::read(folder.hidden(FILE)).unwrap_or_default();
    let lines = journal.split(|byte| *byte == b'\n');
    let records = lines.filter_map(|line| serde_json::from_slice(line).ok());
    let records = records.filter(FileRecord::is_plausible);
    let latest: BTreeMap<String, FileRecord> = records
        .map(|record| (record.file.clone(), record))
        .collect();
    latest.into_values().collect()
}
