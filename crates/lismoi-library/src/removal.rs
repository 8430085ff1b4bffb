//! Takes audiobooks away, keeps them for a while, and brings them back.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::catalogue::{Article, Library};
use crate::clock::now;
use crate::journal::Journal;
use crate::journal::event::Event;
use crate::state::{Removed, State};

/// The folder of removed audiobooks, in that of the library.
pub const FOLDER: &str = ".removed";

/// How long removed audiobooks are kept, in seconds: 30 days.
pub const KEPT_S: u64 = 30 * 24 * 3_600;

/// Why an audiobook cannot be brought back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// None is kept.
    #[error("no removed article is kept")]
    NoneKept,
    /// Something has its name.
    #[error("'{}' is there already", .0.display())]
    Taken(PathBuf),
    /// Its files are gone.
    #[error("the files of '{0}' are gone")]
    Gone(String),
}

/// Moves an audiobook out of the library, and says where it is kept.
///
/// # Errors
/// It cannot be moved, or the journal cannot be written.
pub fn remove(library: &Library, article: &Article) -> Result<Removed> {
    let removed = library.folder.join(FOLDER);
    fs::create_dir_all(&removed).with_context(|| unwritable(&removed))?;
    let name = article
        .folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let kept_as = free_name(&removed, &name);
    let removed_as = Removed {
        article: article.id.clone(),
        at: now(),
        folder: article.folder.to_string_lossy().into_owned(),
        kept_as: kept_as.clone(),
    };
    let event = Event::Removed {
        folder: removed_as.folder.clone(),
        kept_as: kept_as.clone(),
    };
    // The journal first: a folder in `.removed` that it does not know of would stay for ever.
    library.journal.add([(article.id.clone(), event)])?;
    let from = library.folder.join(&article.folder);
    fs::rename(&from, removed.join(&kept_as)).with_context(|| unwritable(&from))?;
    Ok(removed_as)
}

/// Brings back the audiobook that was removed last, and returns its folder, relative to the
/// library's.
///
/// # Errors
/// None is kept, its place is taken, or it cannot be moved.
pub fn undo(library: &Library) -> Result<PathBuf> {
    let Some(removed) = library.state.removed().last().copied().cloned() else {
        return Err(RestoreError::NoneKept.into());
    };
    let Removed {
        article,
        folder,
        kept_as,
        ..
    } = removed;
    let from = library.folder.join(FOLDER).join(&kept_as);
    let to = library.folder.join(&folder);
    let restored = (article, Event::Restored { kept_as });
    match (from.is_dir(), to.exists()) {
        (true, true) => return Err(RestoreError::Taken(to).into()),
        // The journal was written and the folder not moved.
        (false, true) => {}
        (false, false) => {
            library.journal.add([restored])?;
            return Err(RestoreError::Gone(folder).into());
        }
        (true, false) => {
            let parent = to.parent().unwrap_or(&library.folder);
            fs::create_dir_all(parent).with_context(|| unwritable(parent))?;
            fs::rename(&from, &to).with_context(|| unwritable(&to))?;
        }
    }
    library.journal.add([restored])?;
    Ok(PathBuf::from(folder))
}

/// Deletes what was removed more than 30 days ago, or all that was removed, and returns the
/// folders that it was in.
///
/// # Errors
/// It cannot be deleted, or the journal cannot be written.
pub fn purge(folder: &Path, journal: &Journal, state: &State, all: bool) -> Result<Vec<String>> {
    let now = now();
    let removed = state.removed().into_iter();
    let old = removed.filter(|removed| all || removed.at.saturating_add(KEPT_S) <= now);
    delete(folder, journal, old)
}

/// Deletes the files of removed audiobooks, and returns the folders that these were in.
///
/// # Errors
/// They cannot be deleted, or the journal cannot be written.
pub(crate) fn delete<'a>(
    folder: &Path,
    journal: &Journal,
    removed: impl IntoIterator<Item = &'a Removed>,
) -> Result<Vec<String>> {
    let mut purged = Vec::new();
    let mut events = Vec::new();
    for removed in removed {
        let kept = folder.join(FOLDER).join(&removed.kept_as);
        match fs::remove_dir_all(&kept) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            deleted => deleted.with_context(|| unwritable(&kept))?,
        }
        let kept_as = removed.kept_as.clone();
        events.push((removed.article.clone(), Event::Purged { kept_as }));
        purged.push(removed.folder.clone());
    }
    journal.add(events)?;
    Ok(purged)
}

/// Forgets removed audiobooks whose files are gone, and returns their folders.
///
/// # Errors
/// The journal cannot be written.
pub fn forget_missing(folder: &Path, journal: &Journal, state: &State) -> Result<Vec<String>> {
    let removed = state.removed().into_iter();
    let is_gone = |removed: &&Removed| !folder.join(FOLDER).join(&removed.kept_as).is_dir();
    let gone: Vec<&Removed> = removed.filter(is_gone).collect();
    let events = gone.iter().map(|removed| {
        let kept_as = removed.kept_as.clone();
        (removed.article.clone(), Event::Purged { kept_as })
    });
    journal.add(events)?;
    Ok(gone
        .into_iter()
        .map(|removed| removed.folder.clone())
        .collect())
}

/// The name, with a number where something is called so.
fn free_name(folder: &Path, name: &str) -> String {
    let numbered = (2_u32..).map(|number| format!("{name} ({number})"));
    let mut names = [name.to_owned()].into_iter().chain(numbered);
    let is_free = |name: &String| fs::symlink_metadata(folder.join(name)).is_err();
    names.find(is_free).unwrap_or_else(|| name.to_owned())
}

/// The bytes of all files in a folder.
///
/// # Errors
/// The folder cannot be read.
pub fn bytes(folder: &Path) -> io::Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let metadata = entry?.metadata()?;
        if metadata.is_file() {
            total += metadata.len();
        }
    }
    Ok(total)
}

fn unwritable(path: &Path) -> String {
    format!("could not write '{}'", path.display())
}
