//! An export: files in other formats, made from a finished audiobook. A file that fails does
//! not cost the others.
//!
//! [`article`] says what the files are about, [`target`] names the files and their fingerprints, [`run`] removes the stale ones and
//! writes the missing ones on several threads, [`make`] writes one file; [`further`] does without the article. How each format is
//! written is left to [`formats`](crate::formats).

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};

use self::article::Article;
use super::folder::Folder;
use crate::formats::FileFormat;
use crate::formats::page::SoundPlace;
use crate::manifest::records::{FileRecord, SectionRecord};
use lismoi_audio::encode::options::SoundOptions;
use lismoi_audio::wav::reader::Reader;

pub mod article;
pub mod describe;
pub mod target;

pub mod make;

pub mod wanted;

pub mod run;

pub mod further;

/// How much of an article each file of sound or captions holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// One section.
    Section,
}

/// A format that the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedFormat {
    /// The format.
    pub format: &'static FileFormat,
    /// How much each file holds, where the format leaves a choice.
    pub extent: Extent,
    /// Bit rate and sample rate, where the format has them.
    pub encoding: SoundOptions,
}

/// What becomes of the formats that an earlier run was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Earlier {
    /// They are wanted again.
    #[default]
    Kept,
    /// Their files are deleted.
    Replaced,
}

/// The files that the user wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Each once.
    pub formats: Vec<WantedFormat>,
    /// Whether those of earlier runs are wanted too.
    pub earlier: Earlier,
    /// Where the sound of the page is.
    pub page_sound: SoundPlace,
    /// The user's own cover.
    pub cover: Option<PathBuf>,
    /// The user's own tags.
    pub tags: OwnTags,
}

/// Tags that the user chooses; `None` leaves the choice to us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTags {
    /// The album, instead of the title.
    pub album: Option<String>,
    /// The genre, instead of "Speech".
    pub genre: Option<String>,
    /// A comment before that of ours.
    pub comment: Option<String>,
}

/// A finished audiobook, and how files are to be made from it.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The folder of the article.
    pub folder: &'a Folder,
    /// What its files say of the article.
    pub article: &'a Article<'a>,
    /// Its sections.
    pub sections: &'a [SectionRecord],
    /// The files that earlier exports made.
    pub files: &'a [FileRecord],
    /// The name of files of the whole, without an ending.
    pub name: &'a str,
    /// The number of threads.
    pub jobs: usize,
    /// Whether files that are not ours are replaced.
    pub force: bool,
    /// Set when the run is to end.
    pub interrupted: &'a AtomicBool,
}

/// The result of an export.
#[derive(Debug)]
pub struct Exported {
    /// All files there are now.
    pub files: Vec<FileRecord>,
    /// How many of them are new.
    pub made: usize,
    /// Why files could not be made.
    pub failed: Vec<anyhow::Error>,
}

impl Exported {
    pub(crate) fn add(&mut self, made: Result<FileRecord>) {
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
    /// The title of the article, or the name of its files where it has none.
    fn title(&self) -> &str {
        self.article.metadata.title.as_deref().unwrap_or(self.name)
    }

    /// The path of a file in the folder, for messages.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path(file)
    }

    /// The sound of a WAV file in the folder.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn sound(&self, file: &str) -> Result<Reader<BufReader<File>>> {
        let open = || Reader::new(BufReader::new(self.folder.files.open_file(file)?));
        open().with_context(|| format!("could not read '{}'", self.path(file).display()))
    }
}
