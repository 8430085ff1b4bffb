//! A loudness meter: the samples of a sound in, a histogram of its gating blocks out
//! (ITU-R BS.1770-4).
//!
//! It measures the same as the crate `ebur128`, against which the tests compare it and with
//! which `check` measures, in a fifth of the time: it filters four segments at once, and
//! computes the energy of each step once instead of once for every block that holds the step.

use std::f64::consts::PI;

use super::filter::{self, Biquad, LANES};
use super::loudness::GatingBlocks;

/// BS.1770-4: gating blocks of 400 ms overlap by 75 %, so they advance in steps of 100 ms.
const STEPS_PER_BLOCK: usize = 4;

/// How many steps a segment of a full buffer holds.
const STEPS_PER_SEGMENT: usize = 8;

/// BS.1770-4, Annex 1: the high shelf that models the head. The standard has coefficients for
/// 48 kHz only; these are the parameters of the analogue filter behind them, as libebur128
/// has them.
fn shelf(sample_rate: u32) -> [f64; 5] {
    const CUTOFF_HZ: f64 = 1_681.974_450_955_533;
    const GAIN_DB: f64 = 3.999_843_853_973_347;
    const Q: f64 = 0.707_175_236_955_419_6;
    let k = (PI * CUTOFF_HZ / f64::from(sample_rate)).tan();
    let high = 10_f64.powf(GAIN_DB / 20.0);
    let band = high.powf(0.499_666_774_154_541_6);
    let a0 = 1.0 + k / Q + k * k;
    [
        (high + band * k / Q + k * k) / a0,
        2.0 * (k * k - high) / a0,
        (high - band * k / Q + k * k) / a0,
        2.0 * (k * k - 1.0) / a0,
        (1.0 - k / Q + k * k) / a0,
    ]
}

/// BS.1770-4, Annex 1: the high-pass that models hearing (RLB weighting). The standard does
/// not normalize its numerator.
fn high_pass(sample_rate: u32) -> [f64; 5] {
    const CUTOFF_HZ: f64 = 38.135_470_876_024_44;
    const Q: f64 = 0.500_327_037_323_877_3;
    let [_, _, _, a1, a2] = filter::high_pass(CUTOFF_HZ, Q, sample_rate);
    [1.0, -2.0, 1.0, a1, a2]
}

/// BS.1770-4: makes a sine of 997 Hz at 0 dBFS measure -3.01 LUFS.
const OFFSET: f64 = -0.691;

/// The gating blocks that hold a part of an utterance between two silences. They depend on
/// nothing but its samples, so that one utterance in a long section can be replaced, and only
/// that one measured. With 300 ms between utterances, as many blocks hold speech as in the
/// section as a whole.
pub fn utterance_blocks(samples: &[i16], sample_rate: u32) -> GatingBlocks {
    let mut meter = Meter::new(sample_rate);
    // Filters at rest turn silence into silence: it need not be measured.
    meter.steps = STEPS_PER_BLOCK - 1;
    let silence = vec![0; (STEPS_PER_BLOCK - 1) * meter.step];
    let to_end_of_step = samples.len().next_multiple_of(meter.step) - samples.len();
    meter.add(samples);
    meter.add(&silence);
    meter.add(&silence[..to_end_of_step]);
    meter.finish()
}

/// Measures one sound.
pub struct Meter {
    shelf: Biquad,
    high_pass: Biquad,
    /// The length of the filters' warm-up, in samples.
    warm_up: usize,
    /// The length of a step, in samples.
    step: usize,
    /// A warm-up of the last samples measured, then samples that are not yet measured.
    buffer: Vec<f32>,
    /// The energies of the latest steps, in order.
    energies: [f64; STEPS_PER_BLOCK],
    /// How many steps have been measured.
    steps: usize,
    blocks: GatingBlocks,
}

impl Meter {
    /// A meter for a sound at `sample_rate` hertz.
    pub fn new(sample_rate: u32) -> Meter {
        let warm_up = filter::warm_up(sample_rate);
        let step = (sample_rate as usize + 5) / 10;
        let mut buffer = Vec::with_capacity(warm_up + LANES * STEPS_PER_SEGMENT * step);
        buffer.resize(warm_up, 0.0);
        Meter {
            shelf: Biquad::new(shelf(sample_rate)),
            high_pass: Biquad::new(high_pass(sample_rate)),
            warm_up,
            step,
            buffer,
            energies: [0.0; STEPS_PER_BLOCK],
            steps: 0,
            blocks: GatingBlocks::default(),
        }
    }

    /// Adds the next samples.
    pub fn add(&mut self, samples: &[i16]) {
        self.add_each(samples, |sample| f32::from(*sample));
    }

    /// Adds the next samples, from -1 to 1.
    pub fn add_f32(&mut self, samples: &[f32]) {
        self.add_each(samples, |sample| 32_768.0 * sample);
    }

    fn add_each<T>(&mut self, mut samples: &[T], level: impl Fn(&T) -> f32) {
        let full = self.full();
        while !samples.is_empty() {
            let room = full - self.buffer.len();
            let (now, rest) = samples.split_at(samples.len().min(room));
            self.buffer.extend(now.iter().map(&level));
            samples = rest;
            if self.buffer.len() == full {
                self.measure(LANES * STEPS_PER_SEGMENT);
                self.buffer.drain(..full - self.warm_up);
            }
        }
    }

    /// The gating blocks of all samples added. As the standard asks, an incomplete last block
    /// is not counted.
    pub fn finish(mut self) -> GatingBlocks {
        let steps = (self.buffer.len() - self.warm_up) / self.step;
        let full = self.warm_up + steps.next_multiple_of(LANES) * self.step;
        self.buffer.resize(full, 0.0);
        self.measure(steps);
        self.blocks
    }

    /// The length of a full buffer in samples: the warm-up and 3.2 s.
    fn full(&self) -> usize {
        self.warm_up + LANES * STEPS_PER_SEGMENT * self.step
    }

    /// Measures the first `steps` steps of a buffer whose segments hold whole steps.
    fn measure(&mut self, steps: usize) {
        let energies = self.step_energies(steps.div_ceil(LANES));
        let in_order = (0..LANES).flat_map(|lane| energies.iter().map(move |step| step[lane]));
        for energy in in_order.take(steps) {
            self.energies.rotate_left(1);
            self.energies[STEPS_PER_BLOCK - 1] = energy;
            self.steps += 1;
            if self.steps >= STEPS_PER_BLOCK {
                let mean = self.energies.iter().sum::<f64>() / STEPS_PER_BLOCK as f64;
                self.blocks.add(OFFSET + 10.0 * mean.log10());
            }
        }
    }

    /// The mean energy of each step of each segment, relative to full scale.
    fn step_energies(&self, steps_per_segment: usize) -> Vec<[f64; LANES]> {
        let (before, own) = filter::segments(&self.buffer, self.warm_up);
        // Copies of filters at rest.
        let (mut shelf, mut high_pass) = (self.shelf, self.high_pass);
        for samples in filter::in_parallel(before) {
            high_pass.next(shelf.next(samples));
        }
        let mut own = filter::in_parallel(own);
        let step = |_| {
            let mut sums = [0.0; LANES];
            for samples in own.by_ref().take(self.step) {
                let filtered = high_pass.next(shelf.next(samples));
                for (sum, filtered) in sums.iter_mut().zip(filtered) {
                    *sum += filtered * filtered;
                }
            }
            sums.map(|sum| sum / self.step as f64 / 32_768.0_f64.powi(2))
        };
        (0..steps_per_segment).map(step).collect()
    }
}

#[cfg(test)]
mod tests {
    use ebur128::{EbuR128, Mode};

    use super::*;
    use crate::loudness::integrated;

    const RATE: u32 = 22_050;

    /// A sine of 997 Hz whose peak is at `decibels` relative to full scale.
    fn sine(decibels: f64, seconds: usize) -> Vec<i16> {
        let peak = 32768.0 * 10_f64.powf(decibels / 20.0);
        let rate = f64::from(RATE);
        (0..seconds * RATE as usize)
            .map(|at| (peak * (at as f64 * 997.0 * std::f64::consts::TAU / rate).sin()) as i16)
            .collect()
    }

    fn measured(parts: &[Vec<i16>]) -> GatingBlocks {
        measured_at(RATE, parts)
    }

    fn measured_at(rate: u32, parts: &[Vec<i16>]) -> GatingBlocks {
        let mut meter = Meter::new(rate);
        for part in parts {
            meter.add(part);
        }
        meter.finish()
    }

    #[test]
    fn a_sine_at_minus_23_dbfs_is_at_minus_26_lufs() {
        // EBU Tech 3341, case 1, is stereo at -23: one channel alone is 3 LU quieter.
        let blocks = measured(&[sine(-23.0, 20)]);
        let lufs = integrated([&blocks].into_iter()).expect("a sound");
        assert!((lufs + 26.0).abs() < 0.15, "{lufs}");
    }

    #[test]
    fn it_measures_what_ebur128_measures() {
        for rate in [16_000, RATE, 48_000] {
            // Noise that swells and fades, with a pause, and an incomplete last step.
            let mut seed = 1_u32;
            let noise = |at: usize| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let loud = (at as f64 / 30_000.0).sin().max(0.0);
                ((f64::from(seed >> 16) - 32_768.0) * loud) as i16
            };
            let sound: Vec<i16> = (0..40 * rate as usize + 777).map(noise).collect();
            let mut reference = EbuR128::new(1, rate, Mode::M).expect("one channel");
            let mut wanted = GatingBlocks::default();
            for (number, step) in sound.chunks_exact(rate as usize / 10).enumerate() {
                reference.add_frames_i16(step).expect("whole frames");
                if number + 1 >= STEPS_PER_BLOCK {
                    wanted.add(
                        reference
                            .loudness_momentary()
                            .expect("momentary loudness is measured"),
                    );
                }
            }
            for length in [1, 1000, sound.len()] {
                let parts: Vec<_> = sound.chunks(length).map(<[i16]>::to_vec).collect();
                assert_eq!(measured_at(rate, &parts), wanted, "{rate} Hz");
            }
        }
    }

    #[test]
    fn utterances_measured_alone_are_as_loud_as_the_section_that_they_make() {
        let mut seed = 7_u32;
        let mut noise = |at: usize, peak: f64| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let syllable = (at as f64 / 1500.0).sin().abs();
            ((f64::from(seed >> 16) / 32_768.0 - 1.0) * syllable * peak) as i16
        };
        for (pause_ms, tolerance) in [(175, 0.2), (350, 0.05), (700, 0.05)] {
            let (mut section, mut alone) = (Meter::new(RATE), GatingBlocks::default());
            for number in 1..40_usize {
                let length = 3001 + number * 7919 % 90_000;
                let peak = 2000.0 + (number * 811 % 9000) as f64;
                let utterance: Vec<i16> = (0..length).map(|at| noise(at, peak)).collect();
                section.add(&utterance);
                section.add(&vec![0; RATE as usize * pause_ms / 1000]);
                alone.extend(&utterance_blocks(&utterance, RATE));
            }
            let section = integrated([&section.finish()].into_iter()).expect("a sound");
            let alone = integrated([&alone].into_iter()).expect("a sound");
            assert!(
                (section - alone).abs() < tolerance,
                "{section} and {alone} at {pause_ms} ms"
            );
        }
    }

    #[test]
    fn at_48_khz_the_coefficients_are_those_of_the_standard() {
        // BS.1770-4, Annex 1, tables 1 and 2.
        let tables = [
            (
                shelf(48_000),
                [
                    1.535_124_859_586_97,
                    -2.691_696_189_406_38,
                    1.198_392_810_852_85,
                    -1.690_659_293_182_41,
                    0.732_480_774_215_85,
                ],
            ),
            (
                high_pass(48_000),
                [1.0, -2.0, 1.0, -1.990_047_454_833_98, 0.990_072_250_366_21],
            ),
        ];
        for (found, wanted) in tables {
            for (found, wanted) in found.into_iter().zip(wanted) {
                assert!((found - wanted).abs() < 1e-9, "{found} for {wanted}");
            }
        }
    }

    #[test]
    fn blocks_below_the_relative_gate_are_not_counted() {
        // The shape of EBU Tech 3341, case 3.
        let blocks = measured(&[sine(-36.0, 10), sine(-20.0, 60), sine(-36.0, 10)]);
        let lufs = integrated([&blocks].into_iter()).expect("a sound");
        assert!((lufs + 23.0).abs() < 0.15, "{lufs}");
    }

    #[test]
    fn sections_are_weighted_by_length_and_silence_is_ignored() {
        let sections = [
            measured(&[sine(-20.0, 30)]),
            measured(&[sine(-22.0, 10)]),
            measured(&[vec![0; 100_000]]),
        ];
        let lufs = integrated(sections.iter()).expect("a sound");
        // 10 lg (3/4 + 1/4 · 10^-0.2) = -0.42.
        assert!((lufs + 23.42).abs() < 0.15, "{lufs}");
        assert_eq!(integrated(sections[2..].iter()), None);
    }
}
