//! What an export has made, noted file by file while it goes on: a run that is interrupted is
//! taken up there, and a file of ours never becomes foreign.
//!
//! A record is noted before its file gets its final name, where no other file stands then:
//! where a record and a file of its length stand together, the file is what the record says.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;

use anyhow::{Context, Result};

use crate::build::export::FileRecord;
use crate::build::folder::{Folder, hidden_name};

/// The name of the hidden file, without the prefix of all of them.
pub const NOTE: &str = "files.jsonl";

/// A note that grows.
#[derive(Debug)]
pub struct Note(File);

impl Note {
    /// Goes on with the note in a folder.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn open(folder: &Folder) -> Result<Note> {
        let path = folder.hidden(NOTE);
        let file = File::options().append(true).create(true).open(&path);
        let file = file.with_context(|| format!("could not write '{}'", path.display()))?;
        Ok(Note(file))
    }

    /// Notes a file that is about to get its name.
    ///
    /// # Errors
    /// The note cannot be written.
    pub fn add(&self, record: &FileRecord) -> Result<()> {
        // In one piece: other threads write to it too.
        Ok((&self.0).write_all(&line(record)?)?)
    }
}

/// Replaces the note by one of these files.
///
/// # Errors
/// The note cannot be written.
pub fn keep(folder: &Folder, records: &[FileRecord]) -> Result<()> {
    let lines: Result<Vec<Vec<u8>>> = records.iter().map(line).collect();
    let lines = lines?.concat();
    folder.write_whole(&hidden_name(NOTE), |file| Ok(file.write_all(&lines)?))
}

/// On a line of its own, even where the one before was cut short.
fn line(record: &FileRecord) -> Result<Vec<u8>> {
    let mut line = b"\n".to_vec();
    serde_json::to_writer(&mut line, record)?;
    Ok(line)
}

/// The files that are noted in a folder, each as it was made last. A line that was cut short
/// counts for nothing.
pub fn read(folder: &Folder) -> Vec<FileRecord> {
    let note = fs::read(folder.hidden(NOTE)).unwrap_or_default();
    let lines = note.split(|byte| *byte == b'\n');
    let records = lines.filter_map(|line| serde_json::from_slice(line).ok());
    let records = records.filter(FileRecord::is_ours);
    let latest: BTreeMap<String, FileRecord> = records
        .map(|record| (record.file.clone(), record))
        .collect();
    latest.into_values().collect()
}
