//! Cuts silence off both ends of a take, and fades the ends so that joins do not click.

use std::f64::consts::PI;
use std::ops::Range;

use crate::clock;

/// The highest level, as a sample's magnitude, that counts as silence: -60 dBFS, below
/// anything audible in speech.
pub const SILENCE: u16 = 32;

/// Kept before the first sound, so that a plosive keeps its onset.
const LEAD_MS: u32 = 5;

/// Kept after the last sound, for its decay. More would be inaudible, and captions would stay
/// on the screen after the voice.
const TAIL_MS: u32 = 5;

/// Raised-cosine fades.
const FADE_IN_MS: u32 = 3;
const FADE_OUT_MS: u32 = 8;

/// The range of `samples` that holds sound, with 5 ms around it; `None` for silence.
pub fn sound_range(samples: &[i16], sample_rate: u32) -> Option<Range<usize>> {
    let [lead, tail] = [LEAD_MS, TAIL_MS].map(|ms| clock::samples(ms, sample_rate) as usize);
    let is_sound = |sample: &i16| sample.unsigned_abs() > SILENCE;
    let first = samples.iter().position(is_sound)?;
    let last = samples.iter().rposition(is_sound)?;
    Some(first.saturating_sub(lead)..(last + 1 + tail).min(samples.len()))
}

/// Fades in from zero over 3 ms, and out to zero over 8 ms.
pub fn fade(samples: &mut [i16], sample_rate: u32) {
    let steps = |ms| clock::samples(ms, sample_rate) as usize;
    let (fade_in, fade_out) = (steps(FADE_IN_MS), steps(FADE_OUT_MS));
    for (step, sample) in samples.iter_mut().take(fade_in).enumerate() {
        *sample = scaled(*sample, step, fade_in);
    }
    for (step, sample) in samples.iter_mut().rev().take(fade_out).enumerate() {
        *sample = scaled(*sample, step, fade_out);
    }
}

/// A sample at one step of a fade. The gain is rounded to 1/32768 before it is applied: the
/// cosines of two machines may differ in the last bit, and must not change a sample.
fn scaled(sample: i16, step: usize, steps: usize) -> i16 {
    let gain = (1.0 - (PI * step as f64 / steps as f64).cos()) / 2.0;
    let gain = (gain * 32_768.0).round() as i32;
    ((i32::from(sample) * gain + (1 << 14)) >> 15) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 22_050;

    /// Silence, a loud tone, and noise too quiet to count as sound.
    fn tone(before: usize, length: usize, after: usize) -> Vec<i16> {
        let wave = (0..length).map(|n| if n % 2 == 0 { 10_000 } else { -10_000 });
        [vec![0; before], wave.collect(), vec![3; after]].concat()
    }

    #[test]
    fn silence_is_trimmed_to_5_ms_at_both_ends() {
        let take = tone(1000, 500, 6000);
        assert_eq!(sound_range(&take, RATE), Some(890..1610));
        assert_eq!(sound_range(&take, 16_000), Some(920..1580));
        assert_eq!(sound_range(&tone(50, 500, 100), RATE), Some(0..650));
    }

    #[test]
    fn a_silent_take_has_no_sound_range() {
        assert_eq!(sound_range(&[], RATE), None);
        assert_eq!(sound_range(&[0, 32, -32, 5], RATE), None);
        assert_eq!(sound_range(&[0, i16::MIN, 0], RATE), Some(0..3));
    }

    #[test]
    fn fades_start_and_end_at_zero_and_leave_the_middle_unchanged() {
        let mut samples = tone(0, 1000, 0);
        fade(&mut samples, RATE);
        assert_eq!((samples[0], samples[999]), (0, 0));
        assert_eq!(samples[33].unsigned_abs(), 5000);
        assert_eq!(samples[66..823], tone(0, 1000, 0)[66..823]);
        assert!(
            samples[..66]
                .windows(2)
                .all(|pair| pair[0].unsigned_abs() <= pair[1].unsigned_abs())
        );
        fade(&mut [7_i16; 3], RATE);
        fade(&mut [], RATE);
    }
}
