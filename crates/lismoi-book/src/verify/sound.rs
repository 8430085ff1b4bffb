//! Measures the sound of a section and judges it.

use std::path::Path;

use anyhow::Result;
use ebur128::EbuR128;
use serde::Deserialize;

use super::report::FileReport;
use super::wav;
use crate::manifest::Summary;
use crate::manifest::records::SectionRecord;
use lismoi_audio::clock::whole_ms;
use lismoi_audio::trim::SILENCE;

/// A sentence of the manifest, as far as it is needed here.
#[derive(Debug, Deserialize)]
pub(super) struct Heard {
    pub(super) text: String,
    spoken: String,
    start: u64,
    end: u64,
    failed: Option<String>,
}

/// A larger step between two samples at the start or end of a sentence is a click: -50 dBFS.
const CLICK: u16 = 104;

/// Measurements of one file.
pub(super) struct Sound {
    samples: u64,
    pub(super) peak: u16,
    clipped: u64,
    clicks: u64,
    pub(super) longest_silence: u64,
    /// Whether any sound is heard in each sentence.
    sounding: Vec<bool>,
}

impl Sound {
    pub(super) fn new(sentences: usize) -> Sound {
        Sound {
            samples: 0,
            peak: 0,
            clipped: 0,
            clicks: 0,
            longest_silence: 0,
            sounding: vec![false; sentences],
        }
    }

    pub(super) fn measure(
        &mut self,
        path: &Path,
        sample_rate: u32,
        heard: &[Heard],
        meter: &mut EbuR128,
    ) -> Result<()> {
        let mut samples = wav::open(path, sample_rate)?;
        let (mut silence, mut sentence, mut last) = (0, 0, 0);
        let mut block = Vec::new();
        while samples.next_block(&mut block)? {
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

pub(super) fn check_sound(
    section: &SectionRecord,
    summary: &Summary,
    sound: &Sound,
    heard: &[Heard],
    report: &mut FileReport,
) {
    let settings = &summary.head.settings;
    if sound.samples != section.samples {
        report.add(format!(
            "it has {} samples instead of {}",
            sound.samples, section.samples
        ));
    }
    if sound.clipped > 0 {
        report.add(format!("{} samples are clipped", sound.clipped));
    }
    if sound.clicks > 0 {
        report.add(format!("{} joins click", sound.clicks));
    }
    // In addition to our pauses: the margin kept around each take, and eSpeak NG's own pause
    // at a comma or stop inside an utterance (about 300 ms at its normal rate).
    let slowness = 175.0 / f64::from(settings.voice.rate_wpm);
    let longest_ms = f64::from(settings.pauses.longest_ms()) + 30.0 + 500.0 * slowness;
    let silence_ms = sound.longest_silence as f64 * 1000.0 / f64::from(summary.head.sample_rate);
    if silence_ms > longest_ms {
        report.add(format!("it is silent for {silence_ms:.0} ms"));
    }
    for (sentence, sounding) in heard.iter().zip(&sound.sounding) {
        if let Some(reason) = &sentence.failed {
            report.add_to(
                Some(&sentence.text),
                format!("it could not be spoken: {reason}"),
            );
        } else if !sounding {
            report.add_to(Some(&sentence.text), "nothing is heard".to_owned());
        } else if !is_plausible(sentence, slowness, summary.head.sample_rate) {
            let ms = whole_ms(sentence.end - sentence.start, summary.head.sample_rate);
            report.add_to(
                Some(&sentence.text),
                format!("its length of {ms} ms is not plausible"),
            );
        }
    }
}

/// French is spoken at about 15 letters a second. Figures and initials take longer to say
/// than to write; nobody says 50 letters a second.
fn is_plausible(sentence: &Heard, slowness: f64, sample_rate: u32) -> bool {
    let seconds = sentence.end.saturating_sub(sentence.start) as f64 / f64::from(sample_rate);
    let letters = sentence
        .spoken
        .chars()
        .filter(|c| !c.is_whitespace())
        .count() as f64;
    (letters * 0.02 * slowness..1.5 + letters * 0.8 * slowness).contains(&seconds)
}
