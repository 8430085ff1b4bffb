//! Measures loudness and peaks, and limits them.

use lismoi_audio::loudness::integrated;
use lismoi_audio::meter::Meter;
use lismoi_audio::true_peak::TruePeak;

/// Measures the sound of an encoded file. The WAV files are measured by `ebur128`, which shares
/// no code with what brought them to their loudness, and takes five times as long.
pub(super) struct SoundMeter {
    loudness: Meter,
    peak: TruePeak,
}

impl SoundMeter {
    /// For sound at so many hertz.
    pub(super) fn new(sample_rate: u32) -> SoundMeter {
        SoundMeter {
            loudness: Meter::new(sample_rate),
            peak: TruePeak::default(),
        }
    }

    /// Adds samples from -1 to 1.
    pub(super) fn add(&mut self, samples: &[f32]) {
        self.loudness.add_f32(samples);
        self.peak.add(samples);
    }

    /// The integrated loudness in LUFS, and the true peak in dBTP; `None` for silence.
    pub(super) fn finish(self) -> (Option<f64>, Option<f64>) {
        let loudness = integrated([self.loudness.finish()].iter());
        let peak = f64::from(self.peak.finish());
        (loudness, (peak > 0.0).then(|| decibels(peak)))
    }
}

/// An amplitude ratio in decibels.
pub(super) fn decibels(ratio: f64) -> f64 {
    20.0 * ratio.log10()
}

/// Whether sound is shorter than 10 s: it may miss its loudness.
pub(super) fn is_short(samples: u64, sample_rate: u32) -> bool {
    samples <= 10 * u64::from(sample_rate)
}

/// The largest difference to the target loudness, in LU.
pub(super) const LOUDNESS_TOLERANCE: f64 = 0.5;

/// The highest true peak of the WAV files, in dBTP.
pub(super) const HIGHEST_PEAK: f64 = -3.0;
