//! The files that exports have made in a folder.

use anyhow::Result;

use super::folder::Folder;
use super::intact::intact;
use super::journal;
use crate::formats::table;
use crate::manifest::read::Contents;
use crate::manifest::records::FileRecord;

/// The files of the manifest, and those in the journal of an export that was interrupted, or
/// that a build has listed there until it is done.
///
/// # Errors
/// The journal or a file cannot be read.
pub(super) fn files(folder: &Folder, contents: Option<&Contents>) -> Result<Vec<FileRecord>> {
    let journal = journalled(folder)?;
    let listed = contents
        .iter()
        .flat_map(|contents| &contents.files)
        .cloned();
    let mut files: Vec<FileRecord> = listed
        .filter(|file| !journal.iter().any(|later| later.file == file.file))
        .collect();
    files.extend(journal);
    mark_changed(folder, &mut files)?;
    Ok(files)
}

/// Marks the files that have the length that they were written with, but other bytes.
fn mark_changed(folder: &Folder, files: &mut [FileRecord]) -> Result<()> {
    let there = || files.iter().filter(|record| record.is_there(folder));
    let expected = there().map(|record| (record.file.clone(), record.sha256.clone()));
    let intact = intact(folder, expected.collect())?;
    for record in files {
        if record.is_there(folder) && !intact.contains(&record.file) {
            record.is_changed = true;
        }
    }
    Ok(())
}

/// The files in the journal of an export.
fn journalled(folder: &Folder) -> Result<Vec<FileRecord>> {
    let mut records = journal::read(folder)?;
    records.retain(|record| table::is_exported(&record.file));
    Ok(records)
}
