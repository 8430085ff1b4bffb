//! Caption files of an export: one of the whole article, or one of each section.

use std::sync::mpsc::Sender;

use anyhow::Result;

use super::{Caption, CaptionFormat, Recording, read};
use crate::build::export::describe;
use crate::build::export::make::Maker;
use crate::build::export::target::Target;
use crate::formats::{Content, FileFormat};
use crate::manifest::records::FileRecord;
use crate::manifest::sentences::Sentences;
use lismoi_audio::encode::tags::Tags;

/// Writes the targets, in order of their sections. The manifest is read once for all of them.
pub(crate) fn write(
    maker: &Maker<'_>,
    format: &'static FileFormat,
    targets: &[Target],
    _: &Sender<u64>,
) -> Vec<Result<FileRecord>> {
    let Content::Captions(format) = format.content else {
        return Vec::new();
    };
    match targets {
        [whole] if whole.section.is_none() => {
            let captions = maker.captions();
            let written = captions.and_then(|captions| {
                write_file(maker, whole, format, captions, recording(maker.whole))
            });
            vec![written]
        }
        _ => write_sections(maker, format, targets),
    }
}

fn write_sections(
    maker: &Maker<'_>,
    format: CaptionFormat,
    targets: &[Target],
) -> Vec<Result<FileRecord>> {
    let mut sentences = match Sentences::open(&maker.export.folder.files) {
        Ok(sentences) => sentences,
        Err(error) => return vec![Err(error)],
    };
    let mut written = Vec::with_capacity(targets.len());
    let mut targets = targets.iter().peekable();
    for index in 0..maker.export.sections.len() {
        let mut captions = read::next_section(&mut sentences, index);
        if let Some(target) = targets.next_if(|target| target.section == Some(index + 1)) {
            let tags = describe::section(maker.export, maker.whole, index);
            let recording = recording(&tags);
            written.push(write_file(
                maker,
                target,
                format,
                captions.by_ref(),
                recording,
            ));
        }
        captions.for_each(drop);
    }
    written
}

fn write_file(
    maker: &Maker<'_>,
    target: &Target,
    format: CaptionFormat,
    mut captions: impl Iterator<Item = Result<Caption>>,
    recording: Recording<'_>,
) -> Result<FileRecord> {
    maker.text(target, |out| (format.write)(out, &mut captions, recording))
}

fn recording(tags: &Tags) -> Recording<'_> {
    Recording {
        title: Some(&tags.title),
        samples: tags.samples,
        sample_rate: tags.sample_rate,
    }
}
