//! Silence off both ends of a take, and fades so that joining does not click.

use std::f64::consts::PI;
use std::ops::Range;

use crate::clock;

/// -60 dBFS: below it nothing of speech is heard.
pub const SILENCE: u16 = 32;

/// Kept before the first sound, so that a plosive's onset stays.
const LEAD_MS: u32 = 5;
/// Kept after the last sound, for its decay. More of it nobody hears, and captions would stay
/// after the voice.
const TAIL_MS: u32 = 5;

/// Raised-cosine fades.
const FADE_IN_MS: u32 = 3;
const FADE_OUT_MS: u32 = 8;

/// Where the sound of a take is, with a little of what surrounds it; `None` for silence.
pub fn sounding(samples: &[i16], sample_rate: u32) -> Option<Range<usize>> {
    let [lead, tail] = [LEAD_MS, TAIL_MS].map(|ms| clock::samples(ms, sample_rate) as usize);
    let is_sound = |sample: &i16| sample.unsigned_abs() > SILENCE;
    let first = samples.iter().position(is_sound)?;
    let last = samples.iter().rposition(is_sound)?;
    Some(first.saturating_sub(lead)..(last + 1 + tail).min(samples.len()))
}

/// Fades both ends from and to zero.
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

/// A sample at one step of a fade. The gain is rounded to 1/32768 before it is applied,
/// so that a last bit in which two machines' cosines differ changes no sample.
fn scaled(sample: i16, step: usize, steps: usize) -> i16 {
    let gain = (1.0 - (PI * step as f64 / steps as f64).cos()) / 2.0;
    let gain = (gain * 32_768.0).round() as i32;
    ((i32::from(sample) * gain + (1 << 14)) >> 15) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Silence, a loud tone, silence.
    fn tone(before: usize, length: usize, after: usize) -> Vec<i16> {
        let wave = (0..length).map(|n| if n % 2 == 0 { 10_000 } else { -10_000 });
        [vec![0; before], wave.collect(), vec![3; after]].concat()
    }

    #[test]
    fn silence_is_trimmed_to_a_little_lead_and_tail() {
        assert_eq!(sounding(&tone(1000, 500, 6000), 22_050), Some(890..1610));
        assert_eq!(sounding(&tone(50, 500, 100), 22_050), Some(0..650));
        assert_eq!(sounding(&tone(1000, 500, 6000), 16_000), Some(920..1580));
    }

    #[test]
    fn a_take_without_sound_has_none() {
        assert_eq!(sounding(&[], 22_050), None);
        assert_eq!(sounding(&[0, 32, -32, 5], 22_050), None);
        assert_eq!(sounding(&[0, i16::MIN, 0], 22_050), Some(0..3));
    }

    #[test]
    fn fades_start_and_end_at_zero_and_leave_the_middle_alone() {
        let mut samples = tone(0, 1000, 0);
        fade(&mut samples, 22_050);
        assert_eq!((samples[0], samples[999]), (0, 0));
        assert_eq!(samples[33].unsigned_abs(), 5000);
        assert_eq!(samples[66..823], tone(0, 1000, 0)[66..823]);
        assert!(
            samples[..66]
                .windows(2)
                .all(|pair| pair[0].unsigned_abs() <= pair[1].unsigned_abs())
        );
        fade(&mut [7_i16; 3], 22_050);
        fade(&mut [], 22_050);
    }
}
