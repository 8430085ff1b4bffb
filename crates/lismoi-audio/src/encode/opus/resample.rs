//! From 22,050 to 24,000 Hz: 160 samples out for 147 in, each at its exact time.

use std::f64::consts::PI;
use std::sync::LazyLock;

use crate::SAMPLE_RATE;
use crate::products::sum_of_products;

/// 24,000 to 22,050 in lowest terms.
pub(super) const OUT: usize = 160;
pub(super) const IN: usize = 147;
const _: () = assert!(24_000 * IN == SAMPLE_RATE as usize * OUT);

/// How many samples make one.
const TAPS: usize = 64;

/// How many of them come before the sample that is made, or at its time.
const BEFORE: usize = TAPS / 2;

/// How many come after it.
pub(super) const REACH: usize = TAPS - BEFORE;

/// Half of what goes in passes up to here, as a part of its rate: 10.1 kHz. The window's
/// slope ends below half the rate, where the images start.
const CUTOFF: f64 = 0.459;

/// Of the Kaiser window: 80 dB down, over 0.08 of the rate.
const BETA: f64 = 7.857;

/// What is multiplied with the samples around, for each of the times between two.
static PHASES: LazyLock<Vec<[f32; TAPS]>> = LazyLock::new(|| {
    let tap = |phase: usize, tap: usize| {
        let time = (tap + 1) as f64 - BEFORE as f64 - phase as f64 / OUT as f64;
        (kaiser(time / BEFORE as f64) * 2.0 * CUTOFF * sinc(2.0 * CUTOFF * time)) as f32
    };
    let phase = |phase| std::array::from_fn(|at| tap(phase, at));
    (0..OUT).map(phase).collect()
});

/// Makes samples at 24 kHz.
pub(super) struct Resampler {
    /// The last samples that came in, from `TAPS` before the next one out.
    samples: Vec<f32>,
    /// Where the next one out lies after a sample that came in, in parts of `OUT`.
    phase: usize,
}

impl Default for Resampler {
    fn default() -> Resampler {
        Resampler {
            samples: vec![0.0; BEFORE - 1],
            phase: 0,
        }
    }
}

impl Resampler {
    /// Takes samples in, and puts those out, from -1 to 1, whose surroundings are known.
    pub(super) fn push(&mut self, samples: &[i16], out: &mut Vec<f32>) {
        let scaled = samples.iter().map(|sample| f32::from(*sample) / 32_768.0);
        self.samples.extend(scaled);
        let mut at = 0;
        // An array: what the processor does at once depends on its length.
        while let Some(around) = self.samples[at..].first_chunk::<TAPS>() {
            out.push(sum_of_products(around, &PHASES[self.phase]));
            self.phase += IN;
            at += self.phase / OUT;
            self.phase %= OUT;
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

/// The Kaiser window, from -1 to 1.
fn kaiser(time: f64) -> f64 {
    bessel(BETA * (1.0 - time * time).max(0.0).sqrt()) / bessel(BETA)
}

/// The modified Bessel function of the first kind and of order zero, by its series.
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

    /// The loudest difference from the same sine at the other rate, in decibels relative to
    /// the sine.
    fn error_db(hertz: f64) -> f64 {
        let sine = |at: usize, rate: f64| (2.0 * PI * hertz * at as f64 / rate).sin() * 0.5;
        let samples: Vec<_> = (0..22_050)
            .map(|at| (sine(at, 22_050.0) * 32_768.0).round() as i16)
            .collect();
        let (mut resampler, mut out) = (Resampler::default(), Vec::new());
        for samples in samples.chunks(1_000) {
            resampler.push(samples, &mut out);
        }
        assert!(out.len() > 23_900);
        let off = |at: usize| (f64::from(out[at]) - sine(at, 24_000.0)).abs();
        let worst = (100..out.len()).map(off).fold(0.0, f64::max);
        20.0 * (worst / 0.5).log10()
    }

    #[test]
    fn a_sine_stays_the_same_sine_at_the_same_time() {
        for hertz in [50.0, 440.0, 3_000.0, 9_000.0] {
            assert!(error_db(hertz) < -70.0, "{hertz}: {}", error_db(hertz));
        }
    }
}
