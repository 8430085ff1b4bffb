//! Verification of a finished audiobook: every file against the manifest. Sound is decoded and
//! compared with the WAV files, text with the manifest's.

use std::path::Path;

use anyhow::{Context, Result};

use crate::manifest;
use lismoi_audio::clock::whole_ms;

mod loudness;
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

mod captions;
mod epub;
mod page;

mod files;
mod folder;

pub use report::{FileReport, Problem, Report};

/// Verifies the audiobook in a folder. Where its manifest is damaged, nothing else is: there is
/// nothing to compare it with.
///
/// # Errors
/// There is no manifest, or it cannot be read.
pub fn verify(folder: &Path) -> Result<Report> {
    let path = folder.join(manifest::FILE);
    let contents = manifest::read::contents(&path)?
        .with_context(|| format!("there is no '{}'", path.display()))?;
    if !contents.damage.is_empty() {
        return Ok(Report::of_damage(&contents.damage));
    }
    let summary = manifest::read::summary(&path)?
        .with_context(|| format!("there is no '{}'", path.display()))?;
    let (found, files) = files::check_all(folder, &summary, || sections::check(folder, &summary))?;
    let mut problems = found.problems;
    folder::check_manifest(&summary, &mut problems);
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
