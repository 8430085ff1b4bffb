//! The state of an article's folder: up to date, or stale.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::error::BuildError;
use super::folder::Folder;
use super::intact::{intact, is_no_file};
use super::plan::Plan;
use super::session::Finished;
use super::{exported, ownership};
use crate::formats::{playlist, table};
use crate::manifest::damage::DamagedPart;
use crate::manifest::read::{Contents, IntactSection, NotOurs};
use crate::manifest::records::{FileRecord, SectionRecord};
use crate::manifest::{self, head, read};
use lismoi_files::own;

/// The state of an article's folder.
#[derive(Debug)]
pub enum State {
    /// Nothing has to be spoken.
    UpToDate(Finished),
    /// Something has to be spoken.
    Stale(Box<Stale>),
}

/// A folder in which something has to be spoken. Nothing in it has been touched yet.
#[derive(Debug)]
pub struct Stale {
    /// Locked while this value lives.
    pub(super) folder: Folder,
    /// What is intact of the manifest of a finished audiobook; `None` after an interruption, and
    /// at first.
    pub(super) contents: Option<Contents>,
    /// The files that exports have made.
    pub files: Vec<FileRecord>,
    /// Whether everything is made again.
    pub(super) force: bool,
}

impl State {
    /// The folder, held open.
    pub(super) fn files(&self) -> &own::Folder {
        match self {
            State::UpToDate(finished) => &finished.folder.files,
            State::Stale(stale) => &stale.folder.files,
        }
    }
}

impl Stale {
    /// The damaged parts of the manifest.
    pub(super) fn damage(&self) -> &[DamagedPart] {
        let contents = self.contents.as_ref();
        contents.map_or(&[], |contents| &contents.damage)
    }
}

/// Locks the folder at `path` and compares it with the plan. With `force` it is stale, and
/// what belongs to another article is replaced.
///
/// # Errors
/// The folder cannot be used, or holds files that must not be replaced.
pub fn open(path: &Path, plan: &Plan<'_>, force: bool) -> Result<State> {
    let folder = Folder::open(path)?;
    let contents = match usable_contents(&folder) {
        Err(_) if force => None,
        Err(error) => return Err(BuildError::UnusableManifest(format!("{error:#}")).into()),
        Ok(contents) => contents,
    };
    if !force {
        ownership::ensure_ours(&folder, path, plan, contents.as_ref())?;
    }
    let files = exported::files(&folder, contents.as_ref())?;
    let current = contents.as_ref().filter(|_| !force);
    let is_up_to_date = match current {
        Some(contents) => is_up_to_date(&folder, plan, contents)?,
        None => false,
    };
    match contents {
        Some(contents) if is_up_to_date => Ok(State::UpToDate(Finished {
            folder: Arc::new(folder),
            sections: records(contents.sections),
            files,
            listed: contents.files,
        })),
        contents => {
            folder.ensure_writable()?;
            Ok(State::Stale(Box::new(Stale {
                folder,
                contents,
                files,
                force,
            })))
        }
    }
}

/// The manifest, if the files in it are such as an export makes: they may be removed.
fn usable_contents(folder: &Folder) -> Result<Option<Contents>> {
    let contents = read::contents(&folder.files)?;
    let mut files = contents.iter().flat_map(|contents| &contents.files);
    if files.any(|record| !table::is_exported(&record.file)) {
        return Err(NotOurs::Foreign(folder.path(manifest::FILE)).into());
    }
    Ok(contents)
}

fn records(sections: Vec<IntactSection>) -> Vec<SectionRecord> {
    let sections = sections.into_iter();
    sections.map(|section| section.record).collect()
}

/// The same article, settings and engine, and every file as it was written.
fn is_up_to_date(folder: &Folder, plan: &Plan<'_>, contents: &Contents) -> Result<bool> {
    let Some(found) = &contents.head else {
        return Ok(false);
    };
    let sections = contents.sections.iter().map(|section| &section.record);
    let samples = sections.clone().map(|section| section.samples).sum();
    let mut head = head::of_plan(plan, samples);
    if found.metadata.is_none() {
        // Written before the manifest had them.
        head.metadata = None;
    }
    let planned = plan.sections.iter().map(|section| &section.fingerprint);
    Ok(contents.damage.is_empty()
        && *found == head
        && sections
            .clone()
            .map(|section| &section.fingerprint)
            .eq(planned)
        && sections.clone().all(|section| section.failed == 0)
        && has_playlist(folder, contents)?
        && are_intact(folder, sections)?)
}

/// Whether the playlist is that of the manifest.
///
/// # Errors
/// It is there and cannot be read.
pub(super) fn has_playlist(folder: &Folder, contents: &Contents) -> Result<bool> {
    let Some(head) = &contents.head else {
        return Ok(false);
    };
    let records = records(contents.sections.clone());
    let text = playlist::text(head.title.as_deref(), &records, head.sample_rate, "wav");
    match folder.files.read(playlist::FILE) {
        Ok(found) => Ok(found == text.as_bytes()),
        Err(error) if is_no_file(&error) => Ok(false),
        Err(error) => {
            let path = folder.path(playlist::FILE);
            Err(error).with_context(|| format!("could not read '{}'", path.display()))
        }
    }
}

/// Whether the files of all sections are as they were written.
fn are_intact<'a>(
    folder: &Folder,
    sections: impl Iterator<Item = &'a SectionRecord>,
) -> Result<bool> {
    let expected = sections.map(|section| (section.file.clone(), section.sha256.clone()));
    let expected: Vec<_> = expected.collect();
    let count = expected.len();
    Ok(intact(folder, expected)?.len() == count)
}
