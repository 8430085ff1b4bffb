//! Verification of a finished audiobook: every file against the manifest. Sound is decoded and
//! compared with the WAV files, text with the manifest's.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::manifest;
use crate::manifest::read::Contents;
use lismoi_audio::clock::whole_ms;

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
    let path = folder.join(manifest::FILE);
    let (contents, length) = manifest(&path)?;
    if !contents.damage.is_empty() {
        return Ok(Report::of_damage(&contents.damage));
    }
    let starts = contents.sections.iter().map(|section| section.offset);
    let starts = starts.collect();
    let summary = contents.summary(&path)?;
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

/// The manifest, and its length in bytes.
fn manifest(path: &Path) -> Result<(Contents, u64)> {
    let missing = || format!("there is no '{}'", path.display());
    let length = match opening::length(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!(missing()),
        length => length.with_context(|| format!("could not read '{}'", path.display()))?,
    };
    let contents = manifest::read::contents(path)?.with_context(missing)?;
    Ok((contents, length))
}
