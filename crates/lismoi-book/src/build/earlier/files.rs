//! The hidden files of a section that is set aside: its sound, its cues and its record. They go
//! when the audiobook is whole, as all hidden files do.
//!
//! A section counts as set aside once its record is, which is moved last. Its sound and its
//! cues are used only if they have the hashes in the record.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::super::checkpoint;
use super::super::folder::{Folder, remove_if_there};
use crate::manifest::records::SectionRecord;
use lismoi_files::own;

const RECORD: &str = ".earlier";

pub(super) fn sound_path(folder: &Folder, fingerprint: &str) -> PathBuf {
    folder.hidden(&format!("{fingerprint}{RECORD}-wav"))
}

pub(super) fn cues_path(folder: &Folder, fingerprint: &str) -> PathBuf {
    folder.hidden(&format!("{fingerprint}{RECORD}-cues"))
}

fn record_path(folder: &Folder, fingerprint: &str) -> PathBuf {
    folder.hidden(&format!("{fingerprint}{RECORD}"))
}

/// Sets aside the section of a checkpoint, with its sound at `sound`.
///
/// # Errors
/// A file cannot be renamed.
pub(in super::super) fn set_aside(folder: &Folder, fingerprint: &str, sound: &Path) -> Result<()> {
    rename_if_there(sound, &sound_path(folder, fingerprint))?;
    let cues = checkpoint::cues_path(folder, fingerprint);
    rename_if_there(&cues, &cues_path(folder, fingerprint))?;
    let record = checkpoint::record_path(folder, fingerprint);
    rename_if_there(&record, &record_path(folder, fingerprint))
}

/// A kill may have come between two of the steps.
fn rename_if_there(from: &Path, to: &Path) -> Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        renamed => renamed.with_context(|| format!("could not write '{}'", to.display())),
    }
}

/// Whether the sound of a section is set aside already, by a run that was killed.
pub(in super::super) fn has_sound(folder: &Folder, fingerprint: &str) -> bool {
    own::length(&sound_path(folder, fingerprint)).is_some()
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
    remove_if_there(&record_path(folder, fingerprint));
    remove_if_there(&cues_path(folder, fingerprint));
    remove_if_there(&sound_path(folder, fingerprint));
}
