//! Level: samples in, as many out, without offset or rumble, louder or softer by a gain, and
//! no true peak above the ceiling.
//!
//! A look-ahead limiter: the gain goes down before a peak comes, and comes back slowly.

use std::collections::VecDeque;

use crate::speech::SAMPLE_RATE;

/// No true peak is higher, in decibels relative to full scale: ACX and most podcast hosts
/// ask for -3; the rest is for what the gain's own movement adds between samples.
const CEILING_DBTP: f64 = -3.4;

/// How far the limiter looks ahead: 5 ms.
const AHEAD: usize = SAMPLE_RATE as usize / 200;

/// How fast the gain comes back after a peak: by 63 % in 80 ms.
const RELEASE: f64 = 1.0 / (0.08 * SAMPLE_RATE as f64);

/// Raises a sound by a gain in decibels, or lowers it, in its place.
pub fn raise(samples: &mut [i16], gain_db: f64) {
    let gain = 10_f64.powf(gain_db / 20.0);
    let mut high_pass = HighPass::default();
    let mut limiter = Limiter::new(10_f64.powf(CEILING_DBTP / 20.0) * 32768.0);
    for at in 0..samples.len() + DELAY {
        let sample = samples.get(at).copied().unwrap_or_default();
        let raised = limiter.next(high_pass.next(f64::from(sample)) * gain);
        if let Some(raised) = raised {
            samples[at - DELAY] = to_i16(raised);
        }
    }
}

/// Rounded; nothing above the ceiling can leave the range.
fn to_i16(sample: f64) -> i16 {
    // Much faster than `round`, which calls a function.
    (sample + 0.5_f64.copysign(sample)) as i16
}

/// A Butterworth high-pass of second order at 50 Hz: below every voice, and no offset
/// passes.
#[derive(Debug, Default)]
struct HighPass {
    first: f64,
    second: f64,
}

/// The bilinear transform of s² / (s² + √2 s + 1), 50 Hz of 22,050.
const HIGH_PASS: [f64; 5] = [
    0.989_976_012_680_173_8,
    -1.979_952_025_360_347_5,
    0.989_976_012_680_173_8,
    -1.979_851_542_514_358_8,
    0.980_052_508_206_336_3,
];

impl HighPass {
    fn next(&mut self, sample: f64) -> f64 {
        let [b0, b1, b2, a1, a2] = HIGH_PASS;
        let out = b0 * sample + self.first;
        self.first = b1 * sample - a1 * out + self.second;
        self.second = b2 * sample - a2 * out;
        out
    }
}

/// BS.1770-4, Annex 2: the taps of the signal at three eighths of the way from the sixth to
/// the seventh of twelve samples; backwards, at five eighths.
const BETWEEN: [f64; 12] = [
    -0.029_174_804_687_5,
    0.029_296_875,
    -0.051_757_812_5,
    0.089_111_328_125,
    -0.166_503_906_25,
    0.465_087_890_625,
    0.779_785_156_25,
    -0.200_317_382_812_5,
    0.101_562_5,
    -0.058_227_539_062_5,
    0.033_081_054_687_5,
    -0.018_920_898_437_5,
];

/// From a sample to where the signal around it is known.
const KNOWN: usize = 6;

/// From a sample that goes in to the one that comes out.
const DELAY: usize = AHEAD + KNOWN;

/// Rings hold more than the delay, and a power of two.
const RING: usize = 256;

/// A gain that is as good as none: a thousandth of a decibel.
const INAUDIBLE: f64 = 0.9999;

#[derive(Debug)]
struct Limiter {
    ceiling: f64,
    /// How many samples came in.
    count: usize,
    samples: [f64; RING],
    /// The peaks above the ceiling that lie ahead: when they come, and the gain that they
    /// need, each a lesser one than the next.
    peaks: VecDeque<(usize, f64)>,
    gain: f64,
    gains: [f64; RING],
    /// Of the last gains, as many as the limiter looks ahead.
    sum: f64,
    /// How many more of them may be less than 1.
    lowered: usize,
}

impl Limiter {
    fn new(ceiling: f64) -> Limiter {
        Limiter {
            ceiling,
            count: 0,
            samples: [0.0; RING],
            peaks: VecDeque::new(),
            gain: 1.0,
            gains: [1.0; RING],
            sum: AHEAD as f64,
            lowered: 0,
        }
    }

    /// Takes a sample in, and gives the one out that came a delay before.
    fn next(&mut self, sample: f64) -> Option<f64> {
        let now = self.count;
        self.count += 1;
        self.samples[now % RING] = sample;
        let out = self.samples[(now + RING - DELAY) % RING];
        let peak = self.peak(now);
        if peak <= self.ceiling && self.peaks.is_empty() && self.lowered == 0 {
            return (now >= DELAY).then_some(out);
        }
        if peak > self.ceiling {
            let needed = self.ceiling / peak;
            while self.peaks.back().is_some_and(|(_, gain)| *gain >= needed) {
                self.peaks.pop_back();
            }
            self.peaks.push_back((now, needed));
        }
        // One more than the gains that are averaged: a peak lies between two samples.
        if self
            .peaks
            .front()
            .is_some_and(|(at, _)| *at + AHEAD + 1 < now)
        {
            self.peaks.pop_front();
        }
        let needed = self.peaks.front().map_or(1.0, |(_, gain)| *gain);
        let released = self.gain + (1.0 - self.gain) * RELEASE;
        self.gain = needed.min(if released > INAUDIBLE { 1.0 } else { released });
        self.lowered = if self.gain < 1.0 {
            AHEAD
        } else {
            self.lowered.saturating_sub(1)
        };
        self.sum += self.gain - self.gains[(now + RING - AHEAD) % RING];
        self.gains[now % RING] = self.gain;
        let gain = self.sum * (1.0 / AHEAD as f64);
        if self.lowered == 0 {
            self.sum = AHEAD as f64;
            self.gains = [1.0; RING];
        }
        (now >= DELAY).then_some(out * gain)
    }

    /// The highest of the signal between the sixth and the fifth sample before this one.
    fn peak(&self, now: usize) -> f64 {
        let at = |back: usize| self.samples[(now + RING - back) % RING];
        let peak = at(KNOWN).abs().max(at(KNOWN - 1).abs());
        // Between two quiet samples no peak is so high.
        if peak < self.ceiling / 2.0 {
            return peak;
        }
        let (mut early, mut late) = (0.0, 0.0);
        for (tap, weight) in BETWEEN.iter().enumerate() {
            early += weight * at(tap);
            late += weight * at(BETWEEN.len() - 1 - tap);
        }
        peak.max(early.abs()).max(late.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levelled(samples: &[i16], gain_db: f64) -> Vec<i16> {
        let mut samples = samples.to_vec();
        raise(&mut samples, gain_db);
        samples
    }

    fn sine(frequency: f64, peak: f64, samples: usize) -> Vec<i16> {
        let step = frequency * std::f64::consts::TAU / f64::from(SAMPLE_RATE);
        (0..samples)
            .map(|at| (peak * (at as f64 * step).sin()).round() as i16)
            .collect()
    }

    /// The true peak in decibels, as the standard's own implementation measures it.
    fn true_peak_db(samples: &[i16]) -> f64 {
        let mut meter = ebur128::EbuR128::new(1, SAMPLE_RATE, ebur128::Mode::TRUE_PEAK)
            .expect("one channel at 22 kHz");
        meter.add_frames_i16(samples).expect("whole frames");
        20.0 * meter.true_peak(0).expect("it is measured").log10()
    }

    #[test]
    fn what_goes_in_comes_out_in_its_place_and_louder() {
        let mut clicks = vec![0; 22_050];
        for at in [0, 1, 5000, 22_049] {
            clicks[at] = 4000;
        }
        let out = levelled(&clicks, 6.0);
        for (at, (before, after)) in clicks.iter().zip(&out).enumerate() {
            let difference = f64::from(*before) * 1.995 - f64::from(*after);
            // The high-pass leaves a little behind.
            assert!(difference.abs() < 400.0, "{before} became {after} at {at}");
        }
    }

    #[test]
    fn an_offset_and_a_rumble_go_and_silence_stays() {
        let out = levelled(&vec![400; 22_050], 0.0);
        assert!(out[4000..].iter().all(|sample| sample.abs() <= 1));
        let rumble = levelled(&sine(15.0, 8000.0, 44_100), 0.0);
        assert!(rumble[22_050..].iter().all(|sample| sample.abs() < 900));
        let mut pause = sine(200.0, 8000.0, 5000);
        pause.extend([0; 10_000]);
        assert!(
            levelled(&pause, 6.0)[10_000..]
                .iter()
                .all(|sample| *sample == 0)
        );
    }

    #[test]
    fn no_true_peak_is_above_the_ceiling() {
        // A quarter of the rate, an eighth of a turn late: the samples miss the peaks by 3 dB.
        let shifted: Vec<i16> = [23_000, 23_000, -23_000, -23_000].repeat(4000);
        let mut bursts = Vec::new();
        for count in 1..20 {
            bursts.extend(sine(437.0 * f64::from(count), 30_000.0, 200));
            bursts.extend(vec![0; 700]);
        }
        let steady = sine(3000.0, 32_000.0, 20_000);
        for (name, samples) in [("shifted", shifted), ("bursts", bursts), ("steady", steady)] {
            for gain in [0.0, 3.0, 9.0] {
                let peak = true_peak_db(&levelled(&samples, gain));
                assert!((-6.5..=-3.0).contains(&peak), "{name}: {peak} at {gain} dB");
            }
        }
    }

    #[test]
    fn the_gain_comes_back_after_a_peak() {
        let mut samples = sine(1000.0, 32_000.0, 2000);
        samples.extend(sine(1000.0, 4000.0, 22_050));
        let out = levelled(&samples, 6.0);
        let loudest = |range: std::ops::Range<usize>| out[range].iter().max().copied();
        assert!(loudest(2200..2400) < Some(5000));
        assert!(loudest(20_000..22_000) > Some(7800));
    }
}
