//! One file, from its first byte to its final name.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;

use anyhow::{Context, Result, ensure};

use super::target::Target;
use super::{Export, FileRecord, describe};
use crate::Interrupted;
use crate::SectionRecord;
use crate::build::chapter::hash_file;
use crate::build::folder::remove_if_there;
use crate::build::journal::Note;
use crate::formats::captions::{Caption, CaptionForm, Recording, read, write};
use crate::manifest::{self, Sentences};
use lismoi_audio::encode::{Description, Encoding, Format};
use lismoi_audio::wav::reader::Reader;
use lismoi_document::hint::WithHint;
use lismoi_speech::SAMPLE_RATE;

/// What all files of one export share.
#[derive(Clone, Copy)]
pub(crate) struct Maker<'a> {
    pub(crate) export: &'a Export<'a>,
    /// The whole article.
    pub(crate) whole: &'a Description,
    /// Where what is made is noted.
    pub(crate) note: &'a Note,
}

impl Maker<'_> {
    /// Encodes the whole or a section; `encoded` is told of samples.
    pub(crate) fn sound(
        &self,
        target: &Target,
        format: Format,
        encoded: &Sender<u64>,
    ) -> Result<FileRecord> {
        self.file(target, |file| {
            let sections = self.export.sections;
            match target.section {
                None => self.encode(format, file, self.whole, sections, encoded),
                Some(number) => {
                    let description = describe::section(self.export, self.whole, number - 1);
                    let section = &sections[number - 1..number];
                    self.encode(format, file, &description, section, encoded)
                }
            }
        })
    }

    /// Encodes sections one after the other into an empty file.
    pub(crate) fn encode(
        &self,
        format: Format,
        file: File,
        description: &Description,
        sections: &[SectionRecord],
        encoded: &Sender<u64>,
    ) -> Result<()> {
        let mut encoding = Encoding::start(format, file, description)?;
        for section in sections {
            self.encode_section(section, &mut encoding, encoded)?;
        }
        encoding.finish().map(drop)
    }

    /// Encodes a section; ends where the run is interrupted.
    pub(crate) fn encode_section(
        &self,
        section: &SectionRecord,
        encoding: &mut Encoding,
        encoded: &Sender<u64>,
    ) -> Result<()> {
        let path = self.export.path(&section.file);
        let unreadable = || format!("could not read '{}'", path.display());
        let mut sound = Reader::open(&path).with_context(unreadable)?;
        ensure!(
            sound.sample_rate() == SAMPLE_RATE,
            "'{}' is not at {SAMPLE_RATE} Hz",
            path.display()
        );
        let mut block = Vec::new();
        loop {
            ensure!(
                !self.export.interrupted.load(Ordering::Relaxed),
                Interrupted
            );
            if sound.read(&mut block, 1 << 15).with_context(unreadable)? == 0 {
                return Ok(());
            }
            encoding.write(&block)?;
            // Nobody may be listening any more.
            let _ = encoded.send(block.len() as u64);
        }
    }

    /// Writes the captions of the whole, or of one section after the other: the manifest
    /// is read once for all of them.
    pub(crate) fn captions(
        &self,
        form: CaptionForm,
        targets: &[Target],
    ) -> Vec<Result<FileRecord>> {
        match targets {
            [whole] if whole.section.is_none() => {
                let captions = self.all_captions();
                let written = captions.and_then(|captions| {
                    let recording = recording(self.whole);
                    self.caption_file(whole, form, captions, recording)
                });
                vec![written]
            }
            _ => self.section_captions(form, targets),
        }
    }

    /// The captions of all sections, with times from the start of the whole.
    pub(crate) fn all_captions(&self) -> Result<read::Book> {
        let lengths = self.export.sections.iter().map(|section| section.samples);
        read::book(&self.export.path(manifest::FILE), lengths)
    }

    fn section_captions(&self, form: CaptionForm, targets: &[Target]) -> Vec<Result<FileRecord>> {
        let mut sentences = match Sentences::open(&self.export.path(manifest::FILE)) {
            Ok(sentences) => sentences,
            Err(error) => return vec![Err(error)],
        };
        let mut written = Vec::with_capacity(targets.len());
        let mut targets = targets.iter().peekable();
        for index in 0..self.export.sections.len() {
            let mut captions = read::next_section(&mut sentences, index);
            if let Some(target) = targets.next_if(|target| target.section == Some(index + 1)) {
                let description = describe::section(self.export, self.whole, index);
                let recording = recording(&description);
                written.push(self.caption_file(target, form, captions.by_ref(), recording));
            }
            captions.for_each(drop);
        }
        written
    }

    fn caption_file(
        &self,
        target: &Target,
        form: CaptionForm,
        captions: impl Iterator<Item = Result<Caption>>,
        recording: Recording<'_>,
    ) -> Result<FileRecord> {
        self.text(target, |out| write::write(form, out, captions, recording))
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

    /// Writes a whole file under a hidden name, then gives it its final one; the hidden file
    /// is removed where that fails.
    pub(crate) fn file(
        &self,
        target: &Target,
        write: impl FnOnce(File) -> Result<()>,
    ) -> Result<FileRecord> {
        let path = self.export.path(&target.file);
        let part = self.export.folder.hidden(&format!("{}.part", target.file));
        let complete = || -> Result<FileRecord> {
            self.ensure_free(&target.file)?;
            let mut options = File::options();
            let options = options.read(true).write(true).create(true).truncate(true);
            write(options.open(&part)?)?;
            let (sha256, bytes) = hash_file(&part)?;
            let record = FileRecord {
                file: target.file.clone(),
                section: target.section,
                key: target.key.clone(),
                bytes,
                sha256,
            };
            self.ensure_free(&target.file)?;
            self.note.add(&record)?;
            fs::rename(&part, &path)?;
            Ok(record)
        };
        let written = complete();
        if written.is_err() {
            remove_if_there(&part);
        }
        written.with_context(|| format!("could not write '{}'", path.display()))
    }

    /// Makes room for a file where one of ours stands, or any with `force`.
    fn ensure_free(&self, file: &str) -> Result<()> {
        let path = self.export.path(file);
        let is_ours =
            |record: &FileRecord| record.file == file && record.is_there(self.export.folder);
        if path.exists() && !self.export.force && !self.export.files.iter().any(is_ours) {
            let message = "it exists already, and lismoi did not write it";
            return Err(WithHint::new(message, "use --force to replace it").into());
        }
        remove_if_there(&path);
        Ok(())
    }
}

fn recording(description: &Description) -> Recording<'_> {
    Recording {
        title: Some(&description.title),
        samples: description.samples,
    }
}
