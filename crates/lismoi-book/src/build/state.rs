//! The state of an article's folder: up to date, or stale.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use super::error::BuildError;
use super::folder::Folder;
use super::plan::Plan;
use super::session::Finished;
use super::{exported, ownership};
use crate::formats::{playlist, table};
use crate::manifest::read::NotOurs;
use crate::manifest::records::FileRecord;
use crate::manifest::{self, Summary, head, read};

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
    /// The manifest of a finished audiobook; `None` after an interruption, and at first.
    pub(super) summary: Option<Summary>,
    /// The files that exports have made.
    pub files: Vec<FileRecord>,
    /// Whether everything is made again.
    pub(super) force: bool,
}

/// Locks the folder at `path` and compares it with the plan. With `force` it is stale, and
/// what belongs to another article is replaced.
///
/// # Errors
/// The folder cannot be used, or holds files that must not be replaced.
pub fn open(path: &Path, plan: &Plan<'_>, force: bool) -> Result<State> {
    let folder = Folder::open(path)?;
    let summary = match usable_summary(&folder) {
        Err(_) if force => None,
        Err(error) => return Err(BuildError::UnusableManifest(format!("{error:#}")).into()),
        Ok(summary) => summary,
    };
    if !force {
        ownership::ensure_ours(&folder, path, plan, summary.as_ref())?;
    }
    let files = exported::files(&folder, summary.as_ref());
    match summary {
        Some(summary) if !force && is_up_to_date(&folder, plan, &summary) => {
            Ok(State::UpToDate(Finished {
                folder: Arc::new(folder),
                sections: summary.sections,
                files,
                listed: summary.files,
            }))
        }
        summary => Ok(State::Stale(Box::new(Stale {
            folder,
            summary,
            files,
            force,
        }))),
    }
}

/// The manifest, if the files in it are such as an export makes: they may be removed.
fn usable_summary(folder: &Folder) -> Result<Option<Summary>> {
    let path = folder.path(manifest::FILE);
    let summary = read::summary(&path)?;
    let mut files = summary.iter().flat_map(|summary| &summary.files);
    if files.any(|record| !table::is_exported(&record.file)) {
        return Err(NotOurs::Foreign(path).into());
    }
    Ok(summary)
}

/// The same article, settings and engine, and every file in its place.
fn is_up_to_date(folder: &Folder, plan: &Plan<'_>, summary: &Summary) -> bool {
    let is_file = |name: &str, bytes: u64| {
        fs::metadata(folder.path(name)).is_ok_and(|file| file.is_file() && file.len() == bytes)
    };
    let fingerprints = summary.sections.iter().map(|section| &section.fingerprint);
    let planned = plan.sections.iter().map(|section| &section.fingerprint);
    let is_complete = summary
        .sections
        .iter()
        .all(|section| section.failed == 0 && is_file(&section.file, section.bytes));
    let mut head = head::of_plan(plan, summary.samples());
    if summary.head.metadata.is_none() {
        // Written before the manifest had them.
        head.metadata = None;
    }
    summary.head == head
        && fingerprints.eq(planned)
        && is_complete
        && folder.path(playlist::FILE).is_file()
}
