//! Checkpoints of finished sections during a build: for each, `FINGERPRINT.json` with its
//! [`SectionRecord`] and `FINGERPRINT.cues` with one [`Cue`] a line.
//!
//! A checkpoint is written before its WAV file gets its final name, and removed before that
//! file is replaced. A file with another hash than that in its checkpoint is not used: somebody
//! has changed it.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, BufReader, Write};

use anyhow::{Context, Result};

use super::earlier::files;
use super::folder::{Folder, hidden_name};
use super::intact::intact;
use super::plan::PlannedSection;
use crate::manifest::records::SectionRecord;
use crate::timeline::Cue;

/// The file with the cues of a section.
pub fn cues_file(fingerprint: &str) -> String {
    hidden_name(&format!("{fingerprint}.cues"))
}

/// The file with the record of a section.
pub(super) fn record_file(fingerprint: &str) -> String {
    hidden_name(&format!("{fingerprint}.json"))
}

/// Writes the checkpoint of a section whose cues are already in [`cues_file`].
///
/// # Errors
/// The file cannot be written.
pub fn write(folder: &Folder, record: &SectionRecord) -> Result<()> {
    let file = record_file(&record.fingerprint);
    // Complete or absent, like all files.
    let part = hidden_name(&format!("{}.part", record.fingerprint));
    let written = folder
        .files
        .write_whole(&file, &part, &serde_json::to_vec(record)?);
    written.with_context(|| format!("could not write '{}'", folder.path(&file).display()))
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
    let name = cues_file(fingerprint);
    let file = folder.files.open_file(&name);
    let file =
        file.with_context(|| format!("could not read '{}'", folder.path(&name).display()))?;
    Ok(BufReader::new(file)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Removes the checkpoint of a section.
pub fn remove(folder: &Folder, fingerprint: &str) {
    folder.remove_if_there(&record_file(fingerprint));
    folder.remove_if_there(&cues_file(fingerprint));
}

/// The records of sections that need not be spoken again, by fingerprint. Their files get the
/// names that are planned now. All others are set aside if they are reusable; else their
/// checkpoints and files are removed.
///
/// # Errors
/// The folder or a file cannot be read, or a file cannot be renamed.
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
    let intact = intact_files(folder, &records)?;
    let mut usable = HashMap::new();
    for mut record in records {
        let hidden = hidden_wav(&record.fingerprint);
        // A kill in the middle of the renaming below leaves the file under the hidden name.
        let place = [&hidden, &record.file]
            .into_iter()
            .find(|name| intact.contains(*name))
            .cloned();
        match (planned.get(record.fingerprint.as_str()), place) {
            (Some(section), Some(place))
                if record.failed == 0 && has_cues(folder, &record, &intact) =>
            {
                if record.file != section.file && place == record.file {
                    // By way of a hidden name: two files may change places.
                    rename(folder, &record.file, &hidden)?;
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
                files::set_aside(folder, &record.fingerprint, &place.unwrap_or(hidden))?;
            }
            _ => {
                // The files first: without their checkpoint they would not be known as ours.
                if intact.contains(&record.file) {
                    folder.remove_if_there(&record.file);
                } else if planned.values().any(|section| section.file == record.file) {
                    folder.keep_changed(&record.file)?;
                }
                folder.remove_if_there(&hidden);
                remove(folder, &record.fingerprint);
            }
        }
    }
    for record in usable.values() {
        write(folder, record)?;
        let hidden = hidden_wav(&record.fingerprint);
        if folder.files.length(&hidden).is_some() {
            rename(folder, &hidden, &record.file)?;
        }
    }
    Ok(usable)
}

fn rename(folder: &Folder, from: &str, to: &str) -> Result<()> {
    let renamed = folder.files.rename(from, to);
    renamed.with_context(|| format!("could not write '{}'", folder.path(to).display()))
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
fn intact_files(folder: &Folder, records: &[SectionRecord]) -> Result<HashSet<String>> {
    let expected = records.iter().flat_map(|record| {
        let sound = |name: String| (name, record.sha256.clone());
        let cues = cues_file(&record.fingerprint);
        [
            sound(record.file.clone()),
            sound(hidden_wav(&record.fingerprint)),
            (cues, record.cues_sha256.clone()),
        ]
    });
    intact(folder, expected.collect())
}

/// Whether the cues of a section are as they were written. Earlier versions wrote no hash.
fn has_cues(folder: &Folder, record: &SectionRecord, intact: &HashSet<String>) -> bool {
    let cues = cues_file(&record.fingerprint);
    match record.cues_sha256.is_empty() {
        true => folder.files.length(&cues).is_some(),
        false => intact.contains(&cues),
    }
}

fn hidden_wav(fingerprint: &str) -> String {
    hidden_name(&format!("{fingerprint}.wav"))
}
