//! The text in step with the sound: captions, and the page to read along, made of a
//! finished manifest.

use std::fs::File;
use std::io::{BufReader, Write};

use anyhow::{Context, Result};
use hound::WavReader;

use super::SectionRecord;
use super::captions::read::Book;
use super::captions::{Recording, lrc, read, srt, vtt, words};
use super::folder::Folder;
use super::manifest;
use super::page::{Page, PageSection, SoundPlace, peaks, write};

/// A form of text in step with the sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextForm {
    /// SubRip, by sentence.
    Srt,
    /// WebVTT, by sentence.
    Vtt,
    /// WebVTT, by word.
    WordVtt,
    /// LRC, by sentence.
    Lrc,
    /// JSON, by word.
    WordJson,
    /// A page to read along, with the sections' files beside it.
    Html,
}

impl TextForm {
    /// What its files end in, without the first dot.
    pub fn extension(self) -> &'static str {
        match self {
            TextForm::Srt => "srt",
            TextForm::Vtt => "vtt",
            TextForm::WordVtt => "words.vtt",
            TextForm::Lrc => "lrc",
            TextForm::WordJson => "words.json",
            TextForm::Html => "html",
        }
    }
}

/// A finished audiobook.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Where it is.
    pub folder: &'a Folder,
    /// What it is called.
    pub title: &'a str,
    /// The same on every run for the same article.
    pub id: &'a str,
    /// Its sections.
    pub sections: &'a [SectionRecord],
}

impl Told<'_> {
    /// Writes the text in a form; times count from the start of the whole.
    ///
    /// # Errors
    /// The manifest or a section's file cannot be read, or `out` fails.
    pub fn write(&self, form: TextForm, out: &mut impl Write) -> Result<()> {
        let recording = Recording {
            title: Some(self.title),
            samples: self.sections.iter().map(|section| section.samples).sum(),
        };
        match form {
            TextForm::Srt => srt::write(out, self.captions()?, recording),
            TextForm::Vtt => vtt::write(out, self.captions()?, recording, vtt::Detail::Sentences),
            TextForm::WordVtt => vtt::write(out, self.captions()?, recording, vtt::Detail::Words),
            TextForm::Lrc => lrc::write(out, self.captions()?, recording),
            TextForm::WordJson => words::write(out, self.captions()?, recording),
            TextForm::Html => self.page(recording.samples, out),
        }
    }

    /// The captions of all sections, with times from the start of the whole.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub fn captions(&self) -> Result<Book> {
        let lengths = self.sections.iter().map(|section| section.samples);
        read::book(&self.folder.path(manifest::FILE), lengths)
    }

    fn page(&self, samples: u64, out: &mut impl Write) -> Result<()> {
        let sections: Vec<PageSection> = self
            .sections
            .iter()
            .map(|section| PageSection {
                heading: section.heading.clone(),
                level: section.level,
                samples: section.samples,
                file: section.file.clone(),
                offset: 0,
            })
            .collect();
        let open = |file: &str| {
            let path = self.folder.path(file);
            File::open(&path).with_context(|| format!("could not read '{}'", path.display()))
        };
        let wavs = self.sections.iter().map(|section| {
            let file = BufReader::with_capacity(1 << 16, open(&section.file)?);
            Ok(WavReader::new(file)?)
        });
        let page = Page {
            title: self.title,
            id: self.id,
            sections: &sections,
            peaks: &peaks::overview(wavs, samples, peaks::COLUMNS)?,
            sound: SoundPlace::Beside,
        };
        write::write(out, &page, || self.captions(), open)
    }
}
