//! The result of a verification: measurements and faults.

use serde::Serialize;

use crate::manifest;
use crate::manifest::damage::DamagedPart;

/// The result of a verification.
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
    /// The files that were made from the sections.
    pub files: Vec<FileReport>,
    /// In the order of the files.
    pub problems: Vec<Problem>,
}

impl Report {
    /// The report on an audiobook whose manifest is damaged.
    pub(super) fn of_damage(damage: &[DamagedPart]) -> Report {
        let problems = damage.iter().take(MOST_PROBLEMS);
        let problems = problems.map(|part| Problem::of_file(manifest::FILE, &part.to_string()));
        Report {
            ok: false,
            sections: 0,
            sentences: 0,
            seconds: 0.0,
            peak_dbfs: None,
            loudness_lufs: None,
            true_peak_dbtp: None,
            longest_silence_ms: 0,
            files: Vec::new(),
            problems: problems.collect(),
        }
    }
}

/// A fault of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The name of the file.
    pub file: String,
    /// The sentence, as printed; `None` where the fault is the whole file's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// The fault, as a clause about the file.
    pub problem: String,
}

/// Measurements of one file. `None` where its format has no such thing, or where it could
/// not be measured.
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
    /// Its faults, at most [`MOST_PROBLEMS`].
    #[serde(skip)]
    pub(super) problems: Vec<Problem>,
}

/// A file in which everything is wrong needs no longer list.
const MOST_PROBLEMS: usize = 100;

/// The longest sentence or text of a problem, in bytes: what a file holds may be any length.
const LONGEST_TEXT: usize = 2000;

impl FileReport {
    /// The report on a file, as yet without measurements or faults.
    pub(super) fn new(file: &str, section: Option<usize>) -> FileReport {
        FileReport {
            file: file.to_owned(),
            section,
            ..FileReport::default()
        }
    }

    pub(super) fn add(&mut self, problem: String) {
        self.add_to(None, problem);
    }

    /// Adds the fault that ended the verification, in place of the last where the list is full.
    pub(super) fn add_last(&mut self, problem: String) {
        self.problems.truncate(MOST_PROBLEMS - 1);
        self.add(problem);
    }

    pub(super) fn add_to(&mut self, sentence: Option<&str>, problem: String) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem {
                file: self.file.clone(),
                sentence: sentence.map(shortened),
                problem: shortened(&problem),
            });
        }
    }
}

/// A text, cut off where it is too long.
fn shortened(text: &str) -> String {
    match text.get(..text.floor_char_boundary(LONGEST_TEXT)) {
        Some(start) if start.len() < text.len() => format!("{start}…"),
        _ => text.to_owned(),
    }
}

impl Problem {
    /// A fault of a whole file.
    pub(super) fn of_file(file: &str, problem: &str) -> Problem {
        Problem {
            file: file.to_owned(),
            sentence: None,
            problem: problem.to_owned(),
        }
    }
}
