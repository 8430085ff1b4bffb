//! Notes of finished sections while the work goes on: for each, `KEY.json` with its
//! [`SectionRecord`] and `KEY.cues` with one [`Cue`] a line.
//!
//! A record is written before its WAV file gets its final name, and removed before that
//! file is replaced: where a record and a file of its name and length stand together,
//! the file is what the record says.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::SectionRecord;
use super::folder::{Folder, remove_if_there};
use super::plan::PlannedSection;
use crate::audio::Cue;

/// Where the cues of the section with this key are noted.
pub fn cues_path(folder: &Folder, key: &str) -> PathBuf {
    folder.hidden(&format!("{key}.cues"))
}

/// Where the record of the section with this key is noted.
fn record_path(folder: &Folder, key: &str) -> PathBuf {
    folder.hidden(&format!("{key}.json"))
}

/// Notes a section whose cues have already been written to [`cues_path`].
///
/// # Errors
/// The file cannot be written.
pub fn write(folder: &Folder, record: &SectionRecord) -> Result<()> {
    let path = record_path(folder, &record.key);
    // Complete or absent, as all others.
    let part = path.with_extension("part");
    let written =
        fs::write(&part, serde_json::to_vec(record)?).and_then(|()| fs::rename(&part, &path));
    if written.is_err() {
        remove_if_there(&part);
    }
    written.with_context(|| format!("could not write '{}'", path.display()))
}

/// Notes the cues of a section, one a line.
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
pub fn read_cues(folder: &Folder, key: &str) -> Result<impl Iterator<Item = Result<Cue>> + use<>> {
    let path = cues_path(folder, key);
    let file = File::open(&path).with_context(|| format!("could not read '{}'", path.display()))?;
    Ok(BufReader::new(file)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Removes the notes of a section.
pub fn remove(folder: &Folder, key: &str) {
    remove_if_there(&record_path(folder, key));
    remove_if_there(&cues_path(folder, key));
}

/// The records of sections that need not be spoken again, by key. Records of others,
/// and the files they speak of, are removed; files whose place has changed are renamed.
///
/// # Errors
/// The folder cannot be read or a file cannot be renamed.
pub fn keep_usable(
    folder: &Folder,
    planned: &[PlannedSection<'_>],
) -> Result<HashMap<String, SectionRecord>> {
    let planned: HashMap<&str, &PlannedSection<'_>> = planned
        .iter()
        .map(|section| (section.key.as_str(), section))
        .collect();
    let mut usable = HashMap::new();
    let mut moved = Vec::new();
    for name in folder.hidden_names(".json")? {
        let record = fs::read(folder.hidden(&name)).ok();
        let Some(mut record) =
            record.and_then(|json| serde_json::from_slice::<SectionRecord>(&json).ok())
        else {
            continue;
        };
        let path = folder.path(&record.file);
        let is_whole =
            fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() == record.bytes);
        match planned.get(record.key.as_str()) {
            Some(section)
                if is_whole && record.failed == 0 && cues_path(folder, &record.key).exists() =>
            {
                if record.file != section.file {
                    // By way of a hidden name: two files may change places.
                    let hidden = folder.hidden(&format!("{}.wav", record.key));
                    fs::rename(&path, &hidden)?;
                    moved.push((hidden, folder.path(&section.file)));
                }
                record.file.clone_from(&section.file);
                record.number = section.number;
                record.heading.clone_from(&section.heading);
                usable.insert(record.key.clone(), record);
            }
            _ => {
                remove(folder, &record.key);
                remove_if_there(&path);
            }
        }
    }
    for record in usable.values() {
        write(folder, record)?;
    }
    for (hidden, path) in moved {
        fs::rename(hidden, path)?;
    }
    Ok(usable)
}
