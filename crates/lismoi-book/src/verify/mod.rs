//! Verification of a finished audiobook: every file against the manifest. Sound is decoded and
//! compared with the WAV files, text with the manifest's.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::manifest;
use crate::manifest::read::Contents;
use lismoi_audio::clock::whole_ms;
use lismoi_files::own::Folder;

mod bytes;
mod limits;
mod loudness;
mod opening;
mod part;
mod report;

mod wav;

mod sections;
mod sound;

mod alignment;
mod chapters;
mod encoded;

mod printed;
mod times;

mod archive;
mod captions;
mod epub;
mod page;

mod files;
mod folder;

use limits::Limits;
pub use report::{FileReport, Problem, Report};
use sections::Sections;

/// Verifies the audiobook in a folder. Its files may come from anywhere: none takes more time
/// or memory than what the manifest describes. Where that is damaged, nothing else is verified:
/// there is nothing to compare it with.
///
/// # Errors
/// There is no manifest, or it cannot be read.
pub fn verify(folder: &Path) -> Result<Report> {
    let folder = &open(folder)?;
    let (contents, length) = manifest(folder)?;
    if !contents.damage.is_empty() {
        return Ok(Report::of_damage(&contents.damage));
    }
    let starts = contents.sections.iter().map(|section| section.offset);
    let starts = starts.collect();
    let summary = contents.summary(folder)?;
    let limits = Limits::new(length, starts, &summary);
    let mut problems = Vec::new();
    folder::check_manifest(&summary, &mut problems);
    let (found, files) = if limits.allow(summary.samples()) {
        files::check_all(folder, (&summary, &limits), || {
            sections::check(folder, &summary, &limits)
        })?
    } else {
        let problem = "its sections are far longer than its sentences";
        problems.push(Problem::of_file(manifest::FILE, problem));
        (Sections::default(), Vec::new())
    };
    problems.extend(found.problems);
    folder::check_playlist(folder, &summary, &mut problems);
    folder::check_finished(folder, &mut problems)?;
    problems.extend(files.iter().flat_map(|file| file.problems.iter().cloned()));
    Ok(Report {
        ok: problems.is_empty(),
        sections: summary.sections.len(),
        sentences: found.sentences,
        seconds: summary.samples() as f64 / f64::from(summary.head.sample_rate),
        peak_dbfs: found.peak_dbfs,
        loudness_lufs: found.loudness_lufs,
        true_peak_dbtp: found.true_peak_dbtp,
        longest_silence_ms: whole_ms(found.longest_silence, summary.head.sample_rate),
        files,
        problems,
    })
}

/// Opens the folder of the manifest.
fn open(path: &Path) -> Result<Folder> {
    let manifest = path.join(manifest::FILE);
    match Folder::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!(missing(&manifest)),
        opened => opened.with_context(|| unreadable(&manifest)),
    }
}

/// The manifest, and its length in bytes.
fn manifest(folder: &Folder) -> Result<(Contents, u64)> {
    let path = folder.path_of(manifest::FILE);
    let length = match opening::length(folder, manifest::FILE) {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!(missing(&path)),
        length => length.with_context(|| unreadable(&path))?,
    };
    let contents = manifest::read::contents(folder)?.with_context(|| missing(&path))?;
    Ok((contents, length))
}

fn missing(path: &Path) -> String {
    format!("there is no '{}'", path.display())
}

fn unreadable(path: &Path) -> String {
    format!("could not read '{}'", path.display())
}
