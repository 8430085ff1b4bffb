//! The meter: the samples of a section in, how loud its gating blocks are out (ITU-R
//! BS.1770-4).
//!
//! It hears the same as the crate `ebur128`, with which `check` measures and the tests
//! compare, in a fifth of the time: four stretches at once, and each step's energy once
//! instead of once for each block that the step is in.

use std::f64::consts::PI;

use super::filter::{self, Biquad, LANES};
use super::loudness::Blocks;

/// BS.1770-4: gating blocks of 400 ms overlap by 75 %, in steps of 100 ms.
const STEPS_OF_A_BLOCK: usize = 4;

/// How many steps are heard in one stretch.
const STEPS: usize = 8;

/// BS.1770-4, Annex 1: what the head does to the treble. The standard has the coefficients
/// for 48 kHz; this is the analogue filter behind them, for any rate.
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

/// BS.1770-4, Annex 1: what the ear does not hear of the bass. The standard leaves the
/// numerator as it is.
fn high_pass(sample_rate: u32) -> [f64; 5] {
    const CUTOFF_HZ: f64 = 38.135_470_876_024_44;
    const Q: f64 = 0.500_327_037_323_877_3;
    let [_, _, _, a1, a2] = filter::high_pass(CUTOFF_HZ, Q, sample_rate);
    [1.0, -2.0, 1.0, a1, a2]
}

/// BS.1770-4: what makes a sine of 997 Hz as loud as its level says.
const OFFSET: f64 = -0.691;

/// Listens to one section.
pub struct Meter {
    shelf: Biquad,
    high_pass: Biquad,
    /// In samples.
    warm_up: usize,
    /// In samples: 100 ms.
    step: usize,
    /// What came before, a warm-up long, and what is still to be heard.
    waiting: Vec<f32>,
    /// The energies of the last steps, the latest one last.
    energies: [f64; STEPS_OF_A_BLOCK],
    steps: usize,
    blocks: Blocks,
}

impl Meter {
    /// Has heard nothing of a sound at `sample_rate` hertz.
    pub fn new(sample_rate: u32) -> Meter {
        let warm_up = filter::warm_up(sample_rate);
        let step = (sample_rate as usize + 5) / 10;
        let mut waiting = Vec::with_capacity(warm_up + LANES * STEPS * step);
        waiting.resize(warm_up, 0.0);
        Meter {
            shelf: Biquad::new(shelf(sample_rate)),
            high_pass: Biquad::new(high_pass(sample_rate)),
            warm_up,
            step,
            waiting,
            energies: [0.0; STEPS_OF_A_BLOCK],
            steps: 0,
            blocks: Blocks::default(),
        }
    }

    /// How many samples are heard at once: 3.2 s.
    fn block(&self) -> usize {
        LANES * STEPS * self.step
    }

    /// Hears some more samples.
    pub fn hear(&mut self, mut samples: &[i16]) {
        while !samples.is_empty() {
            let room = self.warm_up + self.block() - self.waiting.len();
            let (heard, rest) = samples.split_at(samples.len().min(room));
            self.waiting.extend(heard.iter().copied().map(f32::from));
            samples = rest;
            if self.waiting.len() == self.warm_up + self.block() {
                self.listen(LANES * STEPS);
                self.waiting.drain(..self.block());
            }
        }
    }

    /// What was heard. The last part of a step is not counted, as the standard has it.
    pub fn blocks(mut self) -> Blocks {
        let steps = (self.waiting.len() - self.warm_up) / self.step;
        self.waiting.resize(self.warm_up + self.block(), 0.0);
        self.listen(steps);
        self.blocks
    }

    /// Hears so many of the steps that wait.
    fn listen(&mut self, steps: usize) {
        let energies = self.energies();
        let in_order = (0..LANES).flat_map(|lane| energies.iter().map(move |step| step[lane]));
        for energy in in_order.take(steps) {
            self.energies.rotate_left(1);
            self.energies[STEPS_OF_A_BLOCK - 1] = energy;
            self.steps += 1;
            if self.steps >= STEPS_OF_A_BLOCK {
                let mean = self.energies.iter().sum::<f64>() / STEPS_OF_A_BLOCK as f64;
                self.blocks.add(OFFSET + 10.0 * mean.log10());
            }
        }
    }

    /// The mean energy of each step of all stretches, of a sound at full scale.
    fn energies(&self) -> [[f64; LANES]; STEPS] {
        let (before, own) = filter::stretches(&self.waiting, self.warm_up);
        // Copies, which have heard nothing.
        let (mut shelf, mut high_pass) = (self.shelf, self.high_pass);
        for samples in filter::together(before) {
            high_pass.next(shelf.next(samples));
        }
        let mut heard = filter::together(own);
        std::array::from_fn(|_| {
            let mut sums = [0.0; LANES];
            for samples in heard.by_ref().take(self.step) {
                let heard = high_pass.next(shelf.next(samples));
                for (sum, heard) in sums.iter_mut().zip(heard) {
                    *sum += heard * heard;
                }
            }
            sums.map(|sum| sum / self.step as f64 / 32_768.0_f64.powi(2))
        })
    }
}

#[cfg(test)]
mod tests {
    use ebur128::{EbuR128, Mode};

    use super::*;
    use crate::loudness::integrated;

    const RATE: u32 = 22_050;

    /// A sine of 997 Hz for some seconds, at so many decibels below full scale.
    fn sine(decibels: f64, seconds: usize) -> Vec<i16> {
        let peak = 32768.0 * 10_f64.powf(decibels / 20.0);
        let rate = f64::from(RATE);
        (0..seconds * RATE as usize)
            .map(|at| (peak * (at as f64 * 997.0 * std::f64::consts::TAU / rate).sin()) as i16)
            .collect()
    }

    fn heard(parts: &[Vec<i16>]) -> Blocks {
        heard_at(RATE, parts)
    }

    fn heard_at(rate: u32, parts: &[Vec<i16>]) -> Blocks {
        let mut meter = Meter::new(rate);
        for part in parts {
            meter.hear(part);
        }
        meter.blocks()
    }

    #[test]
    fn a_sine_of_23_decibels_below_full_scale_is_at_26_lufs() {
        // EBU Tech 3341, case 1, is stereo at -23: one channel alone is 3 LU quieter.
        let blocks = heard(&[sine(-23.0, 20)]);
        let lufs = integrated([&blocks].into_iter()).expect("a sound");
        assert!((lufs + 26.0).abs() < 0.15, "{lufs}");
    }

    #[test]
    fn it_hears_what_the_standard_s_own_meter_hears() {
        for rate in [16_000, RATE, 48_000] {
            // Noise that comes and goes, with a pause, and not a whole number of steps.
            let mut seed = 1_u32;
            let noise = |at: usize| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let loud = (at as f64 / 30_000.0).sin().max(0.0);
                ((f64::from(seed >> 16) - 32_768.0) * loud) as i16
            };
            let sound: Vec<i16> = (0..40 * rate as usize + 777).map(noise).collect();
            let mut standard = EbuR128::new(1, rate, Mode::M).expect("one channel");
            let mut wanted = Blocks::default();
            for (number, step) in sound.chunks_exact(rate as usize / 10).enumerate() {
                standard.add_frames_i16(step).expect("whole frames");
                if number + 1 >= STEPS_OF_A_BLOCK {
                    wanted.add(standard.loudness_momentary().expect("it is measured"));
                }
            }
            for length in [1, 1000, sound.len()] {
                let parts: Vec<_> = sound.chunks(length).map(<[i16]>::to_vec).collect();
                assert_eq!(heard_at(rate, &parts), wanted, "{rate} Hz");
            }
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
    fn what_is_much_quieter_is_not_counted() {
        // The shape of EBU Tech 3341, case 3.
        let blocks = heard(&[sine(-36.0, 10), sine(-20.0, 60), sine(-36.0, 10)]);
        let lufs = integrated([&blocks].into_iter()).expect("a sound");
        assert!((lufs + 23.0).abs() < 0.15, "{lufs}");
    }

    #[test]
    fn sections_count_by_their_length_and_silence_not_at_all() {
        let sections = [
            heard(&[sine(-20.0, 30)]),
            heard(&[sine(-22.0, 10)]),
            heard(&[vec![0; 100_000]]),
        ];
        let lufs = integrated(sections.iter()).expect("a sound");
        // 10 lg (3/4 + 1/4 · 10^-0.2) = -0.42.
        assert!((lufs + 23.42).abs() < 0.15, "{lufs}");
        assert_eq!(integrated(sections[2..].iter()), None);
    }
}
