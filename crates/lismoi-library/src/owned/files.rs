//! Writes and removes our files.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use lismoi_files::own::Folder;
use lismoi_speech::hash::hash_file;

use super::record::Record;
use super::{Foreign, Owned, Source, Target, Unwritable};

/// The name of a file that is not whole yet.
const PART: &str = ".lismoi-part";

impl Owned {
    /// Our files in a folder, which is made if it is missing, by the record of this name. Waits
    /// until no other program writes them.
    ///
    /// # Errors
    /// The folder cannot be written, or the record cannot be read.
    pub(crate) fn open(path: &Path, name: &'static str) -> Result<Owned> {
        let unwritable = || format!("could not write to the folder '{}'", path.display());
        fs::create_dir_all(path).with_context(unwritable)?;
        let folder = Folder::open(path).with_context(unwritable)?;
        let lock = folder.open_to_lock(&format!("{name}.lock"));
        let lock = lock.with_context(unwritable)?;
        // Some network file systems have no locks.
        let _ = lock.lock();
        Ok(Owned {
            path: path.to_owned(),
            record: Record::read(&folder, name)?,
            folder,
            name,
            kept: BTreeSet::new(),
            new: 0,
            _lock: lock,
        })
    }

    /// Writes files, unless they are there.
    ///
    /// # Errors
    /// A name is taken ([`Foreign`]), or the folder cannot be written ([`Unwritable`]).
    pub(crate) fn put(&mut self, files: &[(Target<'_>, Source<'_>)]) -> Result<()> {
        let mut missing = Vec::new();
        for (target, source) in files {
            let path = target.within.join(target.name);
            let path = path.to_string_lossy().into_owned();
            let folder = self.folder_within(target.within)?;
            if !self.is_there(&folder, &path, target)? {
                let recorded = self.record.files.entry(path.clone()).or_default();
                recorded.push(target.sha256.to_owned());
                missing.push((folder, path.clone(), target, source));
            }
            self.kept.insert(path);
        }
        if missing.is_empty() {
            return Ok(());
        }
        // Before the files: what an interrupted run leaves is ours too.
        self.close()?;
        for (folder, path, target, source) in missing {
            let written = match source {
                Source::Bytes(bytes) => folder.write_whole(target.name, PART, bytes),
                Source::File(from, name) => link_or_copy(from, name, &folder, target.name),
            };
            written.with_context(|| Unwritable(folder.path_of(target.name)))?;
            self.record
                .files
                .insert(path, vec![target.sha256.to_owned()]);
            self.new += 1;
        }
        Ok(())
    }

    /// A folder in the one that is written to, which is made if it is missing. A link in its
    /// place is not followed.
    fn folder_within(&self, within: &Path) -> Result<Folder> {
        let mut path = self.path.clone();
        for name in within {
            path.push(name);
            match fs::create_dir(&path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(error).with_context(|| Unwritable(path));
                }
                _ if !is_folder(&path) => return Err(Foreign(path).into()),
                _ => {}
            }
        }
        match within.as_os_str().is_empty() {
            true => Ok(self.folder.clone()),
            false => Folder::open(&path).with_context(|| Unwritable(path)),
        }
    }

    /// Whether a file is as it is to be. A file that we have not written is an error.
    fn is_there(&self, folder: &Folder, path: &str, target: &Target<'_>) -> Result<bool> {
        let recorded = self.record.files.get(path).map_or(&[][..], Vec::as_slice);
        let has_length = folder.length(target.name) == Some(target.bytes);
        if recorded == [target.sha256] && has_length {
            return Ok(true);
        }
        if !folder.is_taken(target.name) {
            return Ok(false);
        }
        match hash(folder, target.name) {
            Some(found) if found == target.sha256 || recorded.contains(&found) => Ok(false),
            _ => Err(Foreign(folder.path_of(target.name)).into()),
        }
    }

    /// Writes down what was written.
    ///
    /// # Errors
    /// The record cannot be written.
    pub(crate) fn close(&self) -> Result<()> {
        let written = self.record.write(&self.folder, self.name);
        written.with_context(|| Unwritable(self.folder.path_of(self.name)))
    }

    /// Removes what earlier runs wrote below the folder of this name and this run did not, and
    /// returns how many files that were. A file that somebody has changed is left alone.
    ///
    /// # Errors
    /// A file cannot be removed.
    pub(crate) fn remove_old(&mut self, below: &str) -> Result<usize> {
        let files = self.record.files.clone();
        let mut removed = 0;
        for (path, hashes) in files {
            if self.kept.contains(&path) {
                continue;
            }
            removed += usize::from(self.remove(below, &path, &hashes)?);
            self.record.files.remove(&path);
        }
        Ok(removed)
    }

    fn remove(&self, below: &str, path: &str, hashes: &[String]) -> Result<bool> {
        // A record may come from anywhere, and must not make us remove a file elsewhere.
        let parts: Vec<&str> = path.split('/').collect();
        let [first, within, name] = parts[..] else {
            return Ok(false);
        };
        if first != below || within.is_empty() || within.starts_with('.') {
            return Ok(false);
        }
        let below = self.path.join(below);
        let within = below.join(within);
        if !is_folder(&below) || !is_folder(&within) {
            return Ok(false);
        }
        let Ok(folder) = Folder::open(&within) else {
            return Ok(false);
        };
        if !hash(&folder, name).is_some_and(|found| hashes.contains(&found)) {
            return Ok(false);
        }
        let removed = folder.remove(name);
        removed
            .with_context(|| format!("could not remove '{}'", folder.path_of(name).display()))?;
        // Only succeeds where nothing else is in it.
        let _ = fs::remove_dir(&within);
        Ok(true)
    }

    /// Whether there is something of this name that earlier runs have not written.
    pub(crate) fn has_foreign(&self, name: &str) -> bool {
        self.folder.is_taken(name) && !self.record.files.contains_key(name)
    }
}

/// Whether there is a folder, and not a link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|status| status.is_dir())
}

/// The SHA-256 of a file that can be read.
fn hash(folder: &Folder, name: &str) -> Option<String> {
    let file = folder.open_file(name).and_then(hash_file);
    file.ok().map(|(hash, _)| hash)
}

/// A second name for a file, or a copy of it on another file system.
fn link_or_copy(from: &Folder, name: &str, to: &Folder, new_name: &str) -> io::Result<()> {
    to.remove(PART)?;
    if fs::hard_link(from.path_of(name), to.path_of(PART)).is_err() {
        let mut copy = to.create(PART)?;
        io::copy(&mut from.open_file(name)?, &mut copy)?;
        copy.flush()?;
    }
    to.rename(PART, new_name)
        .inspect_err(|_| drop(to.remove(PART)))
}
