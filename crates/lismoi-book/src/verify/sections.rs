//! Verifies the WAV files of the sections, each by itself and all as a whole.

use std::path::Path;

use anyhow::Result;
use ebur128::{EbuR128, Mode};

use super::loudness::{HIGHEST_PEAK, LOUDNESS_TOLERANCE, decibels, is_short};
use super::report::{FileReport, Problem};
use super::sound::{Heard, Sound, check_sound};
use crate::manifest::records::SectionRecord;
use crate::manifest::sentences::Sentences;
use crate::manifest::{self, Summary};
use lismoi_speech::hash::hash_file;

/// Measurements and faults of all sections.
pub(super) struct Sections {
    pub(super) sentences: usize,
    pub(super) peak_dbfs: Option<f64>,
    pub(super) loudness_lufs: Option<f64>,
    pub(super) true_peak_dbtp: Option<f64>,
    /// In samples.
    pub(super) longest_silence: u64,
    pub(super) problems: Vec<Problem>,
}

/// Measures all sections.
///
/// # Errors
/// The manifest cannot be read.
pub(super) fn check(folder: &Path, summary: &Summary) -> Result<Sections> {
    let mut sentences = Sentences::open(&folder.join(manifest::FILE))?;
    let mut found = Sections {
        sentences: 0,
        peak_dbfs: None,
        loudness_lufs: None,
        true_peak_dbtp: None,
        longest_silence: 0,
        problems: Vec::new(),
    };
    let sample_rate = summary.head.sample_rate;
    let mut peak = 0;
    let mut meter = EbuR128::new(1, sample_rate, Mode::I | Mode::HISTOGRAM | Mode::TRUE_PEAK)?;
    for section in &summary.sections {
        let heard: Vec<Heard> = sentences.next_section().collect::<Result<_>>()?;
        found.sentences += heard.len();
        let mut sound = Sound::new(heard.len());
        let mut report = FileReport::new(&section.file, None);
        if heard.is_empty() {
            report.add("the manifest has no sentence of it on a line of its own".to_owned());
        }
        let path = folder.join(&section.file);
        check_file(&path, section, &mut report);
        match sound.measure(&path, sample_rate, &heard, &mut meter) {
            Ok(()) => check_sound(section, summary, &sound, &heard, &mut report),
            Err(error) => report.add(format!("it cannot be decoded: {error}")),
        }
        found.problems.append(&mut report.problems);
        peak = peak.max(sound.peak);
        found.longest_silence = found.longest_silence.max(sound.longest_silence);
    }
    found.peak_dbfs = (peak > 0).then(|| decibels(f64::from(peak) / 32_768.0));
    found.loudness_lufs = Some(meter.loudness_global()?).filter(|lufs| lufs.is_finite());
    let true_peak = meter.true_peak(0)?;
    found.true_peak_dbtp = (true_peak > 0.0).then(|| decibels(true_peak));
    check_loudness(summary, &mut found);
    Ok(found)
}

fn check_loudness(summary: &Summary, found: &mut Sections) {
    let Some(target) = summary.head.settings.loudness_lufs else {
        return;
    };
    let is_off = |lufs: f64| {
        !is_short(summary.samples(), summary.head.sample_rate)
            && (lufs - f64::from(target)).abs() > LOUDNESS_TOLERANCE
    };
    if let Some(lufs) = found.loudness_lufs.filter(|lufs| is_off(*lufs)) {
        let problem = format!("the whole is at {lufs:.1} LUFS instead of {target}");
        found
            .problems
            .push(Problem::of_file(manifest::FILE, &problem));
    }
    if let Some(peak) = found.true_peak_dbtp.filter(|peak| *peak > HIGHEST_PEAK) {
        let problem = format!("the highest true peak is at {peak:.1} dBTP");
        found
            .problems
            .push(Problem::of_file(manifest::FILE, &problem));
    }
}

fn check_file(path: &Path, section: &SectionRecord, report: &mut FileReport) {
    match hash_file(path) {
        Err(error) => report.add(format!("it cannot be read: {error}")),
        Ok((_, bytes)) if bytes != section.bytes => {
            report.add(format!("it has {bytes} bytes instead of {}", section.bytes));
        }
        Ok((sha256, _)) if sha256 != section.sha256 => {
            report.add("its hash is not that of the manifest".to_owned());
        }
        Ok(_) => {}
    }
}
