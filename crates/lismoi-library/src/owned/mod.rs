//! Our files in a folder that others use too: written whole, kept as they are where they are up
//! to date, replaced and removed only while they are as they were written.
//!
//! A hidden file in the folder, the [`record`], lists them.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use lismoi_files::own::Folder;

use self::record::Record;

mod files;
pub mod record;

/// The files that a command writes into a folder.
#[derive(Debug)]
pub(crate) struct Owned {
    path: PathBuf,
    folder: Folder,
    /// The name of the record.
    name: &'static str,
    /// What was written, now or earlier.
    pub(crate) record: Record,
    /// The paths of what was written now, or is as it was.
    kept: BTreeSet<String>,
    /// How many files are new.
    pub(crate) new: usize,
    /// Held while this value lives.
    _lock: File,
}

/// A file to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'a> {
    /// Its folder within the one that is written to; empty for that one itself.
    pub(crate) within: &'a Path,
    /// Its name.
    pub(crate) name: &'a str,
    /// Its length.
    pub(crate) bytes: u64,
    /// SHA-256 of its bytes.
    pub(crate) sha256: &'a str,
}

/// The bytes of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// A file in the folder of an audiobook.
    File(&'a Folder, &'a str),
}

/// A file of this name is there, and is not as we wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{}' is there already, and not ours", .0.display())]
pub struct Foreign(pub PathBuf);

/// The folder cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write '{}'", .0.display())]
pub(crate) struct Unwritable(pub(crate) PathBuf);
