//! Resumes the build of a stale folder: keeps the sections that are up to date, and removes
//! what an earlier run wrote and this one does not need.

use std::collections::HashMap;
use std::io::{BufWriter, Write};
use std::sync::Arc;

use anyhow::{Context, Result};

use super::earlier::index::Earlier;
use super::folder::{Folder, hidden_name};
use super::intact::intact;
use super::ownership::OWNER;
use super::plan::Plan;
use super::session::{Build, is_incomplete};
use super::state::{Stale, has_playlist};
use super::{checkpoint, fingerprint, journal};
use crate::formats::playlist;
use crate::manifest::checksums::WrittenFile;
use crate::manifest::read::{Contents, IntactSection};
use crate::manifest::records::{FileRecord, SectionRecord};
use crate::manifest::sentences::{Reshaped, Sentences};
use crate::manifest::{self, head};
use crate::timeline::Cue;
use lismoi_speech::hash::hash_file;

/// Resumes the build.
///
/// # Errors
/// The folder cannot be read or written.
pub fn resume(stale: Stale, plan: &Plan<'_>) -> Result<Build> {
    let Stale {
        folder,
        contents,
        files,
        force,
    } = stale;
    // Stale or not, the export writes them again or removes them; until then they can be heard.
    let files: Vec<FileRecord> = match force {
        true => files
            .into_iter()
            .filter_map(|file| never_up_to_date(&folder, file))
            .collect(),
        false => files,
    };
    journal::replace(&folder, &files)?;
    if contents.is_some() {
        // Those from before the manifest was written.
        folder.remove_hidden(|name| name != journal::FILE)?;
    }
    let owner = serde_json::to_vec(&head::source_record(plan.source))?;
    folder.write_whole(&hidden_name(OWNER), |file| Ok(file.write_all(&owner)?))?;
    if let Some(contents) = &contents {
        reopen(&folder, contents, force)?;
    }
    folder.remove_hidden(is_incomplete)?;
    let wanted = if force { &[][..] } else { &plan.sections };
    let voice_fingerprint = fingerprint::voice_fingerprint(plan.settings, plan.engine);
    let search = plan.gain_search();
    let is_reusable = |record: &SectionRecord| {
        let gain_cb = record.measured.first().map(|measured| measured.gain_cb);
        !force
            && record.voice_fingerprint == voice_fingerprint
            && gain_cb == search.gains_cb().first().copied()
    };
    let done = checkpoint::keep_usable(&folder, wanted, is_reusable)?;
    let folder = Arc::new(folder);
    Ok(Build {
        earlier: Earlier::open(&folder, is_reusable)?,
        folder,
        done,
        voice_fingerprint,
        measured_only: HashMap::new(),
    })
}

/// The record of a file that is to be made again, whoever has changed it; `None` where it is
/// gone.
fn never_up_to_date(folder: &Folder, file: FileRecord) -> Option<FileRecord> {
    let (sha256, bytes) = hash_file(folder.files.open_file(&file.file).ok()?).ok()?;
    Some(FileRecord {
        fingerprint: String::new(),
        bytes,
        sha256,
        is_changed: false,
        ..file
    })
}

/// Turns the manifest into checkpoints and removes it. The sections that are damaged in it are
/// lost, and spoken again.
fn reopen(folder: &Folder, contents: &Contents, force: bool) -> Result<()> {
    if !force && contents.damage.is_empty() && !has_playlist(folder, contents)? {
        folder.keep_changed(playlist::FILE)?;
    }
    let mut lost = contents.lost.clone();
    for section in &contents.sections {
        if let Err(error) = write_checkpoint(folder, section) {
            if !error.is::<Reshaped>() {
                return Err(error);
            }
            checkpoint::remove(folder, &section.record.fingerprint);
            lost.push(WrittenFile::from(&section.record));
        }
    }
    let expected = lost
        .iter()
        .map(|file| (file.file.clone(), file.sha256.clone()));
    let intact = intact(folder, expected.collect())?;
    for file in &lost {
        match intact.contains(&file.file) {
            true => folder.remove_if_there(&file.file),
            false => folder.keep_changed(&file.file)?,
        }
    }
    let removed = folder.files.remove(manifest::FILE);
    removed.with_context(|| {
        let path = folder.path(manifest::FILE);
        format!("could not remove '{}'", path.display())
    })
}

fn write_checkpoint(folder: &Folder, section: &IntactSection) -> Result<()> {
    let mut sentences = Sentences::open_at(&folder.files, section.offset)?;
    let name = checkpoint::cues_file(&section.record.fingerprint);
    let unwritable = || format!("could not write '{}'", folder.path(&name).display());
    let file = folder.files.create(&name).with_context(unwritable)?;
    let mut cues = BufWriter::new(file);
    for cue in sentences.next_section::<Cue>() {
        checkpoint::write_cue(&mut cues, &cue?).with_context(unwritable)?;
    }
    cues.flush().with_context(unwritable)?;
    checkpoint::write(folder, &section.record)
}
