//! Copies of a journal that a synchronisation leaves where two computers have written it:
//! `library.sync-conflict-20261129.jsonl` (Syncthing), `library (conflicted copy).jsonl`
//! (Nextcloud, Dropbox).

use anyhow::{Context, Result};
use lismoi_files::own::Folder;

use super::event::Entry;
use super::{FILE, read};

/// The names of the copies, with their entries. A file of such a name without an intact line is
/// somebody else's.
///
/// # Errors
/// The folder or a file cannot be read.
pub(super) fn find(folder: &Folder) -> Result<Vec<(String, Vec<Entry>)>> {
    let unreadable = || format!("could not read the folder '{}'", folder.path.display());
    let mut found = Vec::new();
    for name in folder.names().with_context(unreadable)? {
        let name = name.with_context(unreadable)?;
        let name = name.to_string_lossy();
        if name == FILE || !name.starts_with("library") || !name.ends_with(".jsonl") {
            continue;
        }
        let entries = entries(folder, &name)?;
        if !entries.is_empty() {
            found.push((name.into_owned(), entries));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found)
}

/// The intact entries of a file.
///
/// # Errors
/// It cannot be read.
pub(super) fn entries(folder: &Folder, name: &str) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let file = folder.open_file(name);
    let read = file.and_then(|file| read(file, |entry| entries.extend(entry)));
    read.with_context(|| format!("could not read '{}'", folder.path_of(name).display()))?;
    Ok(entries)
}
