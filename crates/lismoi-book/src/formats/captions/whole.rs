//! The captions of a finished audiobook, from its manifest alone.

use std::io::Write;

use anyhow::{Result, bail};

use super::{Recording, read};
use crate::build::audiobook::name_of;
use crate::formats::{Content, FileFormat};
use crate::manifest::Summary;
use lismoi_files::own::Folder;

/// Writes the captions of the audiobook in a folder, which has this manifest: the same bytes as a
/// file that the export makes in this format.
///
/// # Errors
/// The manifest cannot be read, `out` cannot be written, or the format has no captions.
pub fn write(
    folder: &Folder,
    summary: &Summary,
    format: &FileFormat,
    out: &mut dyn Write,
) -> Result<()> {
    let Content::Captions(captions) = format.content else {
        bail!("'{}' has no captions", format.name);
    };
    let lengths = summary.sections.iter().map(|section| section.samples);
    let (file, title) = (&summary.head.source.name, &summary.head.title);
    let name = name_of(file.as_deref(), title.as_deref());
    let recording = Recording {
        title: Some(title.as_ref().unwrap_or(&name)),
        samples: summary.samples(),
        sample_rate: summary.head.sample_rate,
    };
    (captions.write)(out, &mut read::book(folder, lengths)?, recording)
}
