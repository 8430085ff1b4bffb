//! Verifies the WAV files of the sections, each by itself and all as a whole.

use std::collections::HashSet;

use anyhow::Result;
use ebur128::{EbuR128, Mode};

use super::bytes;
use super::limits::Limits;
use super::loudness::{HIGHEST_PEAK, LOUDNESS_TOLERANCE, decibels, is_short};
use super::report::{FileReport, Problem};
use super::sound::{self, Sound, check_sound};
use super::wav;
use crate::formats::Content;
use crate::manifest::sentences::Sentences;
use crate::manifest::{self, Summary};
use lismoi_files::own::Folder;

/// Measurements and faults of all sections.
#[derive(Default)]
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
pub(super) fn check(folder: &Folder, summary: &Summary, limits: &Limits) -> Result<Sections> {
    let mut sentences = Sentences::open(folder)?;
    let mut found = Sections::default();
    let mut names = HashSet::new();
    let sample_rate = summary.head.sample_rate;
    let mut peak = 0;
    let mut meter = EbuR128::new(1, sample_rate, Mode::I | Mode::HISTOGRAM | Mode::TRUE_PEAK)?;
    for section in &summary.sections {
        let heard = sound::heard(&mut sentences)?;
        found.sentences += heard.len();
        let mut sound = Sound::new(heard.len());
        let mut report = FileReport::new(&section.file, None);
        if heard.is_empty() {
            report.add("the manifest has no sentence of it on a line of its own".to_owned());
        }
        let most = limits.file(Content::Wav, false, section.samples);
        if !names.insert(&section.file) {
            report.add("the manifest lists it more than once".to_owned());
        } else if bytes::check(folder, (section.bytes, &section.sha256), most, &mut report) {
            let samples = wav::open(folder, &section.file, sample_rate);
            let measured = samples.and_then(|samples| {
                sound.measure((samples, sample_rate), section.samples, &heard, &mut meter)
            });
            match measured {
                Ok(()) => check_sound(section, summary, &sound, &heard, &mut report),
                Err(error) => report.add(format!("it cannot be decoded: {error}")),
            }
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
