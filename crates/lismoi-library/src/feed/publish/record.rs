//! The hidden file in the folder of a feed: which files are ours, and what the next run need not
//! be told again.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;

use anyhow::{Context, Result};
use lismoi_files::own::Folder;
use serde::{Deserialize, Serialize};

/// The name of the file. A folder that has it is no part of the library.
pub const FILE: &str = ".lismoi-feed.json";

const PART: &str = ".lismoi-feed.part";

const LOCK: &str = ".lismoi-feed.lock";

/// What earlier runs have done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The address of the folder.
    pub(super) base: Option<String>,
    /// The title of the feed.
    pub(super) title: Option<String>,
    /// The SHA-256 of each file, by its path in the folder.
    pub(super) files: BTreeMap<String, String>,
}

impl Record {
    /// The record in a folder; empty where there is none.
    pub(super) fn read(folder: &Folder) -> Result<Record> {
        let unreadable = || format!("could not read '{}'", folder.path_of(FILE).display());
        match folder.read(FILE) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Record::default()),
            read => serde_json::from_slice(&read.with_context(unreadable)?).with_context(unreadable),
        }
    }

    /// Replaces the record in a folder.
    pub(super) fn write(&self, folder: &Folder) -> Result<()> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        let written = folder.write_whole(FILE, PART, &json);
        written.with_context(|| format!("could not write '{}'", folder.path_of(FILE).display()))
    }
}

/// Waits until no other program writes to the folder. Some network file systems have no locks.
pub(super) fn lock(folder: &Folder) -> io::Result<File> {
    let lock = folder.open_to_lock(LOCK)?;
    let _ = lock.lock();
    Ok(lock)
}
