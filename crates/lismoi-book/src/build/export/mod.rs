//! What else is made of a finished audiobook, out of the files of its sections and its
//! manifest: its sound encoded, its text in step with the sound. A file that fails does not
//! cost the others.
//!
//! [`prepare`](write::prepare) finds out what is still right and what is to be made,
//! [`Prepared::write`](write::Prepared::write) makes it on several threads.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};

use crate::SectionRecord;
use crate::build::folder::{Folder, remove_if_there};
use crate::build::plan::Plan;
use crate::formats::captions::CaptionForm;
use crate::formats::page::SoundPlace;
use crate::formats::playlist;
use lismoi_audio::encode::Format;

pub mod describe;
pub mod target;

pub(crate) mod make;

pub mod write;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// The sound, encoded.
    Sound(Format),
    /// The text, in step with the sound.
    Captions(CaptionForm),
    /// A book that holds the text and the sound.
    Epub,
    /// The page to read along.
    Page,
    /// The encoded files of the sections, in order.
    Playlist(Format),
}

/// How much of an article each file of sound or captions holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// One section.
    Section,
}

/// Which files the user wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Each once.
    pub kinds: Vec<FileKind>,
    /// How much each of them holds.
    pub extent: Extent,
    /// Where the sound of the page is.
    pub page_sound: SoundPlace,
    /// The user's own cover.
    pub cover: Option<PathBuf>,
}

/// A file that holds the whole article, or one section of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name.
    pub file: String,
    /// The number of its section, from 1; `None` where it holds the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<usize>,
    /// SHA-256 of all that it is made of: files with equal keys are equal.
    pub key: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
}

impl FileRecord {
    /// Whether its name is such as we write: a manifest may come from anywhere, and must not
    /// make us remove anything else.
    pub fn is_ours(&self) -> bool {
        let is_plain = !self.file.contains(['/', '\\', '\0']) && !self.file.starts_with('.');
        let is_made = ENDINGS.iter().any(|ending| self.file.ends_with(ending));
        is_plain && is_made && self.file != playlist::FILE
    }

    /// Whether the file is there, as long as it was written.
    pub fn is_there(&self, folder: &Folder) -> bool {
        let file = folder.path(&self.file).metadata();
        file.is_ok_and(|file| file.is_file() && file.len() == self.bytes)
    }

    /// Removes the file, unless somebody has changed its length.
    pub fn remove(&self, folder: &Folder) {
        if self.is_there(folder) {
            remove_if_there(&folder.path(&self.file));
        }
    }
}

/// A finished audiobook, and how files are to be made of it.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// Where it is.
    pub folder: &'a Folder,
    /// What it is made from.
    pub plan: &'a Plan<'a>,
    /// Its sections.
    pub sections: &'a [SectionRecord],
    /// The files that were made of it before.
    pub files: &'a [FileRecord],
    /// The name of those that hold the whole, without an ending.
    pub name: &'a str,
    /// On how many threads they are made.
    pub jobs: usize,
    /// Whether files that are not ours are replaced.
    pub force: bool,
    /// Set when the run is to end.
    pub interrupted: &'a AtomicBool,
}

/// What became of an export.
#[derive(Debug)]
pub struct Exported {
    /// All files there are now.
    pub files: Vec<FileRecord>,
    /// How many of them are new.
    pub made: usize,
    /// What could not be made, and why.
    pub failed: Vec<anyhow::Error>,
}

impl Exported {
    pub(crate) fn add(&mut self, made: anyhow::Result<FileRecord>) {
        match made {
            Ok(record) => {
                self.files.retain(|other| other.file != record.file);
                self.files.push(record);
                self.made += 1;
            }
            Err(error) => self.failed.push(error),
        }
    }
}

impl Export<'_> {
    /// What the article is called.
    fn title(&self) -> &str {
        self.plan.metadata.title.as_deref().unwrap_or(self.name)
    }

    /// Where a file of the audiobook stands.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path(file)
    }
}

/// What the names of the files end in.
const ENDINGS: [&str; 12] = [
    ".mp3",
    ".opus",
    ".m4b",
    ".flac",
    ".srt",
    ".vtt",
    ".words.vtt",
    ".lrc",
    ".words.json",
    ".epub",
    ".html",
    ".m3u8",
];
