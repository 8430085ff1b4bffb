//! The files of a preview, compared with those of an earlier build.

use super::{Fate, PreviewFile, PreviewSection};
use crate::build::audiobook::folder_name;
use crate::build::export::{Earlier, Extent, Wanted};
use crate::build::plan::Plan;
use crate::formats::page::SoundPlace;
use crate::formats::{Content, FileFormat, Scope, table};
use crate::manifest::read::Contents;
use crate::manifest::records::FileRecord;
use lismoi_files::own::Folder;

/// The header of a WAV file, without its markers.
const WAV_HEADER_BYTES: u64 = 44;

/// The text of a page or of captions is so many times as long as what is spoken: times and
/// markup.
const MARKUP: u64 = 5;

/// Lossless audio of a voice takes about so much of its samples, in percent.
const FLAC_PERCENT: u64 = 45;

/// The length of the file of a section, in bytes.
pub(super) fn wav_bytes(samples: u64) -> u64 {
    WAV_HEADER_BYTES + samples * 2
}

/// For each planned section, its length in samples if its file is up to date.
pub(super) fn kept(
    plan: &Plan<'_>,
    earlier: Option<&Contents>,
    folder: Option<&Folder>,
) -> Vec<Option<u64>> {
    let sections = plan.sections.iter();
    let kept = sections.map(|section| {
        let mut records = earlier?.sections.iter().map(|section| &section.record);
        let record = records.find(|record| record.fingerprint == section.fingerprint)?;
        let is_there = has_bytes(folder, &record.file, record.bytes);
        (is_there && record.failed == 0).then_some(record.samples)
    });
    kept.collect()
}

fn has_bytes(folder: Option<&Folder>, file: &str, bytes: u64) -> bool {
    folder.is_some_and(|folder| folder.length(file) == Some(bytes))
}

/// The files in other formats, and all files that would be deleted.
pub(super) fn files(
    plan: &Plan<'_>,
    sections: &[PreviewSection],
    earlier: Option<&Contents>,
    folder: Option<&Folder>,
    wanted: &Wanted,
) -> Vec<PreviewFile> {
    let there: Vec<&FileRecord> = earlier
        .iter()
        .flat_map(|contents| &contents.files)
        .filter(|record| has_bytes(folder, &record.file, record.bytes))
        .collect();
    let wanted = wanted.with_earlier(&there);
    let is_unchanged = sections.iter().all(|section| section.fate == Fate::Kept)
        && earlier.is_some_and(|contents| contents.sections.len() == sections.len());
    let name = folder_name(plan.source, plan.metadata);
    let mut files = Vec::new();
    for format in &wanted.formats {
        let per_section = format.extent == Extent::Section && format.format.scope == Scope::Any;
        let parts: Vec<(&str, u64)> = match per_section {
            true => sections
                .iter()
                .map(|section| (stem(&section.file), section.samples))
                .collect(),
            false => {
                let samples = sections.iter().map(|section| section.samples).sum();
                vec![(&*name, samples)]
            }
        };
        for (stem, samples) in parts {
            let file = format!("{stem}.{}", format.format.ending);
            let is_there = there.iter().any(|record| record.file == file);
            files.push(PreviewFile {
                bytes: bytes(plan, format.format, &wanted, samples),
                fate: match is_unchanged && is_there {
                    true => Fate::Kept,
                    false => Fate::Written,
                },
                file,
            });
        }
    }
    files.extend(deleted(sections, earlier, &there, &wanted));
    files
}

/// The files of sections that are gone, and those that `--only` replaces.
fn deleted<'a>(
    sections: &'a [PreviewSection],
    earlier: Option<&'a Contents>,
    there: &'a [&FileRecord],
    wanted: &'a Wanted,
) -> impl Iterator<Item = PreviewFile> + 'a {
    let is_planned = |file: &str| {
        let mut sections = sections.iter();
        sections.any(|section| stem(&section.file) == stem(file))
    };
    let gone = earlier.into_iter().flat_map(|contents| &contents.sections);
    let gone = gone
        .map(|section| &section.record)
        .filter(move |section| !is_planned(&section.file))
        .map(|section| (section.file.clone(), section.bytes));
    let replaced = there.iter().filter(move |record| {
        let is_of_gone_section = record.section.is_some() && {
            let mut sections = sections.iter();
            !sections.any(|section| record.file.starts_with(stem(&section.file)))
        };
        is_of_gone_section || wanted.earlier == Earlier::Replaced && !wanted.has(record)
    });
    let replaced = replaced.map(|record| (record.file.clone(), record.bytes));
    gone.chain(replaced).map(|(file, bytes)| PreviewFile {
        file,
        bytes,
        fate: Fate::Deleted,
    })
}

/// The name of a section's file without its ending.
fn stem(file: &str) -> &str {
    file.strip_suffix(".wav").unwrap_or(file)
}

/// The length of a file in a format, in bytes.
fn bytes(plan: &Plan<'_>, format: &FileFormat, wanted: &Wanted, samples: u64) -> u64 {
    let spoken: u64 = plan
        .sections
        .iter()
        .map(|section| section.spoken_bytes)
        .sum();
    let encoded = |bits_per_second: Option<u32>| match bits_per_second {
        Some(rate) => samples * u64::from(rate) / 8 / u64::from(plan.engine.sample_rate),
        None => samples * 2 * FLAC_PERCENT / 100,
    };
    let inner =
        encoded(table::page_sound().and_then(|format| format.sound()?.codec.bits_per_second()));
    match format.content {
        Content::Wav => wav_bytes(samples),
        Content::Sound(sound) => encoded(sound.codec.bits_per_second()),
        Content::Captions(_) => spoken * MARKUP,
        Content::Page => match wanted.page_sound {
            SoundPlace::Beside => spoken * MARKUP,
            // In Base64.
            SoundPlace::Within => spoken * MARKUP + inner * 4 / 3,
        },
        Content::Book(_) => spoken * MARKUP + inner,
    }
}
