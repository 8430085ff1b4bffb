//! Gain with a limiter: removes offset and rumble, applies a gain, and keeps every true peak
//! at or below the ceiling. The number of samples does not change.
//!
//! The limiter looks ahead: its gain falls before a peak arrives, and recovers slowly after
//! it.

use std::f64::consts::FRAC_1_SQRT_2;

use super::filter::{self, Biquad, LANES};
use super::true_peak::{BEFORE, GROUP, of_group};

/// The highest true peak, in decibels relative to full scale. ACX and most podcast hosts ask
/// for -3; the rest is a margin for what the moving gain adds between samples.
const CEILING_DBTP: f64 = -3.4;

/// How many groups the limiter looks ahead: 5 ms. The gain reduction is computed at the start of
/// each group, and interpolated between.
fn look_ahead(sample_rate: u32) -> usize {
    sample_rate as usize / 200 / GROUP + 1
}

/// The share of the gain reduction that is released with each group: 63 % in 80 ms.
fn release(sample_rate: u32) -> f32 {
    GROUP as f32 / (0.08 * sample_rate as f32)
}

/// A gain reduction of a thousandth of a decibel counts as none.
const INAUDIBLE: f32 = 0.0001;

/// Applies a high-pass at 50 Hz, a gain in decibels, and the limiter.
pub fn apply_gain(samples: &[i16], sample_rate: u32, gain_db: f64) -> Vec<i16> {
    let amplified = high_passed(samples, sample_rate, 10_f64.powf(gain_db / 20.0));
    let ceiling = (10_f64.powf(CEILING_DBTP / 20.0) * 32768.0) as f32;
    let reductions = gain_reductions(&amplified, sample_rate, ceiling);
    let mut out = vec![0; samples.len().next_multiple_of(GROUP)];
    let (groups, _) = out.as_chunks_mut();
    let (amplified, _) = amplified[MARGIN..].as_chunks();
    for ((out, group), ends) in groups.iter_mut().zip(amplified).zip(reductions.windows(2)) {
        *out = reduced(group, ends[0], ends[1]);
    }
    out.truncate(samples.len());
    out
}

/// A group with its gain reduction interpolated from `start` to `end`.
fn reduced(group: &[f32; GROUP], start: f32, end: f32) -> [i16; GROUP] {
    const POSITIONS: [f32; GROUP] = [0.0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875];
    std::array::from_fn(|at| {
        let reduction = start + (end - start) * POSITIONS[at];
        rounded(group[at] - group[at] * reduction)
    })
}

/// Rounds to 16 bits. Near 1.5 · 2^23 an `f32` has no fraction, and its lowest bits are the
/// integer. Below the ceiling nothing can overflow.
fn rounded(sample: f32) -> i16 {
    (sample + 12_582_912.0).to_bits() as i16
}

/// The cutoff of a second-order Butterworth high-pass: below every voice, and no offset
/// passes.
const CUTOFF_HZ: f64 = 50.0;

/// Silence on both sides of a sound, where the limiter looks beyond its ends.
const MARGIN: usize = 2 * GROUP;

/// The samples, high-passed and amplified, between two margins.
fn high_passed(samples: &[i16], sample_rate: u32, gain: f64) -> Vec<f32> {
    let warm_up = filter::warm_up(sample_rate);
    let length = samples.len().div_ceil(LANES).max(warm_up);
    let mut padded = vec![0.0; warm_up + LANES * length];
    for (padded, sample) in padded[warm_up..].iter_mut().zip(samples) {
        *padded = f32::from(*sample);
    }
    let (before, own) = filter::segments(&padded, warm_up);
    let [b0, b1, b2, a1, a2] = filter::high_pass(CUTOFF_HZ, FRAC_1_SQRT_2, sample_rate);
    let mut high_pass = Biquad::new([b0 * gain, b1 * gain, b2 * gain, a1, a2]);
    for samples in filter::in_parallel(before) {
        high_pass.next(samples);
    }
    let mut amplified = vec![0.0; MARGIN + LANES * length];
    let (one, rest) = amplified[MARGIN..].split_at_mut(length);
    let (two, rest) = rest.split_at_mut(length);
    let (three, four) = rest.split_at_mut(length);
    let out = one.iter_mut().zip(two).zip(three.iter_mut().zip(four));
    for (samples, ((one, two), (three, four))) in filter::in_parallel(own).zip(out) {
        let passed = high_pass.next(samples);
        [*one, *two, *three, *four] = passed.map(|sample| sample as f32);
    }
    amplified.truncate(MARGIN + samples.len());
    amplified.resize(MARGIN + samples.len() + MARGIN, 0.0);
    amplified
}

/// The gain reduction at the start of each group, from 0 (none) to 1, that keeps every peak
/// at or below the ceiling. It rises before a peak, and is released slowly after it.
fn gain_reductions(amplified: &[f32], sample_rate: u32, ceiling: f32) -> Vec<f32> {
    let (look_ahead, release) = (look_ahead(sample_rate), release(sample_rate));
    let groups = (amplified.len() - 2 * MARGIN).div_ceil(GROUP);
    let mut held = vec![0.0_f32; groups + 1 + look_ahead];
    for group in 0..groups {
        let peak = of_group(&amplified[MARGIN - BEFORE + group * GROUP..], ceiling / 2.0);
        if peak > ceiling {
            // The peak may lie at the end of the group, so the start of the next one has the
            // same reduction.
            for held in &mut held[group..=group + look_ahead] {
                *held = held.max(1.0 - ceiling / peak);
            }
        }
    }
    let mut last = 0.0;
    for held in &mut held {
        last = held.max(last * (1.0 - release));
        if last < INAUDIBLE {
            last = 0.0;
        }
        *held = last;
    }
    window_means(&held, look_ahead)
}

/// The mean of each window of `length` values. The sums of neighbouring windows are added up
/// side by side, which vectorises, and in the order that each would have alone.
fn window_means(values: &[f32], length: usize) -> Vec<f32> {
    const SIDE_BY_SIDE: usize = 16;
    let mut sums = vec![0.0_f32; values.len() + 1 - length];
    for (at, sums) in sums.chunks_mut(SIDE_BY_SIDE).enumerate() {
        for values in values[at * SIDE_BY_SIDE..].windows(sums.len()).take(length) {
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += value;
            }
        }
    }
    sums.iter().map(|sum| sum / length as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 22_050;

    fn sine(frequency: f64, peak: f64, samples: usize) -> Vec<i16> {
        sine_at(RATE, frequency, peak, samples)
    }

    fn sine_at(rate: u32, frequency: f64, peak: f64, samples: usize) -> Vec<i16> {
        let step = frequency * std::f64::consts::TAU / f64::from(rate);
        (0..samples)
            .map(|at| (peak * (at as f64 * step).sin()).round() as i16)
            .collect()
    }

    /// The true peak in decibels, measured by the crate `ebur128`.
    fn true_peak_db(samples: &[i16], rate: u32) -> f64 {
        let mut meter = ebur128::EbuR128::new(1, rate, ebur128::Mode::TRUE_PEAK)
            .expect("one channel at a usual rate");
        meter.add_frames_i16(samples).expect("whole frames");
        20.0 * meter.true_peak(0).expect("true peaks are measured").log10()
    }

    #[test]
    fn samples_keep_their_positions_and_become_louder() {
        let mut clicks = vec![0; 22_050];
        for at in [0, 1, 5000, 22_049] {
            clicks[at] = 4000;
        }
        let out = apply_gain(&clicks, RATE, 6.0);
        for (at, (before, after)) in clicks.iter().zip(&out).enumerate() {
            let difference = f64::from(*before) * 1.995 - f64::from(*after);
            // The high-pass leaves a short tail.
            assert!(difference.abs() < 400.0, "{before} became {after} at {at}");
        }
    }

    #[test]
    fn offset_and_rumble_are_removed_and_silence_stays_silent() {
        let out = apply_gain(&vec![400; 22_050], RATE, 0.0);
        assert!(out[4000..].iter().all(|sample| sample.abs() <= 1));
        let rumble = apply_gain(&sine(15.0, 8000.0, 44_100), RATE, 0.0);
        assert!(rumble[22_050..].iter().all(|sample| sample.abs() < 900));
        let mut pause = sine(200.0, 8000.0, 5000);
        pause.extend([0; 10_000]);
        assert!(
            apply_gain(&pause, RATE, 6.0)[10_000..]
                .iter()
                .all(|sample| *sample == 0)
        );
    }

    #[test]
    fn no_true_peak_is_above_the_ceiling() {
        // A quarter of the rate, shifted by an eighth of a period: the samples miss the peaks by
        // 3 dB.
        let shifted: Vec<i16> = [23_000, 23_000, -23_000, -23_000].repeat(4000);
        for rate in [16_000, RATE] {
            let mut bursts = Vec::new();
            for count in 1..20 {
                let frequency = 437.0 * f64::from(count) * f64::from(rate) / f64::from(RATE);
                bursts.extend(sine_at(rate, frequency, 30_000.0, 200));
                bursts.extend(vec![0; 700]);
            }
            let steady = sine_at(rate, 3000.0, 32_000.0, 20_000);
            let sounds = [
                ("shifted", &shifted),
                ("bursts", &bursts),
                ("steady", &steady),
            ];
            for (name, samples) in sounds {
                for gain in [0.0, 3.0, 9.0] {
                    let peak = true_peak_db(&apply_gain(samples, rate, gain), rate);
                    assert!(
                        (-6.5..=-3.0).contains(&peak),
                        "{name}: {peak} at {gain} dB and {rate} Hz"
                    );
                }
            }
        }
    }

    #[test]
    fn window_means_equal_those_of_each_window_alone() {
        let values: Vec<f32> = (0..203_u16)
            .map(|at| f32::from(at * 37 % 101) / 7.0)
            .collect();
        for length in [1, 5, 11, 203] {
            let alone: Vec<f32> = values
                .windows(length)
                .map(|window| window.iter().sum::<f32>() / length as f32)
                .collect();
            assert_eq!(window_means(&values, length), alone);
        }
    }

    #[test]
    fn the_gain_recovers_after_a_peak() {
        let mut samples = sine(1000.0, 32_000.0, 2000);
        samples.extend(sine(1000.0, 4000.0, 22_050));
        let out = apply_gain(&samples, RATE, 6.0);
        let loudest = |range: std::ops::Range<usize>| out[range].iter().max().copied();
        assert!(loudest(2200..2400) < Some(5000));
        assert!(loudest(20_000..22_000) > Some(7800));
    }
}
