//! The files that exports have made in a folder.

use super::folder::Folder;
use super::journal;
use crate::formats::table;
use crate::manifest::Summary;
use crate::manifest::records::FileRecord;

/// The files of the manifest, and those in the journal of an export that was interrupted.
pub(super) fn files(folder: &Folder, summary: Option<&Summary>) -> Vec<FileRecord> {
    let journal = journalled(folder);
    let listed = summary.iter().flat_map(|summary| &summary.files).cloned();
    let mut files: Vec<FileRecord> = listed
        .filter(|file| !journal.iter().any(|later| later.file == file.file))
        .collect();
    files.extend(journal);
    files
}

/// The files in the journal of an export.
pub(super) fn journalled(folder: &Folder) -> Vec<FileRecord> {
    let records = journal::read(folder).into_iter();
    records
        .filter(|record| table::is_exported(&record.file))
        .collect()
}
