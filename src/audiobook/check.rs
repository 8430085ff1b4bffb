//! The self-check of a finished audiobook: what the manifest says against what the files
//! hold.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use ebur128::{EbuR128, Mode};
use serde::{Deserialize, Serialize};

use super::chapter::hash_file;
use super::manifest::{self, Sentences, Summary};
use super::{SectionRecord, playlist};
use crate::audio;
use crate::audio::trim::SILENCE;
use crate::audio::wav::reader::Reader;
use crate::speech::SAMPLE_RATE;

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

/// What the check needs of a sentence.
#[derive(Debug, Deserialize)]
struct Heard {
    text: String,
    spoken: String,
    start: u64,
    end: u64,
    failed: Option<String>,
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
    let playlist = playlist::text(summary.head.title.as_deref(), &summary.sections, "wav");
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

/// A louder step from one sample to the next is a click where a sentence starts or ends:
/// -50 dB relative to full scale.
const CLICK: u16 = 104;

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

/// What was measured in one file.
struct Sound {
    samples: u64,
    peak: u16,
    clipped: u64,
    clicks: u64,
    longest_silence: u64,
    /// For each sentence, whether anything is heard.
    sounding: Vec<bool>,
}

impl Sound {
    fn new(sentences: usize) -> Sound {
        Sound {
            samples: 0,
            peak: 0,
            clipped: 0,
            clicks: 0,
            longest_silence: 0,
            sounding: vec![false; sentences],
        }
    }

    fn measure(&mut self, path: &Path, heard: &[Heard], meter: &mut EbuR128) -> Result<()> {
        let mut reader = Reader::open(path)?;
        let (mut silence, mut sentence, mut last) = (0, 0, 0);
        let mut block = Vec::new();
        while reader.read(&mut block, 1 << 14)? > 0 {
            meter.add_frames_i16(&block)?;
            for sample in block.iter().copied() {
                let level = sample.unsigned_abs();
                self.peak = self.peak.max(level);
                self.clipped += u64::from(level >= i16::MAX as u16);
                while heard
                    .get(sentence)
                    .is_some_and(|heard| heard.end <= self.samples)
                {
                    sentence += 1;
                }
                let joins = |heard: &Heard| [heard.start, heard.end].contains(&self.samples);
                let is_join = heard.get(sentence).is_some_and(joins)
                    || sentence > 0 && joins(&heard[sentence - 1]);
                if is_join && sample.abs_diff(last) > CLICK {
                    self.clicks += 1;
                }
                last = sample;
                if level > SILENCE {
                    silence = 0;
                    if heard
                        .get(sentence)
                        .is_some_and(|heard| heard.start <= self.samples)
                    {
                        self.sounding[sentence] = true;
                    }
                } else {
                    silence += 1;
                    self.longest_silence = self.longest_silence.max(silence);
                }
                self.samples += 1;
            }
        }
        Ok(())
    }
}

fn check_sound(
    section: &SectionRecord,
    summary: &Summary,
    sound: &Sound,
    heard: &[Heard],
    problems: &mut Problems<'_>,
) {
    let settings = &summary.head.settings;
    if sound.samples != section.samples {
        problems.add(
            None,
            format!(
                "it has {} samples instead of {}",
                sound.samples, section.samples
            ),
        );
    }
    if sound.clipped > 0 {
        problems.add(None, format!("{} samples are clipped", sound.clipped));
    }
    if sound.clicks > 0 {
        problems.add(None, format!("{} joins click", sound.clicks));
    }
    // Besides our pauses: what is kept around each take, and eSpeak NG's own pause at a
    // comma or a stop inside an utterance (some 300 ms at its normal rate).
    let slowness = 175.0 / f64::from(settings.voice.rate_wpm);
    let longest_ms = f64::from(settings.pauses.longest_ms()) + 30.0 + 500.0 * slowness;
    let silence_ms = sound.longest_silence as f64 * 1000.0 / f64::from(SAMPLE_RATE);
    if silence_ms > longest_ms {
        problems.add(None, format!("it is silent for {silence_ms:.0} ms"));
    }
    for (sentence, sounding) in heard.iter().zip(&sound.sounding) {
        if let Some(reason) = &sentence.failed {
            problems.add(Some(sentence), format!("it could not be spoken: {reason}"));
        } else if !sounding {
            problems.add(Some(sentence), "nothing is heard".to_owned());
        } else if !is_plausible(sentence, slowness) {
            let ms = (sentence.end - sentence.start) * 1000 / audio::samples(1000);
            problems.add(
                Some(sentence),
                format!("its length of {ms} ms is not plausible"),
            );
        }
    }
}

/// French is spoken at some 15 letters a second; figures and initials take longer to say
/// than to write, and nobody says 50 letters a second.
fn is_plausible(sentence: &Heard, slowness: f64) -> bool {
    let seconds = sentence.end.saturating_sub(sentence.start) as f64 / f64::from(SAMPLE_RATE);
    let letters = sentence
        .spoken
        .chars()
        .filter(|c| !c.is_whitespace())
        .count() as f64;
    (letters * 0.02 * slowness..1.5 + letters * 0.8 * slowness).contains(&seconds)
}
