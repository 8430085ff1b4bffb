//! The whole article in one file of each kind that was asked for, made of the files of its
//! sections and of the manifest. A kind that fails does not cost the others.

use std::fs::{self, File};
use std::io::{BufWriter, Seek, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use anyhow::{Context, Result, anyhow, ensure};
use hound::WavReader;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::SectionRecord;
use super::chapter::hash_file;
use super::epub::{self, Epub, EpubSection};
use super::folder::{Folder, remove_if_there};
use super::in_step::{TextForm, Told};
use super::plan::{Plan, hex};
use crate::article::{BlockKind, squeezed};
use crate::audio::encode::{Chapter, Cover, Description, Encoding, Format, cover};
use crate::message::Advised;

/// What a file of the whole article may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// Its sound, encoded.
    Sound(Format),
    /// Its text, in step with the sound.
    Text(TextForm),
    /// A book with both in it.
    Epub,
}

impl FileKind {
    fn extension(self) -> &'static str {
        match self {
            FileKind::Sound(format) => format.extension(),
            FileKind::Text(form) => form.extension(),
            FileKind::Epub => "epub",
        }
    }
}

/// Notes the files that are being written.
const NOTE: &str = "files.json";

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
    /// Whether its name is such as we write.
    pub fn is_ours(&self) -> bool {
        !self.file.contains(['/', '\\', '\0']) && !self.file.starts_with('.')
    }
}

/// What is to be made of a finished audiobook.
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
    /// The name of the new ones, without an ending.
    pub name: &'a str,
    /// The user's own cover.
    pub cover: Option<&'a Path>,
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

impl Export<'_> {
    /// Makes the files that are not up to date, and removes those of ours that have become
    /// wrong. `advance` is told how many more samples have been encoded.
    ///
    /// # Errors
    /// The cover cannot be used.
    pub fn write(&self, kinds: &[FileKind], mut advance: impl FnMut(u64)) -> Result<Exported> {
        let description = self.description()?;
        let key = self.key(&description);
        let is_right = |record: &FileRecord| {
            let file = fs::metadata(self.folder.path(&record.file));
            record.key == key && file.is_ok_and(|file| file.is_file() && file.len() == record.bytes)
        };
        let mut files = Vec::new();
        for record in self.files {
            if is_right(record) {
                files.push(record.clone());
            } else {
                remove_if_there(&self.folder.path(&record.file));
            }
        }
        let wanted: Vec<FileKind> = kinds
            .iter()
            .copied()
            .filter(|kind| !files.iter().any(|record| record.file == self.file(*kind)))
            .collect();
        // A kill between the last step of a file and the manifest must not make it foreign.
        let begun = self.begun();
        self.note(
            begun
                .iter()
                .cloned()
                .chain(wanted.iter().map(|kind| self.file(*kind))),
        )?;
        let (sender, encoded) = channel();
        let results = thread::scope(|scope| {
            let threads: Vec<_> = wanted
                .iter()
                .map(|kind| {
                    let (sender, description, key) = (sender.clone(), &description, &key);
                    let is_ours = self.force || begun.contains(&self.file(*kind));
                    scope.spawn(move || self.make(*kind, description, (key, is_ours), &sender))
                })
                .collect();
            drop(sender);
            encoded.iter().for_each(&mut advance);
            let results = threads.into_iter().map(thread::ScopedJoinHandle::join);
            results.collect::<Vec<_>>()
        });
        let (mut made, mut failed) = (0, Vec::new());
        for result in results {
            match result.unwrap_or_else(|_| Err(anyhow!("a thread was lost"))) {
                Ok(record) => {
                    files.push(record);
                    made += 1;
                }
                Err(error) => failed.push(error),
            }
        }
        files.sort_by(|one, other| one.file.cmp(&other.file));
        Ok(Exported {
            files,
            made,
            failed,
        })
    }

    /// The files that an interrupted run was about to write.
    fn begun(&self) -> Vec<String> {
        let note = fs::read(self.folder.hidden(NOTE)).ok();
        note.and_then(|note| serde_json::from_slice(&note).ok())
            .unwrap_or_default()
    }

    fn note(&self, files: impl Iterator<Item = String>) -> Result<()> {
        let note = serde_json::to_vec(&files.collect::<Vec<_>>())?;
        let path = self.folder.hidden(NOTE);
        fs::write(&path, note).with_context(|| format!("could not write '{}'", path.display()))
    }

    fn file(&self, kind: FileKind) -> String {
        format!("{}.{}", self.name, kind.extension())
    }

    fn make(
        &self,
        kind: FileKind,
        description: &Description,
        (key, is_ours): (&str, bool),
        encoded: &Sender<u64>,
    ) -> Result<FileRecord> {
        let name = self.file(kind);
        let path = self.folder.path(&name);
        let part = self.folder.hidden(&format!("{}.part", kind.extension()));
        let write = || -> Result<FileRecord> {
            let mut options = File::options();
            let options = options.read(true).write(true).create(true).truncate(true);
            let file = options.open(&part)?;
            match kind {
                FileKind::Sound(format) => {
                    let mut encoding = Encoding::start(format, file, description)?;
                    for section in self.sections {
                        self.encode_section(section, &mut encoding, encoded)?;
                    }
                    drop(encoding.finish()?);
                }
                FileKind::Text(form) => {
                    let mut out = BufWriter::new(file);
                    self.told(description).write(form, &mut out)?;
                    out.flush()?;
                }
                FileKind::Epub => drop(self.epub(file, description, encoded)?),
            }
            let (sha256, bytes) = hash_file(&part)?;
            if !is_ours && path.exists() {
                let message = "it exists already, and lismoi did not write it";
                return Err(Advised::new(message.to_owned(), "use --force to replace it").into());
            }
            fs::rename(&part, &path)?;
            Ok(FileRecord {
                file: name,
                section: None,
                key: key.to_owned(),
                bytes,
                sha256,
            })
        };
        let written = write();
        if written.is_err() {
            remove_if_there(&part);
        }
        written.with_context(|| format!("could not write '{}'", path.display()))
    }

    fn epub(&self, file: File, description: &Description, encoded: &Sender<u64>) -> Result<File> {
        let sections = self.sections.iter().map(|section| EpubSection {
            heading: section.heading.as_deref(),
            level: section.level,
            samples: section.samples,
        });
        let epub = Epub {
            title: &description.title,
            author: description.author.as_deref(),
            date: description.date.as_deref(),
            id: &description.id,
            encoder: &description.encoder,
            cover: description.cover.as_ref().context("there is no cover")?,
            sections: &sections.collect::<Vec<_>>(),
        };
        let sound = |index: usize| {
            // It has no name, and is gone whatever becomes of us.
            let file = tempfile::tempfile_in(self.folder.path(""))?;
            let mut encoding = epub::sound::start(&epub, index, file)?;
            self.encode_section(&self.sections[index], &mut encoding, encoded)?;
            let mut file = encoding.finish()?;
            file.rewind()?;
            Ok(file)
        };
        let captions = self.told(description).captions()?;
        epub::write::write(file, &epub, captions, sound)
    }

    fn encode_section(
        &self,
        section: &SectionRecord,
        encoding: &mut Encoding,
        encoded: &Sender<u64>,
    ) -> Result<()> {
        let path = self.folder.path(&section.file);
        let unreadable = || format!("could not read '{}'", path.display());
        let mut wav = WavReader::open(&path).with_context(unreadable)?;
        let mut samples = wav.samples::<i16>();
        let mut block = Vec::with_capacity(1 << 15);
        loop {
            ensure!(
                !self.interrupted.load(Ordering::Relaxed),
                crate::pipeline::Interrupted
            );
            block.clear();
            for sample in samples.by_ref().take(block.capacity()) {
                block.push(sample.with_context(unreadable)?);
            }
            if block.is_empty() {
                return Ok(());
            }
            encoding.write(&block)?;
            // Nobody may be listening any more.
            let _ = encoded.send(block.len() as u64);
        }
    }

    fn told<'b>(&'b self, description: &'b Description) -> Told<'b> {
        Told {
            folder: self.folder,
            title: &description.title,
            id: &description.id,
            sections: self.sections,
        }
    }

    fn description(&self) -> Result<Description> {
        let title = self.plan.title.as_deref().unwrap_or(self.name);
        let author = self.author();
        let mut chapters = Vec::new();
        let mut start = 0;
        for section in self.sections {
            let end = start + section.samples;
            chapters.push(Chapter {
                title: section.heading.as_deref().unwrap_or(title).to_owned(),
                start,
                end,
            });
            start = end;
        }
        Ok(Description {
            samples: start,
            title: title.to_owned(),
            encoder: concat!("lismoi ", env!("CARGO_PKG_VERSION")).to_owned(),
            id: hex(&Sha256::digest(&self.plan.source.text)),
            text: Some(self.text()),
            cover: Some(self.cover(title, author.as_deref())?),
            author,
            chapters,
            ..Description::default()
        })
    }

    fn cover(&self, title: &str, author: Option<&str>) -> Result<Cover> {
        match self.cover {
            Some(path) => cover::read::from_file(path),
            None => cover::draw::from_title(title, author),
        }
    }

    /// The first byline, without the word that introduces it.
    fn author(&self) -> Option<String> {
        let sections = self.plan.sections.iter();
        let mut blocks = sections.flat_map(|section| section.section.all_blocks());
        let byline = blocks.find(|block| block.kind == BlockKind::Byline)?;
        let byline = squeezed(&self.plan.source.text[byline.range.clone()]);
        let name = ["Par ", "par ", "PAR ", "De "]
            .iter()
            .find_map(|word| byline.strip_prefix(word))
            .unwrap_or(&byline);
        let end = name.find([',', '|', '•', '·', '(']).unwrap_or(name.len());
        let name = name[..end].trim();
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// All that is read, a line for each block.
    fn text(&self) -> String {
        let sections = self.plan.sections.iter();
        let blocks = sections.flat_map(|section| section.section.all_blocks());
        let lines = blocks.map(|block| squeezed(&self.plan.source.text[block.range.clone()]));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn key(&self, description: &Description) -> String {
        let mut key = Sha256::new();
        let mut add = |part: &[u8]| {
            key.update((part.len() as u64).to_le_bytes());
            key.update(part);
        };
        add(description.encoder.as_bytes());
        add(description.title.as_bytes());
        add(description.author.as_deref().unwrap_or_default().as_bytes());
        add(description.text.as_deref().unwrap_or_default().as_bytes());
        if let Some(cover) = &description.cover {
            add(&cover.bytes);
        }
        for (section, chapter) in self.sections.iter().zip(&description.chapters) {
            add(section.sha256.as_bytes());
            add(chapter.title.as_bytes());
        }
        hex(&key.finalize())
    }
}
