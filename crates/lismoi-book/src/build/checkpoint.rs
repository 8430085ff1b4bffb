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

use crate::SectionRecord;
use crate::build::folder::{Folder, remove_if_there};
use crate::build::plan::PlannedSection;
use crate::timeline::cue::Cue;

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

/// The records of sections that need not be spoken again, by key, in the names that they
/// are to have now. Records of others, and the files they speak of, are removed.
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
    for mut record in read_all(folder)? {
        let path = folder.path(&record.file);
        let hidden = hidden_wav(folder, &record.key);
        let is_whole = |path: &PathBuf| {
            fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == record.bytes)
        };
        // A kill in the middle of the renaming below leaves the file under the hidden name.
        let place = [&hidden, &path].into_iter().find(|path| is_whole(path));
        match (planned.get(record.key.as_str()), place) {
            (Some(section), Some(place))
                if record.failed == 0 && cues_path(folder, &record.key).exists() =>
            {
                if record.file != section.file && *place == path {
                    // By way of a hidden name: two files may change places.
                    fs::rename(&path, &hidden)?;
                }
                record.file.clone_from(&section.file);
                record.number = section.number;
                record.heading.clone_from(&section.heading);
                record.level = section.section.level;
                usable.insert(record.key.clone(), record);
            }
            _ => {
                // The files first: without the record nobody would know that they are ours.
                remove_if_there(&path);
                remove_if_there(&hidden);
                remove(folder, &record.key);
            }
        }
    }
    for record in usable.values() {
        write(folder, record)?;
        let hidden = hidden_wav(folder, &record.key);
        if hidden.exists() {
            fs::rename(hidden, folder.path(&record.file))?;
        }
    }
    Ok(usable)
}

/// All records noted in a folder.
///
/// # Errors
/// The folder cannot be read.
pub fn read_all(folder: &Folder) -> io::Result<Vec<SectionRecord>> {
    let names = folder.hidden_names(".json")?;
    let records = names.iter().filter_map(|name| {
        let record: SectionRecord =
            serde_json::from_slice(&fs::read(folder.hidden(name)).ok()?).ok()?;
        record.is_ours().then_some(record)
    });
    Ok(records.collect())
}

fn hidden_wav(folder: &Folder, key: &str) -> PathBuf {
    folder.hidden(&format!("{key}.wav"))
}
