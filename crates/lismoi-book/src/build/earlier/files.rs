//! The hidden files of a section that is set aside: its sound, its cues and its record. They go
//! when the audiobook is whole, as all hidden files do.
//!
//! A section counts as set aside once its record is, which is moved last. Its sound and its
//! cues are used only if they have the hashes in the record.

use std::io;

use anyhow::{Context, Result};

use super::super::checkpoint;
use super::super::folder::{Folder, hidden_name};
use crate::manifest::records::SectionRecord;

const RECORD: &str = ".earlier";

pub(super) fn sound_file(fingerprint: &str) -> String {
    hidden_name(&format!("{fingerprint}{RECORD}-wav"))
}

pub(super) fn cues_file(fingerprint: &str) -> String {
    hidden_name(&format!("{fingerprint}{RECORD}-cues"))
}

fn record_file(fingerprint: &str) -> String {
    hidden_name(&format!("{fingerprint}{RECORD}"))
}

/// Sets aside the section of a checkpoint, with its sound in the file `sound`.
///
/// # Errors
/// A file cannot be renamed.
pub(in super::super) fn set_aside(folder: &Folder, fingerprint: &str, sound: &str) -> Result<()> {
    rename_if_there(folder, sound, &sound_file(fingerprint))?;
    let cues = checkpoint::cues_file(fingerprint);
    rename_if_there(folder, &cues, &cues_file(fingerprint))?;
    let record = checkpoint::record_file(fingerprint);
    rename_if_there(folder, &record, &record_file(fingerprint))
}

/// A kill may have come between two of the steps.
fn rename_if_there(folder: &Folder, from: &str, to: &str) -> Result<()> {
    match folder.files.rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        renamed => {
            renamed.with_context(|| format!("could not write '{}'", folder.path(to).display()))
        }
    }
}

/// Whether the sound of a section is set aside already, by a run that was killed.
pub(in super::super) fn has_sound(folder: &Folder, fingerprint: &str) -> bool {
    folder.files.length(&sound_file(fingerprint)).is_some()
}

/// The reusable sections that are set aside. The files of all others are removed.
///
/// # Errors
/// The folder cannot be read.
pub(super) fn read_all(
    folder: &Folder,
    is_reusable: impl Fn(&SectionRecord) -> bool,
) -> Result<Vec<SectionRecord>> {
    let mut records = Vec::new();
    for name in folder.hidden_names(RECORD)? {
        let fingerprint = name.trim_end_matches(RECORD);
        let record = folder.read_hidden(&name)?.unwrap_or_default();
        let record = serde_json::from_slice(&record).ok();
        let is_usable =
            |record: &SectionRecord| record.fingerprint == fingerprint && is_reusable(record);
        match record.filter(is_usable) {
            Some(record) => records.push(record),
            None => remove(folder, fingerprint),
        }
    }
    Ok(records)
}

/// Removes the files of a section.
pub(super) fn remove(folder: &Folder, fingerprint: &str) {
    folder.remove_if_there(&record_file(fingerprint));
    folder.remove_if_there(&cues_file(fingerprint));
    folder.remove_if_there(&sound_file(fingerprint));
}
