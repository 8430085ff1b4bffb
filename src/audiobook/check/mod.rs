//! The self-check of a finished audiobook: what the manifest says against what the files
//! hold.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use ebur128::{EbuR128, Mode};
use serde::Serialize;

use super::chapter::hash_file;
use super::manifest::{self, Sentences};
use super::{SectionRecord, playlist};
use crate::speech::SAMPLE_RATE;
use sound::{Heard, Sound, check_sound};

mod sound;

/// What the check found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Whether there are no problems.
    pub ok: bool,
    /// How many sections there are.
    pub sections: usize,
    /// How many utterances there are.
    pub sentences: usize,
    /// The length of all files together.
    pub seconds: f64,
    /// The loudest sample, relative to full scale; `None` where all is silent.
    pub peak_dbfs: Option<f64>,
    /// The loudness of all files together; `None` where all is silent.
    pub loudness_lufs: Option<f64>,
    /// The highest true peak (ITU-R BS.1770-4), relative to full scale.
    pub true_peak_dbtp: Option<f64>,
    /// The longest silence in any file.
    pub longest_silence_ms: u64,
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

/// Checks the audiobook in a folder.
///
/// # Errors
/// There is no manifest, or it cannot be read.
pub fn check(folder: &Path) -> Result<Report> {
    let path = folder.join(manifest::FILE);
    let summary =
        manifest::read(&path)?.with_context(|| format!("there is no '{}'", path.display()))?;
    let mut sentences = Sentences::open(&path)?;
    let mut report = Report {
        ok: false,
        sections: summary.sections.len(),
        sentences: 0,
        seconds: 0.0,
        peak_dbfs: None,
        loudness_lufs: None,
        true_peak_dbtp: None,
        longest_silence_ms: 0,
        problems: Vec::new(),
    };
    let (mut samples, mut peak, mut longest_silence) = (0, 0, 0);
    let mut meter = EbuR128::new(1, SAMPLE_RATE, Mode::I | Mode::HISTOGRAM | Mode::TRUE_PEAK)?;
    for section in &summary.sections {
        let heard: Vec<Heard> = sentences.next_section().collect::<Result<_>>()?;
        report.sentences += heard.len();
        let mut sound = Sound::new(heard.len());
        let mut problems = Problems {
            file: &section.file,
            found: &mut report.problems,
        };
        if heard.is_empty() {
            problems.add(
                None,
                "the manifest has no sentence of it on a line of its own".to_owned(),
            );
        }
        check_file(&folder.join(&section.file), section, &mut problems);
        match sound.measure(&folder.join(&section.file), &heard, &mut meter) {
            Ok(()) => check_sound(section, &summary, &sound, &heard, &mut problems),
            Err(error) => problems.add(None, format!("it cannot be decoded: {error}")),
        }
        samples += section.samples;
        peak = peak.max(sound.peak);
        longest_silence = longest_silence.max(sound.longest_silence);
    }
    report.loudness_lufs = Some(meter.loudness_global()?).filter(|lufs| lufs.is_finite());
    let true_peak = meter.true_peak(0)?;
    report.true_peak_dbtp = (true_peak > 0.0).then(|| decibels(true_peak));
    let mut whole = |file: &str, problem: &str| {
        Problems {
            file,
            found: &mut report.problems,
        }
        .add(None, problem.to_owned());
    };
    if samples != summary.head.samples {
        whole(manifest::FILE, "the lengths of the sections do not add up");
    }
    if summary.head.sample_rate != SAMPLE_RATE {
        whole(manifest::FILE, "its sample rate is not that of the files");
    }
    if let Some(target) = summary.head.settings.loudness_lufs {
        let is_off =
            |lufs: f64| samples > SHORT && (lufs - f64::from(target)).abs() > LOUDNESS_TOLERANCE;
        if let Some(lufs) = report.loudness_lufs.filter(|lufs| is_off(*lufs)) {
            let problem = format!("the whole is at {lufs:.1} LUFS instead of {target}");
            whole(manifest::FILE, &problem);
        }
        if let Some(peak) = report.true_peak_dbtp.filter(|peak| *peak > HIGHEST_PEAK) {
            let problem = format!("the highest true peak is at {peak:.1} dBTP");
            whole(manifest::FILE, &problem);
        }
    }
    let playlist = playlist::text(summary.head.title.as_deref(), &summary.sections);
    match fs::read_to_string(folder.join(playlist::FILE)) {
        Err(_) => whole(playlist::FILE, "it is missing"),
        Ok(text) if text != playlist => whole(playlist::FILE, "it is not that of the manifest"),
        Ok(_) => {}
    }
    report.seconds = samples as f64 / f64::from(SAMPLE_RATE);
    report.longest_silence_ms = longest_silence * 1000 / u64::from(SAMPLE_RATE);
    report.peak_dbfs = (peak > 0).then(|| decibels(f64::from(peak) / 32_768.0));
    report.ok = report.problems.is_empty();
    Ok(report)
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

struct Problems<'a> {
    file: &'a str,
    found: &'a mut Vec<Problem>,
}

impl Problems<'_> {
    fn add(&mut self, sentence: Option<&Heard>, problem: String) {
        self.found.push(Problem {
            file: self.file.to_owned(),
            sentence: sentence.map(|sentence| sentence.text.clone()),
            problem,
        });
    }
}

fn check_file(path: &Path, section: &SectionRecord, problems: &mut Problems<'_>) {
    match hash_file(path) {
        Err(error) => problems.add(None, format!("it cannot be read: {error}")),
        Ok((_, bytes)) if bytes != section.bytes => {
            problems.add(
                None,
                format!("it has {bytes} bytes instead of {}", section.bytes),
            );
        }
        Ok((sha256, _)) if sha256 != section.sha256 => {
            problems.add(None, "its hash is not that of the manifest".to_owned());
        }
        Ok(_) => {}
    }
}
