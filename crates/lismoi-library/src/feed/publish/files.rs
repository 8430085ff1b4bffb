//! Files in the folder of a feed: written whole, never changed, removed if they are ours.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context, Result};
use lismoi_files::own::Folder;
use lismoi_speech::hash::{hash_file, hex};
use sha2::{Digest, Sha256};

use super::{EpisodeFile, FEED, FILES, HASH_DIGITS, Writer};

/// The name of a file that is not whole yet.
const PART: &str = ".lismoi-part";

/// A file in the folder of a feed.
#[derive(Debug)]
pub(super) struct Target<'a> {
    /// Its folder within that of the feed; `None` for the folder itself.
    within: Option<String>,
    name: &'a str,
    bytes: u64,
    sha256: String,
}

/// The bytes of a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// The file of the same name in the folder of an audiobook.
    File(&'a Folder),
}

/// The folder of the feed cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write '{}'", .0.display())]
pub(super) struct Unwritable(PathBuf);

impl<'a> Target<'a> {
    /// The feed itself.
    pub(super) fn of_feed(bytes: &[u8]) -> Target<'static> {
        Target {
            within: None,
            name: FEED,
            bytes: bytes.len() as u64,
            sha256: hex(&Sha256::digest(bytes)),
        }
    }

    /// A file that the feed leads to.
    pub(super) fn of_file(file: &'a EpisodeFile) -> Target<'a> {
        Target {
            within: Some(format!("{FILES}/{}", &file.sha256[..HASH_DIGITS])),
            name: &file.name,
            bytes: file.bytes,
            sha256: file.sha256.clone(),
        }
    }

    /// Its path in the folder of the feed.
    fn path(&self) -> String {
        match &self.within {
            Some(within) => format!("{within}/{}", self.name),
            None => self.name.to_owned(),
        }
    }
}

impl Writer<'_> {
    /// Writes a file, unless it is there.
    pub(super) fn put(&mut self, target: &Target<'_>, source: Source<'_>) -> Result<()> {
        let path = target.path();
        let file = self.into.join(&path);
        let folder = match &target.within {
            Some(within) => {
                let within = self.into.join(within);
                let made = fs::create_dir_all(&within).and_then(|()| Folder::open(&within));
                &made.with_context(|| Unwritable(within))?
            }
            None => self.folder,
        };
        let is_recorded = self.record.files.get(&path) == Some(&target.sha256);
        self.kept.push(path.clone());
        if is_recorded && folder.length(target.name) == Some(target.bytes) {
            return Ok(());
        }
        // Before the file: what an interrupted run leaves is ours too.
        self.record.files.insert(path, target.sha256.clone());
        self.record.write(self.folder)?;
        let written = match source {
            Source::Bytes(bytes) => folder.write_whole(target.name, PART, bytes),
            Source::File(from) => link_or_copy(from, folder, target.name),
        };
        written.with_context(|| Unwritable(file))?;
        self.new += 1;
        Ok(())
    }

    /// Removes what earlier runs wrote and this one did not, and returns how many files that were.
    /// A file that somebody has changed is left alone.
    pub(super) fn remove_old(&mut self) -> Result<usize> {
        let old: Vec<(String, String)> = self
            .record
            .files
            .iter()
            .filter(|(path, _)| !self.kept.contains(path))
            .map(|(path, sha256)| (path.clone(), sha256.clone()))
            .collect();
        let mut removed = 0;
        for (path, sha256) in old {
            removed += usize::from(self.remove(&path, &sha256)?);
            self.record.files.remove(&path);
        }
        self.record.write(self.folder)?;
        Ok(removed)
    }

    fn remove(&self, path: &str, sha256: &str) -> Result<bool> {
        // A record may come from anywhere, and must not make us remove a file elsewhere.
        let parts: Vec<&str> = path.split('/').collect();
        let [FILES, hash, name] = parts[..] else {
            return Ok(false);
        };
        if hash.is_empty() || hash.starts_with('.') {
            return Ok(false);
        }
        let within = self.into.join(FILES).join(hash);
        let Ok(folder) = Folder::open(&within) else {
            return Ok(false);
        };
        let is_ours = |(found, _): (String, u64)| found == sha256;
        let found = folder.open_file(name).and_then(hash_file);
        if !found.is_ok_and(is_ours) {
            return Ok(false);
        }
        let removed = folder.remove(name);
        removed.with_context(|| format!("could not remove '{}'", folder.path_of(name).display()))?;
        // Only succeeds where nothing else is in it.
        let _ = fs::remove_dir(&within);
        Ok(true)
    }
}

/// A second name for a file, or a copy of it on another file system.
fn link_or_copy(from: &Folder, to: &Folder, name: &str) -> io::Result<()> {
    to.remove(PART)?;
    if fs::hard_link(from.path_of(name), to.path_of(PART)).is_err() {
        let mut copy = to.create(PART)?;
        io::copy(&mut from.open_file(name)?, &mut copy)?;
        copy.flush()?;
    }
    to.rename(PART, name)
        .inspect_err(|_| drop(to.remove(PART)))
}
