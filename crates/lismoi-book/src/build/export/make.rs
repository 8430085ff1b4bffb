//! Writes one file of an export, from its first byte to its final name.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result};

use super::Export;
use super::target::Target;
use crate::build::error::BuildError;
use crate::build::folder::hidden_name;
use crate::build::journal::Journal;
use crate::formats::FileFormat;
use crate::formats::captions::read::{self, BookCaptions};
use crate::manifest::records::FileRecord;
use lismoi_audio::encode::tags::Tags;
use lismoi_speech::hash::hash_file;

/// Writes the files of one export.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    /// The audiobook.
    pub(crate) export: &'a Export<'a>,
    /// The tags of the whole article.
    pub(crate) whole: &'a Tags,
    /// The journal of the export.
    pub(crate) journal: &'a Journal<'a>,
    /// The formats of encoded sound, those first that take longest.
    pub(crate) sounds: &'a [&'static FileFormat],
    /// How many files of sound are encoded.
    pub(crate) encodings: usize,
}

impl Maker<'_> {
    /// The captions of all sections, with times from the start of the whole.
    pub(crate) fn captions(&self) -> Result<BookCaptions> {
        let lengths = self.export.sections.iter().map(|section| section.samples);
        read::book(&self.export.folder.files, lengths)
    }

    /// Writes a file of text.
    pub(crate) fn text(
        &self,
        target: &Target,
        write: impl FnOnce(&mut BufWriter<File>) -> Result<()>,
    ) -> Result<FileRecord> {
        self.file(target, |file| {
            let mut out = BufWriter::new(file);
            write(&mut out)?;
            Ok(out.flush()?)
        })
    }

    /// Writes a whole file under a hidden name, then gives it its final one. The hidden file
    /// is removed where that fails.
    pub(crate) fn file(
        &self,
        target: &Target,
        write: impl FnOnce(File) -> Result<()>,
    ) -> Result<FileRecord> {
        let folder = self.export.folder;
        let part = hidden_name(&format!("{}.part", target.file));
        let complete = || -> Result<FileRecord> {
            folder.ensure_writable()?;
            self.ensure_free(&target.file)?;
            write(folder.files.create(&part)?)?;
            let (sha256, bytes) = hash_file(folder.files.open_file(&part)?)?;
            let record = FileRecord {
                file: target.file.clone(),
                section: target.section,
                fingerprint: target.fingerprint.clone(),
                encoding: target.encoding,
                bytes,
                sha256,
                holds_sound: false,
                is_changed: false,
            };
            self.ensure_free(&target.file)?;
            self.journal.add(&record)?;
            folder.files.rename(&part, &target.file)?;
            Ok(record)
        };
        let written = complete();
        if written.is_err() {
            folder.remove_if_there(&part);
        }
        written
            .with_context(|| format!("could not write '{}'", folder.path(&target.file).display()))
    }

    /// Removes a file of this name if it is ours, or empty, as after a power cut; any with
    /// `force`.
    fn ensure_free(&self, file: &str) -> Result<()> {
        let folder = self.export.folder;
        let is_ours = |record: &FileRecord| {
            record.file == file && !record.is_changed && record.is_there(folder)
        };
        if folder.files.is_taken(file)
            && folder.files.length(file) != Some(0)
            && !self.export.force
            && !self.export.files.iter().any(is_ours)
        {
            return Err(BuildError::ForeignExport.into());
        }
        folder.remove_if_there(file);
        Ok(())
    }
}
