//! Reads a manifest without its sentences, and verifies all of it.

use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::checksums::WrittenFile;
use super::damage::DamagedPart;
use super::records::{FileRecord, SectionRecord};
use super::{Head, SCHEMA, Summary};
use lismoi_files::own;

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

/// The manifest at `path`; `None` where there is none.
///
/// # Errors
/// The file cannot be read, or is [`NotOurs`].
pub fn summary(path: &Path) -> Result<Option<Summary>> {
    let contents = contents(path)?;
    let summary = contents.map(|contents| contents.summary(path)).transpose();
    Ok(summary?)
}

/// The fields before the sections and the files of the manifest at `path`, without its sections;
/// `None` where there is none. Only its first line is read, so nothing is verified: it is for
/// lists of many audiobooks.
///
/// # Errors
/// The file cannot be read, or is [`NotOurs`].
pub fn opening(path: &Path) -> Result<Option<Summary>> {
    let unreadable = || format!("could not read '{}'", path.display());
    let file = match own::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(unreadable),
    };
    let opening = contents::opening(file).with_context(unreadable)?;
    match opening {
        Some(opening) if !(OLDEST_SCHEMA..=SCHEMA).contains(&opening.head.schema) => {
            Err(NotOurs::OtherVersion(path.to_owned()).into())
        }
        Some(opening) if SAMPLE_RATES.contains(&opening.head.sample_rate) => Ok(Some(opening)),
        _ => Err(NotOurs::Foreign(path.to_owned()).into()),
    }
}

/// What is intact of the manifest at `path`; `None` where there is none.
///
/// # Errors
/// The file cannot be read, or is no manifest of this version at all.
pub fn contents(path: &Path) -> Result<Option<Contents>> {
    let unreadable = || format!("could not read '{}'", path.display());
    let file = match own::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(unreadable),
    };
    let contents = contents::of_parts(file).with_context(unreadable)?;
    let contents = match contents {
        Some(contents) => contents,
        None => contents::rewritten(path)?,
    };
    if !contents.is_plausible() {
        return Err(NotOurs::Foreign(path.to_owned()).into());
    }
    if let Some(head) = &contents.head
        && !(OLDEST_SCHEMA..=SCHEMA).contains(&head.schema)
    {
        return Err(NotOurs::OtherVersion(path.to_owned()).into());
    }
    Ok(Some(contents.translated()))
}

impl Contents {
    /// All of the manifest at `path`.
    ///
    /// # Errors
    /// A part of it is damaged.
    pub fn summary(self, path: &Path) -> Result<Summary, NotOurs> {
        let damaged = |part| NotOurs::Damaged {
            path: path.to_owned(),
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
