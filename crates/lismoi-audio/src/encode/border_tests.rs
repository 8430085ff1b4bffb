//! The sound where two blocks meet.

use tempfile::TempDir;

use super::Format;
use super::tests::{RATE, decode, encode, file, tags};
use crate::tools::is_installed;

/// The signal-to-noise ratio, in decibels.
fn snr_db(sound: &[i16], decoded: &[i16]) -> f64 {
    let (mut signal, mut noise) = (0.0, 0.0);
    for (one, other) in sound.iter().zip(decoded) {
        signal += f64::from(*one).powi(2);
        noise += (f64::from(*one) - f64::from(*other)).powi(2);
    }
    10.0 * (signal / noise).log10()
}

#[test]
fn sound_is_as_clear_between_two_blocks_as_within_them() {
    if !is_installed("ffmpeg", "the blocks of encoders") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let second = RATE as usize;
    // A steady vowel: every loss where an encoder starts is audible.
    let harmonic = |number: f64, time: f64| (time * 880.0 * number).sin() / number;
    let vowel = |at: usize| {
        let time = at as f64 / second as f64;
        let harmonics = (1..20).map(|number| harmonic(f64::from(number), time));
        (6_000.0 * harmonics.sum::<f64>()) as i16
    };
    let sound: Vec<i16> = (0..92 * second).map(vowel).collect();
    for format in [Format::Opus, Format::Mp3, Format::M4b] {
        let path = file(&folder, format);
        let tags = tags(sound.len() as u64);
        encode(format, &path, &tags, &sound, 10_000);
        let whole = decode(&path, RATE);
        let window = second / 20;
        let windows = (second..91 * second).step_by(window);
        let mut ratios: Vec<f64> = windows
            .map(|at| snr_db(&sound[at..at + window], &whole[at..at + window]))
            .collect();
        ratios.sort_by(f64::total_cmp);
        let (worst, usual) = (ratios[0], ratios[ratios.len() / 2]);
        // At 40 dB, noise is far below what speech masks.
        assert!(
            worst > usual - 4.0 || worst > 40.0,
            "{format:?}: {worst} dB at worst, {usual} dB at the median"
        );
    }
}
