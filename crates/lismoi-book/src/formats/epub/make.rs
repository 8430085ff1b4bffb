//! The EPUB, with the sound of each section encoded for it on the way.

use std::fs::File;
use std::io::Seek;
use std::sync::mpsc::Sender;

use anyhow::{Context, Result};

use crate::build::export::FileRecord;
use crate::build::export::make::Maker;
use crate::build::export::target::Target;
use crate::formats::epub::{self, Epub, EpubSection};

/// Makes it; `encoded` is told of samples.
pub(crate) fn make(
    maker: &Maker<'_>,
    target: &Target,
    encoded: &Sender<u64>,
) -> Result<FileRecord> {
    maker.file(target, |file| write(maker, file, encoded))
}

fn write(maker: &Maker<'_>, file: File, encoded: &Sender<u64>) -> Result<()> {
    let (export, whole) = (maker.export, maker.whole);
    let sections = export.sections.iter().map(|section| EpubSection {
        heading: section.heading.as_deref(),
        level: section.level,
        samples: section.samples,
    });
    let epub = Epub {
        title: &whole.title,
        author: whole.author.as_deref(),
        date: whole.date.as_deref(),
        id: &whole.id,
        encoder: &whole.encoder,
        cover: whole.cover.as_ref().context("there is no cover")?,
        sections: &sections.collect::<Vec<_>>(),
    };
    let sound = |index: usize| {
        // It has no name, and is gone whatever becomes of us.
        let file = tempfile::tempfile_in(export.path(""))?;
        let mut encoding = epub::sound::start(&epub, index, file)?;
        maker.encode_section(&export.sections[index], &mut encoding, encoded)?;
        let mut file = encoding.finish()?;
        file.rewind()?;
        Ok(file)
    };
    epub::write::write(file, &epub, maker.all_captions()?, sound).map(drop)
}
