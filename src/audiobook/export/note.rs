//! What an export has begun and made, noted line by line while it goes on: a run that is
//! interrupted is taken up there, and a file of ours never becomes foreign.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::FileRecord;
use crate::audiobook::folder::Folder;

/// The name of the hidden file.
const NOTE: &str = "files.jsonl";

/// What is noted of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// It is about to be written under this name, where there was none.
    Begun(String),
    /// It was written.
    Made(FileRecord),
}

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

    /// Notes that files are about to be written.
    ///
    /// # Errors
    /// The note cannot be written.
    pub fn begin(&self, files: impl Iterator<Item = String>) -> Result<()> {
        let lines: Result<Vec<String>> = files.map(|file| line(&Line::Begun(file))).collect();
        Ok((&self.0).write_all(lines?.concat().as_bytes())?)
    }

    /// Notes that a file was written.
    ///
    /// # Errors
    /// The note cannot be written.
    pub fn made(&self, record: &FileRecord) -> Result<()> {
        // In one piece: other threads write to it too.
        Ok((&self.0).write_all(line(&Line::Made(record.clone()))?.as_bytes())?)
    }
}

/// Notes files that were made before.
///
/// # Errors
/// The note cannot be written.
pub fn keep(folder: &Folder, records: Vec<&FileRecord>) -> Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let note = Note::open(folder)?;
    records.into_iter().try_for_each(|record| note.made(record))
}

fn line(line: &Line) -> Result<String> {
    Ok(serde_json::to_string(line)? + "\n")
}

/// What is noted in a folder; a line that was cut short counts for nothing.
fn lines(folder: &Folder) -> Vec<Line> {
    let note = fs::read_to_string(folder.hidden(NOTE)).unwrap_or_default();
    let lines = note.lines().map(serde_json::from_str);
    lines.filter_map(Result::ok).collect()
}

/// The files that were made, each as it was made last.
pub fn made(folder: &Folder) -> Vec<FileRecord> {
    let made = lines(folder).into_iter().filter_map(|line| match line {
        Line::Made(record) if record.is_ours() => Some((record.file.clone(), record)),
        _ => None,
    });
    let records: BTreeMap<String, FileRecord> = made.collect();
    records.into_values().collect()
}

/// The names of all files that were begun or made.
pub fn names(folder: &Folder) -> Vec<String> {
    let names = lines(folder).into_iter().map(|line| match line {
        Line::Begun(file) => file,
        Line::Made(record) => record.file,
    });
    names.collect()
}
