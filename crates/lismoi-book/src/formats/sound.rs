//! Files of encoded sound: the whole article, or one section.

use std::fs::File;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;

use anyhow::{Context, Result, ensure};

use super::FileFormat;
use crate::Interrupted;
use crate::build::export::describe;
use crate::build::export::make::Maker;
use crate::build::export::target::Target;
use crate::manifest::records::{FileRecord, SectionRecord};
use lismoi_audio::encode::tags::Tags;
use lismoi_audio::encode::{Encoding, Format};

/// Encodes the targets. `encoded` is told of samples.
pub(crate) fn write(
    maker: &Maker<'_>,
    format: &'static FileFormat,
    targets: &[Target],
    encoded: &Sender<u64>,
) -> Vec<Result<FileRecord>> {
    let Some(sound) = format.sound() else {
        return Vec::new();
    };
    let targets = targets.iter();
    targets
        .map(|target| write_file(maker, sound.codec, target, encoded))
        .collect()
}

fn write_file(
    maker: &Maker<'_>,
    codec: Format,
    target: &Target,
    encoded: &Sender<u64>,
) -> Result<FileRecord> {
    maker.file(target, |file| {
        let sections = maker.export.sections;
        match target.section {
            None => {
                let tags = Tags {
                    options: target.encoding,
                    threads: threads(maker, codec),
                    ..maker.whole.clone()
                };
                encode(maker, codec, file, &tags, sections, encoded)
            }
            Some(number) => {
                let tags = Tags {
                    options: target.encoding,
                    ..describe::section(maker.export, maker.whole, number - 1)
                };
                let section = &sections[number - 1..number];
                encode(maker, codec, file, &tags, section, encoded)
            }
        }
    })
}

/// How many threads encode a file of the whole. Those of AAC take 58 MB each: there are several
/// only where no other file is encoded at the same time.
fn threads(maker: &Maker<'_>, codec: Format) -> usize {
    match codec {
        Format::M4b if maker.encodings > 1 => 1,
        _ => maker.whole.threads,
    }
}

/// Encodes sections one after the other into an empty file.
///
/// # Errors
/// A WAV file cannot be read, the file cannot be written, or the run is interrupted.
pub(crate) fn encode(
    maker: &Maker<'_>,
    codec: Format,
    file: File,
    tags: &Tags,
    sections: &[SectionRecord],
    encoded: &Sender<u64>,
) -> Result<()> {
    let mut encoding = Encoding::start(codec, file, tags)?;
    for section in sections {
        encode_section(maker, section, &mut encoding, encoded)?;
    }
    encoding.finish().map(drop)
}

/// Encodes a section.
///
/// # Errors
/// Those of [`encode`].
pub(crate) fn encode_section(
    maker: &Maker<'_>,
    section: &SectionRecord,
    encoding: &mut Encoding,
    encoded: &Sender<u64>,
) -> Result<()> {
    let path = maker.export.path(&section.file);
    let unreadable = || format!("could not read '{}'", path.display());
    let mut sound = maker.export.sound(&section.file)?;
    let sample_rate = maker.whole.sample_rate;
    ensure!(
        sound.sample_rate() == sample_rate,
        "'{}' is not at {sample_rate} Hz",
        path.display()
    );
    let mut block = Vec::new();
    loop {
        ensure!(
            !maker.export.interrupted.load(Ordering::Relaxed),
            Interrupted
        );
        if sound.read(&mut block, 1 << 15).with_context(unreadable)? == 0 {
            return Ok(());
        }
        encoding.write(&block)?;
        // The receiver may be gone.
        let _ = encoded.send(block.len() as u64);
    }
}
