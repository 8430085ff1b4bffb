//! Loudness: samples in, how loud they are heard out (ITU-R BS.1770-4, EBU R 128).
//!
//! What is measured of a section is kept as a histogram of its gating blocks, so that the
//! loudness of a whole book is known without hearing its sections again.

use std::collections::BTreeMap;

use ebur128::{EbuR128, Mode};
use serde::{Deserialize, Serialize};

use crate::speech::SAMPLE_RATE;

/// BS.1770-4: blocks of 400 ms, a new one every 100 ms.
const STEP: usize = SAMPLE_RATE as usize / 10;
const STEPS_OF_A_BLOCK: usize = 4;

/// BS.1770-4: quieter blocks are silence, in LUFS.
const ABSOLUTE_GATE: f64 = -70.0;

/// BS.1770-4: blocks that are so much quieter than the others are not counted, in LU.
const RELATIVE_GATE: f64 = -10.0;

/// The bins of a histogram are so wide, in LU. Their middles are off by half of it at most,
/// up and down alike.
const BIN: f64 = 0.25;

/// How many gating blocks are how loud: the number of the bin, and how many are in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocks(BTreeMap<i16, u32>);

impl Blocks {
    fn add(&mut self, lufs: f64) {
        if lufs > ABSOLUTE_GATE {
            *self.0.entry((lufs / BIN).floor() as i16).or_default() += 1;
        }
    }
}

/// The integrated loudness of several sections as one, in LUFS; `None` where all is silent.
pub fn integrated<'a>(sections: impl Iterator<Item = &'a Blocks> + Clone) -> Option<f64> {
    let blocks = sections.flat_map(|blocks| {
        let bins = blocks.0.iter();
        bins.map(|(bin, count)| ((f64::from(*bin) + 0.5) * BIN, f64::from(*count)))
    });
    let ungated = mean(blocks.clone())?;
    mean(blocks.filter(|(lufs, _)| *lufs > ungated + RELATIVE_GATE))
}

/// The loudness of the mean energy.
fn mean(blocks: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (energy, count) = blocks.fold((0.0, 0.0), |(energy, count), (lufs, times)| {
        (energy + times * 10_f64.powf(lufs / 10.0), count + times)
    });
    (count > 0.0).then(|| 10.0 * (energy / count).log10())
}

/// Listens to one section.
pub struct Meter {
    meter: EbuR128,
    /// Not yet a step.
    waiting: Vec<i16>,
    steps: usize,
    blocks: Blocks,
}

impl Meter {
    /// Has heard nothing.
    pub fn new() -> Meter {
        Meter {
            meter: EbuR128::new(1, SAMPLE_RATE, Mode::M).expect("one channel at 22 kHz"),
            waiting: Vec::with_capacity(STEP),
            steps: 0,
            blocks: Blocks::default(),
        }
    }

    /// Hears some more samples.
    pub fn hear(&mut self, mut samples: &[i16]) {
        while !samples.is_empty() {
            let count = samples.len().min(STEP - self.waiting.len());
            let (heard, rest) = samples.split_at(count);
            self.waiting.extend_from_slice(heard);
            samples = rest;
            if self.waiting.len() == STEP {
                self.step();
            }
        }
    }

    fn step(&mut self) {
        let heard = self.meter.add_frames_i16(&self.waiting);
        heard.expect("whole frames of one channel");
        self.waiting.clear();
        self.steps += 1;
        if self.steps >= STEPS_OF_A_BLOCK {
            let lufs = self.meter.loudness_momentary();
            self.blocks.add(lufs.expect("the mode measures it"));
        }
    }

    /// What was heard. The last part of a step is not counted, as the standard has it.
    pub fn blocks(self) -> Blocks {
        self.blocks
    }
}

impl Default for Meter {
    fn default() -> Meter {
        Meter::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
