//! Limits of loudness and peaks.

use lismoi_speech::SAMPLE_RATE;

/// An amplitude ratio in decibels.
pub(super) fn decibels(ratio: f64) -> f64 {
    20.0 * ratio.log10()
}

/// Shorter sound, of less than 10 s, may miss its loudness.
pub(super) const SHORT: u64 = 10 * SAMPLE_RATE as u64;

/// The largest difference to the target loudness, in LU.
pub(super) const LOUDNESS_TOLERANCE: f64 = 0.5;

/// The highest true peak of the WAV files, in dBTP.
pub(super) const HIGHEST_PEAK: f64 = -3.0;
