//! The meter: the samples of a section in, how loud its gating blocks are out (ITU-R
//! BS.1770-4).
//!
//! It hears the same as the crate `ebur128`, with which `check` measures and the tests
//! compare, in a fifth of the time: four stretches at once, and each step's energy once
//! instead of once for each block that the step is in.

use super::filter::{self, Biquad, LANES, WARM_UP};
use super::loudness::Blocks;
use crate::SAMPLE_RATE;

/// BS.1770-4: blocks of 400 ms, a new one every 100 ms.
const STEP: usize = SAMPLE_RATE as usize / 10;
const STEPS_OF_A_BLOCK: usize = 4;

/// How many steps are heard in one stretch.
const STEPS: usize = 8;

/// What is heard at once: 3.2 s.
const HEARD: usize = LANES * STEPS * STEP;

/// BS.1770-4, Annex 1, for 22,050 Hz: what the head does to the treble, and what the ear
/// does not hear of the bass.
const SHELF: [f64; 5] = [
    1.479_825_350_977_746_4,
    -2.170_728_612_856_829_3,
    0.860_842_484_726_551_6,
    -1.338_305_336_066_133_7,
    0.508_244_558_913_601_9,
];
const HIGH_PASS: [f64; 5] = [
    1.0,
    -2.0,
    1.0,
    -1.978_397_602_590_119_3,
    0.978_514_419_503_255_1,
];

/// BS.1770-4: what makes a sine of 997 Hz as loud as its level says.
const OFFSET: f64 = -0.691;

/// Listens to one section.
pub struct Meter {
    /// What came before, a warm-up long, and what is still to be heard.
    waiting: Vec<f32>,
    /// The energies of the last steps, the latest one last.
    energies: [f64; STEPS_OF_A_BLOCK],
    steps: usize,
    blocks: Blocks,
}

impl Meter {
    /// Has heard nothing.
    pub fn new() -> Meter {
        let mut waiting = Vec::with_capacity(WARM_UP + HEARD);
        waiting.resize(WARM_UP, 0.0);
        Meter {
            waiting,
            energies: [0.0; STEPS_OF_A_BLOCK],
            steps: 0,
            blocks: Blocks::default(),
        }
    }

    /// Hears some more samples.
    pub fn hear(&mut self, mut samples: &[i16]) {
        while !samples.is_empty() {
            let room = WARM_UP + HEARD - self.waiting.len();
            let (heard, rest) = samples.split_at(samples.len().min(room));
            self.waiting.extend(heard.iter().copied().map(f32::from));
            samples = rest;
            if self.waiting.len() == WARM_UP + HEARD {
                self.listen(LANES * STEPS);
                self.waiting.drain(..HEARD);
            }
        }
    }

    /// What was heard. The last part of a step is not counted, as the standard has it.
    pub fn blocks(mut self) -> Blocks {
        let steps = (self.waiting.len() - WARM_UP) / STEP;
        self.waiting.resize(WARM_UP + HEARD, 0.0);
        self.listen(steps);
        self.blocks
    }

    /// Hears so many of the steps that wait.
    fn listen(&mut self, steps: usize) {
        let energies = energies(&self.waiting);
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
}

impl Default for Meter {
    fn default() -> Meter {
        Meter::new()
    }
}

/// The mean energy of each step of all stretches, of a sound at full scale.
fn energies(samples: &[f32]) -> [[f64; LANES]; STEPS] {
    let (before, own) = filter::stretches(samples);
    let (mut shelf, mut high_pass) = (Biquad::new(SHELF), Biquad::new(HIGH_PASS));
    for samples in filter::together(before) {
        high_pass.next(shelf.next(samples));
    }
    let mut heard = filter::together(own);
    std::array::from_fn(|_| {
        let mut sums = [0.0; LANES];
        for samples in heard.by_ref().take(STEP) {
            let heard = high_pass.next(shelf.next(samples));
            for (sum, heard) in sums.iter_mut().zip(heard) {
                *sum += heard * heard;
            }
        }
        sums.map(|sum| sum / STEP as f64 / 32_768.0_f64.powi(2))
    })
}

#[cfg(test)]
mod tests {
    use ebur128::{EbuR128, Mode};

    use super::*;
    use crate::loudness::integrated;

    /// A sine of 997 Hz for some seconds, at so many decibels below full scale.
    fn sine(decibels: f64, seconds: usize) -> Vec<i16> {
        let peak = 32768.0 * 10_f64.powf(decibels / 20.0);
        let rate = f64::from(SAMPLE_RATE);
        (0..seconds * SAMPLE_RATE as usize)
            .map(|at| (peak * (at as f64 * 997.0 * std::f64::consts::TAU / rate).sin()) as i16)
            .collect()
    }

    fn heard(parts: &[Vec<i16>]) -> Blocks {
        let mut meter = Meter::new();
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
        // Noise that comes and goes, with a pause, and not a whole number of steps.
        let mut seed = 1_u32;
        let noise = |at: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let loud = (at as f64 / 30_000.0).sin().max(0.0);
            ((f64::from(seed >> 16) - 32_768.0) * loud) as i16
        };
        let sound: Vec<i16> = (0..40 * SAMPLE_RATE as usize + 777).map(noise).collect();
        let mut standard = EbuR128::new(1, SAMPLE_RATE, Mode::M).expect("one channel");
        let mut wanted = Blocks::default();
        for (number, step) in sound.chunks_exact(STEP).enumerate() {
            standard.add_frames_i16(step).expect("whole frames");
            if number + 1 >= STEPS_OF_A_BLOCK {
                wanted.add(standard.loudness_momentary().expect("it is measured"));
            }
        }
        for length in [1, 1000, sound.len()] {
            let parts: Vec<_> = sound.chunks(length).map(<[i16]>::to_vec).collect();
            assert_eq!(heard(&parts), wanted);
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
