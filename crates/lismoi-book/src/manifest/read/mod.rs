//! Reads a manifest without its sentences, and verifies all of it.

use std::fs::File;
use std::io;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::checksums::WrittenFile;
use super::damage::DamagedPart;
use super::records::{FileRecord, SectionRecord};
use super::{FILE, Head, SCHEMA, Summary};
use lismoi_files::own::Folder;

mod contents;
mod fields;

/// The oldest version that can be read. Version 1 differs in one name: `settings.boilerplate`
/// was `settings.furniture`. Versions 1 and 2 have no checksums.
const OLDEST_SCHEMA: u32 = 1;

/// The first version with checksums.
const FIRST_WITH_CHECKSUMS: u32 = 3;

/// The sample rates of sound, generously: any other would break the arithmetic of times.
const SAMPLE_RATES: RangeInclusive<u32> = 8_000..=192_000;

/// A manifest that this version of lismoi did not write, or not so.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotOurs {
    /// It is not one, or names files elsewhere.
    #[error("'{}' is no manifest of lismoi", .0.display())]
    Foreign(PathBuf),
    /// It has another schema.
    #[error("'{}' is of another version of lismoi", .0.display())]
    OtherVersion(PathBuf),
    /// A byte of it has changed.
    #[error("'{}' is damaged: {part}", .path.display())]
    Damaged {
        /// The manifest.
        path: PathBuf,
        /// The first damaged part.
        part: DamagedPart,
    },
}

/// A manifest as far as it is intact.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// The fields before the sections; `None` where they are damaged.
    pub head: Option<Head>,
    /// The files that were made from the sections.
    pub files: Vec<FileRecord>,
    /// The intact sections.
    pub sections: Vec<IntactSection>,
    /// The WAV files of damaged sections.
    pub lost: Vec<WrittenFile>,
    /// What is damaged.
    pub damage: Vec<DamagedPart>,
}

/// A section of which no byte has changed.
#[derive(Clone, Debug)]
pub struct IntactSection {
    /// Its record.
    pub record: SectionRecord,
    /// The place of its first line in the manifest, in bytes.
    pub offset: u64,
}

/// The manifest of the audiobook in a folder; `None` where there is none.
///
/// # Errors
/// The file cannot be read, or is [`NotOurs`].
pub fn summary(folder: &Folder) -> Result<Option<Summary>> {
    let contents = contents(folder)?;
    let summary = contents
        .map(|contents| contents.summary(folder))
        .transpose();
    Ok(summary?)
}

/// The manifest in a folder; `None` where there is none.
fn open(folder: &Folder) -> Result<Option<File>> {
    match folder.open_file(FILE) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| unreadable(folder)),
    }
}

fn unreadable(folder: &Folder) -> String {
    format!("could not read '{}'", folder.path_of(FILE).display())
}

/// The fields before the sections and the files of the manifest in a folder, without its
/// sections; `None` where there is none. Only its first line is read, so nothing is verified: it
/// is for lists of many audiobooks.
///
/// # Errors
/// The file cannot be read, or is [`NotOurs`].
pub fn opening(folder: &Folder) -> Result<Option<Summary>> {
    let Some(file) = open(folder)? else {
        return Ok(None);
    };
    let path = folder.path_of(FILE);
    let opening = contents::opening(file).with_context(|| unreadable(folder))?;
    match opening {
        Some(opening) if !(OLDEST_SCHEMA..=SCHEMA).contains(&opening.head.schema) => {
            Err(NotOurs::OtherVersion(path).into())
        }
        Some(opening) if SAMPLE_RATES.contains(&opening.head.sample_rate) => Ok(Some(opening)),
        _ => Err(NotOurs::Foreign(path).into()),
    }
}

/// What is intact of the manifest in a folder; `None` where there is none.
///
/// # Errors
/// The file cannot be read, or is no manifest of this version at all.
pub fn contents(folder: &Folder) -> Result<Option<Contents>> {
    let Some(file) = open(folder)? else {
        return Ok(None);
    };
    let path = folder.path_of(FILE);
    let contents = contents::of_parts(file).with_context(|| unreadable(folder))?;
    let contents = match contents {
        Some(contents) => contents,
        None => contents::rewritten(folder)?,
    };
    if !contents.is_plausible() {
        return Err(NotOurs::Foreign(path).into());
    }
    if let Some(head) = &contents.head
        && !(OLDEST_SCHEMA..=SCHEMA).contains(&head.schema)
    {
        return Err(NotOurs::OtherVersion(path).into());
    }
    Ok(Some(contents.translated()))
}

impl Contents {
    /// All of the manifest, which was read from this folder.
    ///
    /// # Errors
    /// A part of it is damaged.
    pub fn summary(self, folder: &Folder) -> Result<Summary, NotOurs> {
        let damaged = |part| NotOurs::Damaged {
            path: folder.path_of(FILE),
            part,
        };
        if let Some(part) = self.damage.first() {
            return Err(damaged(*part));
        }
        let sections = self.sections.into_iter();
        Ok(Summary {
            head: self.head.ok_or_else(|| damaged(DamagedPart::Head))?,
            files: self.files,
            sections: sections.map(|section| section.record).collect(),
        })
    }

    fn is_plausible(&self) -> bool {
        let mut heads = self.head.iter();
        let mut sections = self.sections.iter();
        heads.all(|head| SAMPLE_RATES.contains(&head.sample_rate))
            && sections.all(|section| section.record.is_plausible())
            && self.files.iter().all(FileRecord::is_plausible)
            && self.lost.iter().all(WrittenFile::is_plausible)
    }

    /// Schema 1 has been translated on the way.
    fn translated(mut self) -> Contents {
        if let Some(head) = &mut self.head {
            head.schema = SCHEMA;
        }
        self
    }
}
