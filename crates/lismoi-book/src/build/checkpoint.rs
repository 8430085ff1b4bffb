//! Checkpoints of finished sections during a build: for each, `FINGERPRINT.json` with its
//! [`SectionRecord`] and `FINGERPRINT.cues` with one [`Cue`] a line.
//!
//! A checkpoint is written before its WAV file gets its final name, and removed before that
//! file is replaced. A file with another hash than that in its checkpoint is not used: somebody
//! has changed it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::earlier::files;
use super::folder::{Folder, remove_if_there};
use super::intact::intact;
use super::plan::PlannedSection;
use crate::manifest::records::SectionRecord;
use crate::timeline::Cue;
use lismoi_files::own;

/// The file with the cues of a section.
pub fn cues_path(folder: &Folder, fingerprint: &str) -> PathBuf {
    folder.hidden(&format!("{fingerprint}.cues"))
}

/// The file with the record of a section.
pub(super) fn record_path(folder: &Folder, fingerprint: &str) -> PathBuf {
    folder.hidden(&format!("{fingerprint}.json"))
}

/// Writes the checkpoint of a section whose cues are already in [`cues_path`].
///
/// # Errors
/// The file cannot be written.
pub fn write(folder: &Folder, record: &SectionRecord) -> Result<()> {
    let path = record_path(folder, &record.fingerprint);
    // Complete or absent, like all files.
    let part = path.with_extension("part");
    own::write_whole(&path, &part, &serde_json::to_vec(record)?)
        .with_context(|| format!("could not write '{}'", path.display()))
}

/// Writes a cue on a line.
///
/// # Errors
/// Those of the writer.
pub fn write_cue(mut writer: impl Write, cue: &Cue) -> io::Result<()> {
    serde_json::to_writer(&mut writer, cue)?;
    writer.write_all(b"\n")
}

/// The cues of a section, in order.
///
/// # Errors
/// The file cannot be read; an error in place of a cue where a line is not one.
pub fn read_cues(
    folder: &Folder,
    fingerprint: &str,
) -> Result<impl Iterator<Item = Result<Cue>> + use<>> {
    let path = cues_path(folder, fingerprint);
    let file = own::open(&path).with_context(|| format!("could not read '{}'", path.display()))?;
    Ok(BufReader::new(file)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Removes the checkpoint of a section.
pub fn remove(folder: &Folder, fingerprint: &str) {
    remove_if_there(&record_path(folder, fingerprint));
    remove_if_there(&cues_path(folder, fingerprint));
}

/// The records of sections that need not be spoken again, by fingerprint. Their files get the
/// names that are planned now. All others are set aside if they are reusable; else their
/// checkpoints and files are removed.
///
/// # Errors
/// The folder cannot be read or a file cannot be renamed.
pub fn keep_usable(
    folder: &Folder,
    planned: &[PlannedSection<'_>],
    is_reusable: impl Fn(&SectionRecord) -> bool,
) -> Result<HashMap<String, SectionRecord>> {
    let planned: HashMap<&str, &PlannedSection<'_>> = planned
        .iter()
        .map(|section| (section.fingerprint.as_str(), section))
        .collect();
    let records = read_all(folder)?;
    let intact = intact_files(folder, &records);
    let mut usable = HashMap::new();
    for mut record in records {
        let path = folder.path(&record.file);
        let hidden = hidden_wav(folder, &record.fingerprint);
        // A kill in the middle of the renaming below leaves the file under the hidden name.
        let place = [&hidden, &path]
            .into_iter()
            .find(|path| intact.contains(*path));
        match (planned.get(record.fingerprint.as_str()), place) {
            (Some(section), Some(place))
                if record.failed == 0 && has_cues(folder, &record, &intact) =>
            {
                if record.file != section.file && *place == path {
                    // By way of a hidden name: two files may change places.
                    rename(&path, &hidden)?;
                }
                record.file.clone_from(&section.file);
                record.number = section.number;
                record.heading.clone_from(&section.heading);
                record.level = section.section.level;
                usable.insert(record.fingerprint.clone(), record);
            }
            (_, place)
                if is_reusable(&record)
                    && (place.is_some() || files::has_sound(folder, &record.fingerprint)) =>
            {
                files::set_aside(folder, &record.fingerprint, place.unwrap_or(&hidden))?;
            }
            _ => {
                // The files first: without their checkpoint they would not be known as ours.
                if intact.contains(&path) {
                    remove_if_there(&path);
                } else if planned.values().any(|section| section.file == record.file) {
                    folder.keep_changed(&record.file)?;
                }
                remove_if_there(&hidden);
                remove(folder, &record.fingerprint);
            }
        }
    }
    for record in usable.values() {
        write(folder, record)?;
        let hidden = hidden_wav(folder, &record.fingerprint);
        if own::length(&hidden).is_some() {
            rename(&hidden, &folder.path(&record.file))?;
        }
    }
    Ok(usable)
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("could not write '{}'", to.display()))
}

/// The records of all checkpoints in a folder.
///
/// # Errors
/// The folder cannot be read.
pub fn read_all(folder: &Folder) -> Result<Vec<SectionRecord>> {
    let mut records = Vec::new();
    for name in folder.hidden_names(".json")? {
        let content = folder.read_hidden(&name)?.unwrap_or_default();
        let record: Option<SectionRecord> = serde_json::from_slice(&content).ok();
        records.extend(record.filter(SectionRecord::is_plausible));
    }
    Ok(records)
}

/// The files of these sections that are as they were written.
fn intact_files(folder: &Folder, records: &[SectionRecord]) -> HashSet<PathBuf> {
    let expected = records.iter().flat_map(|record| {
        let sound = |path: PathBuf| (path, record.sha256.clone());
        let cues = cues_path(folder, &record.fingerprint);
        [
            sound(folder.path(&record.file)),
            sound(hidden_wav(folder, &record.fingerprint)),
            (cues, record.cues_sha256.clone()),
        ]
    });
    intact(expected.collect())
}

/// Whether the cues of a section are as they were written. Earlier versions wrote no hash.
fn has_cues(folder: &Folder, record: &SectionRecord, intact: &HashSet<PathBuf>) -> bool {
    let path = cues_path(folder, &record.fingerprint);
    match record.cues_sha256.is_empty() {
        true => own::length(&path).is_some(),
        false => intact.contains(&path),
    }
}

fn hidden_wav(folder: &Folder, fingerprint: &str) -> PathBuf {
    folder.hidden(&format!("{fingerprint}.wav"))
}
