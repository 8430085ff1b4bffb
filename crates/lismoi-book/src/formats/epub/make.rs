//! The EPUB of an export: the sound of each section is encoded while the book is written.

use std::fs::File;
use std::io::Seek;
use std::sync::mpsc::Sender;

use anyhow::{Context, Result};

use super::{self as epub, Epub, EpubSection, Highlight};
use crate::build::export::make::Maker;
use crate::build::export::target::Target;
use crate::build::folder::hidden_name;
use crate::formats::sound::encode_section;
use crate::formats::{Content, FileFormat};
use crate::manifest::records::FileRecord;

/// Writes the targets. `encoded` is told of samples.
pub(crate) fn make(
    maker: &Maker<'_>,
    format: &'static FileFormat,
    targets: &[Target],
    encoded: &Sender<u64>,
) -> Vec<Result<FileRecord>> {
    let highlight = match format.content {
        Content::Book(highlight) => highlight,
        _ => Highlight::Sentences,
    };
    let targets = targets.iter();
    targets
        .map(|target| {
            maker.file(target, |file| {
                write(maker, highlight, (file, &target.file), encoded)
            })
        })
        .collect()
}

/// Writes a book into an empty file, which will get this name.
fn write(
    maker: &Maker<'_>,
    highlight: Highlight,
    (file, name): (File, &str),
    encoded: &Sender<u64>,
) -> Result<()> {
    let (export, whole) = (maker.export, maker.whole);
    let sections = export.sections.iter().map(|section| EpubSection {
        heading: section.heading.as_deref(),
        level: section.level,
        samples: section.samples,
    });
    let epub = Epub {
        title: &whole.title,
        authors: &whole.authors,
        date: whole.date.as_deref(),
        publisher: export.article.metadata.site.as_deref(),
        source: export.article.metadata.address.as_deref(),
        language: export.article.metadata.language.as_deref(),
        engine: export.article.engine,
        highlight,
        id: &whole.id,
        encoder: &whole.encoder,
        sample_rate: whole.sample_rate,
        cover: whole.cover.as_ref().context("there is no cover")?,
        sections: &sections.collect::<Vec<_>>(),
    };
    let hidden = hidden_name(&format!("{name}.sound.part"));
    let sound = |index: usize| {
        let file = export.folder.files.create_unnamed(&hidden)?;
        let mut encoding = epub::sound::start(&epub, index, file)?;
        encode_section(maker, &export.sections[index], &mut encoding, encoded)?;
        let mut file = encoding.finish()?;
        file.rewind()?;
        Ok(file)
    };
    epub::write::write(file, &epub, maker.captions()?, sound).map(drop)
}
