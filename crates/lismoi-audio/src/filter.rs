//! Second-order filters that run over four segments of a sound at once.
//!
//! Each step of a recursive filter waits for the step before it, but segments do not wait for
//! each other. A segment starts with a warm-up on the samples before it, so that the filter
//! state no longer depends on where the segment begins.

use std::f64::consts::PI;

/// How many segments are filtered at once.
pub(super) const LANES: usize = 4;

/// The length of the warm-up in samples, 60 ms: all our filters have cutoffs of 38 Hz or more,
/// so their response has decayed to less than 1e-5 by then.
pub(super) fn warm_up(sample_rate: u32) -> usize {
    sample_rate as usize * 60 / 1000
}

/// Coefficients of a second-order high-pass as [`Biquad::new`] takes them: the bilinear
/// transform of s² / (s² + s/q + 1).
pub(super) fn high_pass(cutoff_hz: f64, q: f64, sample_rate: u32) -> [f64; 5] {
    let k = (PI * cutoff_hz / f64::from(sample_rate)).tan();
    let a0 = 1.0 + k / q + k * k;
    let a1 = 2.0 * (k * k - 1.0) / a0;
    let a2 = (1.0 - k / q + k * k) / a0;
    [1.0 / a0, -2.0 / a0, 1.0 / a0, a1, a2]
}

/// A second-order filter in transposed direct form II, with one state for each segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Biquad {
    coefficients: [f64; 5],
    first: [f64; LANES],
    second: [f64; LANES],
}

impl Biquad {
    /// A filter at rest. The coefficients are b0, b1, b2 of the numerator and a1, a2 of the
    /// denominator, with a0 = 1.
    pub(super) fn new([b0, b1, b2, a1, a2]: [f64; 5]) -> Biquad {
        Biquad {
            coefficients: [b0, b1 - a1 * b0, b2 - a2 * b0, a1, a2],
            first: [0.0; LANES],
            second: [0.0; LANES],
        }
    }

    /// Filters one sample of each segment.
    #[inline]
    pub(super) fn next(&mut self, samples: [f64; LANES]) -> [f64; LANES] {
        let [b0, b1, b2, a1, a2] = self.coefficients;
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

/// Four slices of equal length.
pub(super) type Segments<'a> = [&'a [f32]; LANES];

/// Splits `samples` after the first `warm_up` into four segments of equal length. Returns the
/// warm-up of each segment, and the segments.
pub(super) fn segments(samples: &[f32], warm_up: usize) -> (Segments<'_>, Segments<'_>) {
    let length = (samples.len() - warm_up) / LANES;
    let before = std::array::from_fn(|lane| &samples[lane * length..][..warm_up]);
    let own = std::array::from_fn(|lane| &samples[lane * length + warm_up..][..length]);
    (before, own)
}

/// One sample of each segment at a time.
#[inline]
pub(super) fn in_parallel(
    [one, two, three, four]: Segments<'_>,
) -> impl Iterator<Item = [f64; LANES]> {
    let pairs = one.iter().zip(two).zip(three.iter().zip(four));
    pairs.map(|((one, two), (three, four))| [*one, *two, *three, *four].map(f64::from))
}
