//! Measures the sound of a section and judges it.

use anyhow::{Result, ensure};
use ebur128::EbuR128;
use serde::Deserialize;

use super::limits::slowness;
use super::report::FileReport;
use super::wav::Samples;
use crate::manifest::Summary;
use crate::manifest::records::SectionRecord;
use crate::manifest::sentences::Sentences;
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

/// The most bytes of the sentences of a section: they are held in memory. A day of sound has
/// 10 MB.
const MOST_TEXT: usize = 64 << 20;

/// The next section's sentences.
///
/// # Errors
/// The manifest cannot be read, or a section is too long.
pub(super) fn heard(sentences: &mut Sentences) -> Result<Vec<Heard>> {
    let (mut heard, mut bytes) = (Vec::new(), 0);
    for sentence in sentences.next_section::<Heard>() {
        let sentence = sentence?;
        bytes += size_of::<Heard>() + sentence.text.len() + sentence.spoken.len();
        ensure!(bytes <= MOST_TEXT, "a section of the manifest is too long");
        heard.push(sentence);
    }
    Ok(heard)
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

    /// Measures samples at `sample_rate`, of which there should be so many, up to a second after
    /// them.
    pub(super) fn measure(
        &mut self,
        (mut samples, sample_rate): (Samples, u32),
        count: u64,
        heard: &[Heard],
        meter: &mut EbuR128,
    ) -> Result<()> {
        let most = count.saturating_add(sample_rate.into());
        let (mut silence, mut sentence, mut last) = (0, 0, 0);
        let mut block = Vec::new();
        while self.samples <= most && samples.next_block(&mut block)? {
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
    let (found, wanted) = (sound.samples, section.samples);
    if found > wanted.saturating_add(summary.head.sample_rate.into()) {
        report.add(format!("it has more than {wanted} samples"));
    } else if found != wanted {
        report.add(format!("it has {found} samples instead of {wanted}"));
    }
    if sound.clipped > 0 {
        report.add(format!("{} samples are clipped", sound.clipped));
    }
    if sound.clicks > 0 {
        report.add(format!("{} joins click", sound.clicks));
    }
    // In addition to our pauses: the margin kept around each take, and eSpeak NG's own pause
    // at a comma or stop inside an utterance (about 300 ms at its normal rate).
    let slowness = slowness(settings.voice.rate_wpm);
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
            let length = sentence.end.saturating_sub(sentence.start);
            let ms = whole_ms(length, summary.head.sample_rate);
            report.add_to(
                Some(&sentence.text),
                format!("its length of {ms} ms is not plausible"),
            );
        }
    }
}

/// Whether a sentence can be spoken in its time. The bounds hold for whatever a voice may make
/// of a text: it leaves out letters, and says the names of signs.
fn is_plausible(sentence: &Heard, slowness: f64, sample_rate: u32) -> bool {
    let seconds = sentence.end.saturating_sub(sentence.start) as f64 / f64::from(sample_rate);
    (shortest(&sentence.spoken) * slowness..1.5 + longest(&sentence.spoken) * slowness)
        .contains(&seconds)
}

/// French has about six syllables a second; nobody says twenty-five. A mute "e" is none, and a
/// few syllables may be lost in a word that no voice knows.
fn shortest(spoken: &str) -> f64 {
    let is_vowel = |c: char| "aiouyàâéèêëîïôùûœæ".contains(c.to_ascii_lowercase());
    let mut syllables = 0_u32;
    for part in spoken.split(|c: char| !is_vowel(c) && !c.eq_ignore_ascii_case(&'e')) {
        syllables += u32::from(part.contains(is_vowel));
    }
    f64::from(syllables.saturating_sub(5)) * 0.04
}

/// Figures and initials take longer to say than to write; the names of signs and of letters of
/// other scripts ("caractère chinois") far longer.
fn longest(spoken: &str) -> f64 {
    let letters = spoken.chars().filter(|c| !c.is_whitespace());
    letters
        .map(|c| {
            if c.is_alphanumeric() && c < '\u{180}' {
                0.8
            } else {
                3.0
            }
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lasts(spoken: &str, ms: u64) -> bool {
        let sentence = Heard {
            text: spoken.to_owned(),
            spoken: spoken.to_owned(),
            start: 1000,
            end: 1000 + ms,
            failed: None,
        };
        is_plausible(&sentence, 1.0, 1000)
    }

    #[test]
    fn lengths_that_voices_make_are_plausible_and_others_are_not() {
        let sentence = "Elle aura lieu samedi et dimanche à partir de neuf heures du matin.";
        for (spoken, ms) in [
            (sentence, 3500),
            ("nne.", 32),
            (
                "\u{20000} \u{20001} \u{20002} \u{20003} \u{20004} \u{20005} \u{20006}",
                8880,
            ),
            ("c'est.", 200),
        ] {
            assert!(lasts(spoken, ms), "'{spoken}' in {ms} ms");
        }
        for (spoken, ms) in [(sentence, 250), (sentence, 80_000), ("nne.", 12_000)] {
            assert!(!lasts(spoken, ms), "'{spoken}' in {ms} ms");
        }
    }
}
