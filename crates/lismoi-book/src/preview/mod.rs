//! A preview of a build: the files that it would write, keep and delete, and how long each
//! section would be. Nothing is written.
//!
//! A plan and the folder of an earlier build go in. `lengths` speaks what is new, or a part of
//! it where the voice is slow; `files` compares the files. How a preview is shown is left to
//! the program.

use std::path::PathBuf;

use anyhow::Result;
use lismoi_files::own::Folder;
use lismoi_speech::Synthesizer;

use crate::build::audiobook::{BuildOptions, folder_name};
use crate::build::observer::Observer;
use crate::build::plan::Plan;
use crate::manifest::records::SkippedRecord;
use crate::manifest::{head, read};

mod files;
mod lengths;

/// What a build would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The folder of the article, which need not exist.
    pub folder: PathBuf,
    /// Its sections, in order.
    pub sections: Vec<PreviewSection>,
    /// The files in other formats, and files that would be deleted.
    pub files: Vec<PreviewFile>,
    /// The parts of the article that would not be read.
    pub skipped: Vec<SkippedRecord>,
    /// Samples per second.
    pub sample_rate: u32,
    /// Whether the lengths are estimated from a part of the sentences.
    pub is_estimated: bool,
}

/// A section of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewSection {
    /// The name of its WAV file.
    pub file: String,
    /// Its length.
    pub samples: u64,
    /// What would become of its file.
    pub fate: Fate,
}

/// A file of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewFile {
    /// Its name.
    pub file: String,
    /// Its length in bytes, to a tenth or so.
    pub bytes: u64,
    /// What would become of it.
    pub fate: Fate,
}

/// What would become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new, or out of date.
    Written,
    /// It is up to date.
    Kept,
    /// It is not wanted any more.
    Deleted,
}

impl Preview {
    /// The length of all sections.
    pub fn samples(&self) -> u64 {
        self.sections.iter().map(|section| section.samples).sum()
    }

    /// How much the files that would be written take, in bytes.
    pub fn bytes_to_write(&self) -> u64 {
        let sections = self.sections.iter();
        let sections = sections.filter(|section| section.fate == Fate::Written);
        let sound: u64 = sections
            .map(|section| files::wav_bytes(section.samples))
            .sum();
        let files = self.files.iter();
        let files = files.filter(|file| file.fate == Fate::Written);
        sound + files.map(|file| file.bytes).sum::<u64>()
    }
}

/// Previews the build. `workers` is called only if there is something new to speak.
///
/// # Errors
/// The voice is not available, or the run was interrupted.
pub fn preview<S: Synthesizer + Send>(
    plan: &Plan<'_>,
    options: BuildOptions<'_>,
    workers: impl FnOnce() -> Result<Vec<S>>,
    observer: Observer<'_>,
) -> Result<Preview> {
    let folder = options.output.join(folder_name(plan.source, plan.metadata));
    let files = Folder::open(&folder).ok();
    let files = files.as_ref();
    // A manifest that cannot be used is that of no earlier build.
    let earlier = files.and_then(|files| read::contents(files).ok().flatten());
    let earlier = earlier.filter(|_| !options.force);
    let kept = files::kept(plan, earlier.as_ref(), files);
    let lengths = lengths::lengths(plan, &kept, workers, options.interrupted, observer)?;
    let sections: Vec<PreviewSection> = plan
        .sections
        .iter()
        .zip(&lengths.samples)
        .zip(&kept)
        .map(|((section, samples), kept)| PreviewSection {
            file: section.file.clone(),
            samples: *samples,
            fate: match kept {
                Some(_) => Fate::Kept,
                None => Fate::Written,
            },
        })
        .collect();
    Ok(Preview {
        files: files::files(plan, &sections, earlier.as_ref(), files, options.wanted),
        sections,
        folder,
        skipped: head::skipped_records(plan),
        sample_rate: plan.engine.sample_rate,
        is_estimated: lengths.is_estimated,
    })
}
