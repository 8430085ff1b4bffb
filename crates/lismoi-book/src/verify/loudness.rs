//! Limits of loudness and peaks.

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
