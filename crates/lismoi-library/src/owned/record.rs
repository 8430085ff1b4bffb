//! The hidden file that lists which files in a folder are ours, and holds what the next run need
//! not be told again.

use std::collections::BTreeMap;
use std::io;

use anyhow::{Context, Result};
use lismoi_files::own::Folder;
use serde::{Deserialize, Serialize};

/// That of a feed. A folder that has it is no part of the library.
pub const OF_FEED: &str = ".lismoi-feed.json";

/// That of an export.
pub const OF_EXPORT: &str = ".lismoi-export.json";

/// What earlier runs have done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// What the user has said once.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) settings: BTreeMap<String, String>,
    /// The SHA-256 of each file, by its path in the folder. After an interruption a file may have
    /// one of several: the last is the one that it was to get.
    #[serde(default)]
    pub(crate) files: BTreeMap<String, Vec<String>>,
}

impl Record {
    /// The record of this name in a folder; empty where there is none.
    pub(super) fn read(folder: &Folder, name: &str) -> Result<Record> {
        let unreadable = || format!("could not read '{}'", folder.path_of(name).display());
        match folder.read(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Record::default()),
            read => {
                serde_json::from_slice(&read.with_context(unreadable)?).with_context(unreadable)
            }
        }
    }

    /// Replaces the record of this name in a folder.
    pub(super) fn write(&self, folder: &Folder, name: &str) -> io::Result<()> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        folder.write_whole(name, &format!("{name}.part"), &json)
    }
}
