//! Filters: samples in, the same samples filtered out, four stretches of a sound at once.
//!
//! Each step of a recursive filter waits for the one before it; stretches do not wait for
//! each other. Each starts a little early, on what comes before it, and so forgets that it
//! started there.

use std::f64::consts::PI;

/// How many stretches are filtered at once.
pub(super) const LANES: usize = 4;

/// How many samples earlier each starts: after 60 ms our filters, none of them below 38 Hz,
/// keep less than a hundred thousandth of what they held.
pub(super) fn warm_up(sample_rate: u32) -> usize {
    sample_rate as usize * 60 / 1000
}

/// The coefficients of a high-pass of second order: the bilinear transform of
/// s² / (s² + s/q + 1) at `cutoff_hz`.
pub(super) fn high_pass(cutoff_hz: f64, q: f64, sample_rate: u32) -> [f64; 5] {
    let k = (PI * cutoff_hz / f64::from(sample_rate)).tan();
    let a0 = 1.0 + k / q + k * k;
    let a1 = 2.0 * (k * k - 1.0) / a0;
    let a2 = (1.0 - k / q + k * k) / a0;
    [1.0 / a0, -2.0 / a0, 1.0 / a0, a1, a2]
}

/// A filter of second order in transposed direct form II, on all stretches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Biquad {
    weights: [f64; 5],
    first: [f64; LANES],
    second: [f64; LANES],
}

impl Biquad {
    /// Has heard nothing. The first three weights are those of the samples, from the last
    /// one on, the other two those of what came out before.
    pub(super) fn new([b0, b1, b2, a1, a2]: [f64; 5]) -> Biquad {
        Biquad {
            weights: [b0, b1 - a1 * b0, b2 - a2 * b0, a1, a2],
            first: [0.0; LANES],
            second: [0.0; LANES],
        }
    }

    /// Takes the next sample of each stretch.
    #[inline]
    pub(super) fn next(&mut self, samples: [f64; LANES]) -> [f64; LANES] {
        let [b0, b1, b2, a1, a2] = self.weights;
        let mut out = [0.0; LANES];
        for lane in 0..LANES {
            let sample = samples[lane];
            let first = self.first[lane];
            out[lane] = b0 * sample + first;
            self.first[lane] = (b1 * sample + self.second[lane]) - a1 * first;
            self.second[lane] = b2 * sample - a2 * first;
        }
        out
    }
}

/// Four stretches side by side.
pub(super) type Stretches<'a> = [&'a [f32]; LANES];

/// Parts what follows a warm-up into stretches of equal length: what comes before each of
/// them, and themselves.
pub(super) fn stretches(samples: &[f32], warm_up: usize) -> (Stretches<'_>, Stretches<'_>) {
    let length = (samples.len() - warm_up) / LANES;
    let before = std::array::from_fn(|lane| &samples[lane * length..][..warm_up]);
    let own = std::array::from_fn(|lane| &samples[lane * length + warm_up..][..length]);
    (before, own)
}

/// A sample of each stretch at a time.
#[inline]
pub(super) fn together(
    [one, two, three, four]: Stretches<'_>,
) -> impl Iterator<Item = [f64; LANES]> {
    let pairs = one.iter().zip(two).zip(three.iter().zip(four));
    pairs.map(|((one, two), (three, four))| [*one, *two, *three, *four].map(f64::from))
}
