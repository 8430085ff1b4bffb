//! The self-check of a finished audiobook: what the manifest says against what the files
//! hold. Sound is decoded and compared with the WAV files, text with the manifest's.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::SectionRecord;
use crate::build::export::FileRecord;
use crate::build::folder::hidden_name;
use crate::formats::captions::read::{self, Book};
use crate::formats::playlist;
use crate::manifest::{self, Summary};
use lismoi_audio::SAMPLE_RATE;

mod wav;

mod sections;
mod sound;

mod files;

mod alignment;
mod chapters;
mod encoded;

mod captions;
mod epub;
mod page;
mod printed;
mod times;

/// What the check found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Whether there are no problems.
    pub ok: bool,
    /// How many sections there are.
    pub sections: usize,
    /// How many utterances there are.
    pub sentences: usize,
    /// The length of all sections together.
    pub seconds: f64,
    /// The loudest sample, relative to full scale; `None` where all is silent.
    pub peak_dbfs: Option<f64>,
    /// The loudness of all sections together; `None` where all is silent.
    pub loudness_lufs: Option<f64>,
    /// The highest true peak (ITU-R BS.1770-4), relative to full scale.
    pub true_peak_dbtp: Option<f64>,
    /// The longest silence in any section.
    pub longest_silence_ms: u64,
    /// What was measured in the files that were made of the sections.
    pub files: Vec<FileReport>,
    /// What is wrong, in the order of the files.
    pub problems: Vec<Problem>,
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// In which file.
    pub file: String,
    /// In which sentence, as printed; `None` where it concerns the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// What.
    pub problem: String,
}

/// What was measured in a file; `None` stands for what a file of its kind does not have, or
/// what could not be measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FileReport {
    /// Its name.
    pub file: String,
    /// The number of its section; `None` where it holds the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<usize>,
    /// Its length after decoding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// Its loudness after decoding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loudness_lufs: Option<f64>,
    /// Its highest true peak after decoding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub true_peak_dbtp: Option<f64>,
    /// How many chapters it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapters: Option<usize>,
    /// How many cues it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cues: Option<usize>,
    /// What is wrong with it.
    #[serde(skip)]
    problems: Vec<Problem>,
}

/// More would be of no use: a file of which everything is wrong.
const MOST_PROBLEMS: usize = 100;

impl FileReport {
    fn add(&mut self, problem: String) {
        self.add_to(None, problem);
    }

    fn add_to(&mut self, sentence: Option<&str>, problem: String) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem {
                file: self.file.clone(),
                sentence: sentence.map(str::to_owned),
                problem,
            });
        }
    }
}

/// What a file should hold.
#[derive(Clone, Copy, Debug)]
struct Part<'a> {
    /// Where the audiobook is.
    folder: &'a Path,
    /// The place of its section, from 0; `None` for the whole.
    section: Option<usize>,
    /// Its sections.
    sections: &'a [SectionRecord],
    /// What it is called; `None` where a section has no heading.
    title: Option<&'a str>,
    /// All files that were made of the sections, whatever this one is.
    files: &'a [FileRecord],
    /// What the whole was brought to.
    target_lufs: Option<i8>,
}

impl Part<'_> {
    fn samples(&self) -> u64 {
        self.sections.iter().map(|section| section.samples).sum()
    }

    /// The printed text, with times from the start of the file.
    fn captions(&self) -> Result<Book> {
        let path = self.folder.join(manifest::FILE);
        let lengths = self.sections.iter().map(|section| section.samples);
        match self.section {
            Some(section) => read::section(&path, section, self.samples()),
            None => read::book(&path, lengths),
        }
    }
}

/// Checks the audiobook in a folder.
///
/// # Errors
/// There is no manifest, or it cannot be read.
pub fn verify(folder: &Path) -> Result<Report> {
    let path = folder.join(manifest::FILE);
    let summary =
        manifest::read(&path)?.with_context(|| format!("there is no '{}'", path.display()))?;
    let (found, files) = files::check_all(folder, &summary, || sections::check(folder, &summary))?;
    let mut problems = found.problems;
    check_manifest(&summary, &mut problems);
    check_playlist(folder, &summary, &mut problems);
    check_finished(folder, &mut problems)?;
    problems.extend(files.iter().flat_map(|file| file.problems.iter().cloned()));
    Ok(Report {
        ok: problems.is_empty(),
        sections: summary.sections.len(),
        sentences: found.sentences,
        seconds: samples(&summary) as f64 / f64::from(SAMPLE_RATE),
        peak_dbfs: found.peak_dbfs,
        loudness_lufs: found.loudness_lufs,
        true_peak_dbtp: found.true_peak_dbtp,
        longest_silence_ms: found.longest_silence * 1000 / u64::from(SAMPLE_RATE),
        files,
        problems,
    })
}

fn samples(summary: &Summary) -> u64 {
    summary.sections.iter().map(|section| section.samples).sum()
}

fn decibels(ratio: f64) -> f64 {
    20.0 * ratio.log10()
}

/// What is shorter is not brought to its loudness with certainty: 10 s.
const SHORT: u64 = 10 * SAMPLE_RATE as u64;

/// In LU.
const LOUDNESS_TOLERANCE: f64 = 0.5;

/// In decibels, relative to full scale.
const HIGHEST_PEAK: f64 = -3.0;

fn whole(file: &str, problem: &str) -> Problem {
    Problem {
        file: file.to_owned(),
        sentence: None,
        problem: problem.to_owned(),
    }
}

fn check_manifest(summary: &Summary, problems: &mut Vec<Problem>) {
    if samples(summary) != summary.head.samples {
        let problem = "the lengths of the sections do not add up";
        problems.push(whole(manifest::FILE, problem));
    }
    if summary.head.sample_rate != SAMPLE_RATE {
        let problem = "its sample rate is not that of the files";
        problems.push(whole(manifest::FILE, problem));
    }
}

/// Nothing is left of a run that was interrupted, or is at work.
fn check_finished(folder: &Path, problems: &mut Vec<Problem>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(&hidden_name("")) && !name.ends_with("lock") {
            problems.push(whole(&name, "a run was interrupted, or is at work"));
        }
    }
    Ok(())
}

fn check_playlist(folder: &Path, summary: &Summary, problems: &mut Vec<Problem>) {
    let playlist = playlist::text(summary.head.title.as_deref(), &summary.sections, "wav");
    match fs::read_to_string(folder.join(playlist::FILE)) {
        Err(_) => problems.push(whole(playlist::FILE, "it is missing")),
        Ok(text) if text != playlist => {
            problems.push(whole(playlist::FILE, "it is not that of the manifest"));
        }
        Ok(_) => {}
    }
}
