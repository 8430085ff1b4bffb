//! The sound of a section in the book.

use std::fs::File;

use anyhow::Result;

use super::Epub;
use super::names::{section_name, title};
use crate::formats::Loss;
use lismoi_audio::encode::tags::{Tags, TrackNumber};
use lismoi_audio::encode::{Encoding, Format};

/// The loss of AAC.
pub(crate) const LOSS: Loss = Loss::Detail { softer_db: 0.5 };

/// Begins the sound of a section (AAC-LC in MPEG-4, which every reading system plays) in an
/// empty file; `index` counts from 0.
///
/// # Errors
/// The section has no sound, or the file cannot be written.
pub fn start(epub: &Epub<'_>, index: usize, file: File) -> Result<Encoding> {
    let tags = Tags {
        sample_rate: epub.sample_rate,
        samples: epub.sections[index].samples,
        title: section_name(epub, index),
        authors: epub.authors.to_vec(),
        date: epub.date.map(str::to_owned),
        album: Some(title(epub)),
        track: Some(TrackNumber {
            number: u32::try_from(index + 1)?,
            count: u32::try_from(epub.sections.len())?,
        }),
        encoder: epub.encoder.to_owned(),
        id: epub.id.to_owned(),
        ..Tags::default()
    };
    Encoding::start(Format::M4b, file, &tags)
}
