//! Converts samples to another rate: from 22,050 to 24,000 Hz, 147 samples become 160. Each
//! sample keeps its exact time.

use std::f64::consts::PI;
use std::sync::Arc;

use crate::dot_product::dot_product;

/// The number of input samples in the sum for an output sample.
const TAPS: usize = 64;

/// How many of them lie before the output sample or at its time.
const BEFORE: usize = TAPS / 2;

/// How many of them lie after it.
pub(super) const REACH: usize = TAPS - BEFORE;

/// The distance of the cutoff, where the gain is one half, from half of the lower rate, as a part
/// of the input rate: from 22,050 Hz upwards the cutoff is at 10.1 kHz. The transition band ends
/// below half the lower rate, where images or aliases start.
const MARGIN: f64 = 0.041;

/// The shape of the Kaiser window: 80 dB of attenuation, a transition of 0.08 of the rate.
const BETA: f64 = 7.857;

/// The ratio of two sample rates in lowest terms, and the filter for it.
#[derive(Clone)]
pub(super) struct Ratio {
    /// How many input samples become [`output`](Ratio::output) samples.
    pub(super) input: usize,
    pub(super) output: usize,
    /// The taps for each of the `output` positions between two input samples.
    phases: Arc<[[f32; TAPS]]>,
}

impl Ratio {
    pub(super) fn new(input_hz: u32, output_hz: u32) -> Ratio {
        let divisor = greatest_common_divisor(input_hz as usize, output_hz as usize);
        let output = output_hz as usize / divisor;
        let lower = f64::from(output_hz.min(input_hz)) / f64::from(input_hz);
        let cutoff = 0.5 * lower - MARGIN;
        let tap = |phase: usize, tap: usize| {
            let time = (tap + 1) as f64 - BEFORE as f64 - phase as f64 / output as f64;
            (kaiser(time / BEFORE as f64) * 2.0 * cutoff * sinc(2.0 * cutoff * time)) as f32
        };
        let phase = |phase| std::array::from_fn(|at| tap(phase, at));
        Ratio {
            input: input_hz as usize / divisor,
            output,
            phases: (0..output).map(phase).collect(),
        }
    }
}

fn greatest_common_divisor(one: usize, other: usize) -> usize {
    match other {
        0 => one,
        other => greatest_common_divisor(other, one % other),
    }
}

/// A resampler with the input samples that it still needs.
pub(super) struct Resampler {
    ratio: Ratio,
    /// The input from the first sample in the sum for the next output sample on.
    samples: Vec<f32>,
    /// The distance of the next output sample from the input sample before it, in parts of
    /// `ratio.output`.
    phase: usize,
}

impl Resampler {
    pub(super) fn new(ratio: Ratio) -> Resampler {
        Resampler {
            ratio,
            samples: vec![0.0; BEFORE - 1],
            phase: 0,
        }
    }

    /// Takes input samples, and appends to `out` all output samples, from -1 to 1, that no
    /// longer depend on later input.
    pub(super) fn push(&mut self, samples: &[i16], out: &mut Vec<f32>) {
        let scaled = samples.iter().map(|sample| f32::from(*sample) / 32_768.0);
        self.samples.extend(scaled);
        let mut at = 0;
        // An array of constant length makes the dot product faster.
        while let Some(around) = self.samples[at..].first_chunk::<TAPS>() {
            out.push(dot_product(around, &self.ratio.phases[self.phase]));
            self.phase += self.ratio.input;
            at += self.phase / self.ratio.output;
            self.phase %= self.ratio.output;
        }
        self.samples.drain(..at);
    }
}

fn sinc(time: f64) -> f64 {
    if time == 0.0 {
        return 1.0;
    }
    (PI * time).sin() / (PI * time)
}

/// The Kaiser window at a time from -1 to 1.
fn kaiser(time: f64) -> f64 {
    bessel(BETA * (1.0 - time * time).max(0.0).sqrt()) / bessel(BETA)
}

/// The modified Bessel function of the first kind of order zero, by its series.
fn bessel(argument: f64) -> f64 {
    let terms = (1..40).scan(1.0, |term, at| {
        *term *= (argument / 2.0 / f64::from(at)).powi(2);
        Some(*term)
    });
    1.0 + terms.sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest difference from a sine computed at the other rate, in decibels relative to
    /// the sine.
    fn error_db(rate: u32, hertz: f64) -> f64 {
        let sine = |at: usize, rate: f64| (2.0 * PI * hertz * at as f64 / rate).sin() * 0.5;
        let samples: Vec<_> = (0..rate as usize)
            .map(|at| (sine(at, rate.into()) * 32_768.0).round() as i16)
            .collect();
        let mut resampler = Resampler::new(Ratio::new(rate, 24_000));
        let mut out = Vec::new();
        for samples in samples.chunks(1_000) {
            resampler.push(samples, &mut out);
        }
        assert!(out.len() > 23_900);
        let off = |at: usize| (f64::from(out[at]) - sine(at, 24_000.0)).abs();
        let worst = (100..out.len()).map(off).fold(0.0, f64::max);
        20.0 * (worst / 0.5).log10()
    }

    #[test]
    fn a_sine_keeps_its_shape_and_its_time() {
        for rate in [16_000, 22_050, 24_000] {
            for hertz in [50.0, 440.0, 3_000.0, 0.41 * f64::from(rate)] {
                let error = error_db(rate, hertz);
                assert!(error < -70.0, "{error} dB at {hertz} of {rate} Hz");
            }
        }
    }
}
