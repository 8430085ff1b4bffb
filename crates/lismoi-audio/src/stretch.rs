//! Faster and slower speech at the same pitch, by WSOLA (waveform similarity overlap-add:
//! Verhelst and Roelands, ICASSP 1993): frames are taken from the input at another distance than
//! they are laid in the output, each a little earlier or later, where it continues the one before
//! it best.

/// The distance of frames in the output, in milliseconds; a frame is twice as long.
const HOP_MS: u32 = 15;

/// A frame is looked for so much earlier and later: a period of the lowest voices.
const SEARCH_MS: u32 = 8;

/// The slowest and the fastest speed.
pub const SPEEDS: std::ops::RangeInclusive<f64> = 0.5..=3.0;

/// Sound being stretched.
#[derive(Clone, Debug)]
pub struct Stretch {
    hop: usize,
    search: usize,
    /// The input from `start` on.
    input: Vec<i16>,
    /// The index in the whole input of the first sample in `input`.
    start: usize,
    /// Where the next frame would start if it were not moved, in the whole input.
    ideal: f64,
    /// Where the last frame would go on, in the whole input; `None` at the start.
    natural: Option<usize>,
}

impl Stretch {
    /// Of sound at this sample rate.
    pub fn new(sample_rate: u32) -> Stretch {
        let samples = |ms| (sample_rate * ms / 1000) as usize;
        Stretch {
            hop: samples(HOP_MS),
            search: samples(SEARCH_MS),
            input: Vec::new(),
            start: 0,
            ideal: 0.0,
            natural: None,
        }
    }

    /// Whether it holds no input that is still to be heard.
    pub fn is_empty(&self) -> bool {
        self.natural.is_none()
    }

    /// Appends the next frame of output at this speed to `out`. `pull` appends so many samples of
    /// the input, or fewer at its end. Returns whether there is more.
    pub fn next(
        &mut self,
        speed: f64,
        out: &mut Vec<i16>,
        mut pull: impl FnMut(&mut Vec<i16>, usize),
    ) -> bool {
        let needed = self.ideal as usize + self.search + 2 * self.hop;
        let there = self.start + self.input.len();
        if there < needed {
            pull(&mut self.input, needed - there);
        }
        let there = self.start + self.input.len();
        if there < needed {
            // The rest is shorter than a frame.
            let from = self.natural.unwrap_or(self.start);
            out.extend(self.input.iter().skip(from - self.start));
            self.input.clear();
            return false;
        }
        let frame = self.best_frame();
        match self.natural {
            None => out.extend(self.at(frame, self.hop)),
            Some(natural) => {
                let fading = self.at(natural, self.hop).zip(self.at(frame, self.hop));
                let hop = self.hop as f64;
                let mixed = fading.enumerate().map(|(index, (old, new))| {
                    let weight = index as f64 / hop;
                    (f64::from(old) * (1.0 - weight) + f64::from(new) * weight).round() as i16
                });
                out.extend(mixed.collect::<Vec<_>>());
            }
        }
        self.natural = Some(frame + self.hop);
        self.ideal += self.hop as f64 * speed;
        self.forget();
        true
    }

    /// The samples from an index in the whole input on.
    fn at(&self, index: usize, count: usize) -> impl Iterator<Item = i16> + '_ {
        let from = index - self.start;
        self.input[from..from + count].iter().copied()
    }

    /// The start of the frame near the ideal one that is most like what would come naturally.
    fn best_frame(&self) -> usize {
        let ideal = self.ideal as usize;
        let Some(natural) = self.natural else {
            return ideal;
        };
        let first = ideal.saturating_sub(self.search).max(self.start);
        let wanted: Vec<i16> = self.at(natural, self.hop).collect();
        let likeness = |frame: usize| -> f64 {
            let samples = self.at(frame, self.hop).zip(&wanted);
            let (mut product, mut power) = (0.0, 1.0);
            for (sample, wanted) in samples {
                let sample = f64::from(sample);
                product += sample * f64::from(*wanted);
                power += sample * sample;
            }
            product / f64::sqrt(power)
        };
        (first..=ideal + self.search)
            .step_by(2)
            .max_by(|one, other| likeness(*one).total_cmp(&likeness(*other)))
            .unwrap_or(ideal)
    }

    /// Drops input that no frame will start in.
    fn forget(&mut self) {
        let earliest = (self.ideal as usize).saturating_sub(self.search);
        let earliest = earliest.min(self.natural.unwrap_or(earliest));
        let count = earliest.saturating_sub(self.start).min(self.input.len());
        self.input.drain(..count);
        self.start += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 22_050;

    fn stretched(samples: &[i16], speed: f64) -> Vec<i16> {
        let mut stretch = Stretch::new(RATE);
        let mut left = samples.iter().copied();
        let mut out = Vec::new();
        while stretch.next(speed, &mut out, |input, count| {
            input.extend(left.by_ref().take(count));
        }) {}
        out
    }

    fn sine(hertz: f64, seconds: f64) -> Vec<i16> {
        let count = (seconds * f64::from(RATE)) as usize;
        let angle = |n: usize| n as f64 * hertz * std::f64::consts::TAU / f64::from(RATE);
        (0..count)
            .map(|n| (angle(n).sin() * 8000.0) as i16)
            .collect()
    }

    fn crossings(samples: &[i16]) -> f64 {
        let ups = samples
            .windows(2)
            .filter(|pair| pair[0] < 0 && pair[1] >= 0);
        ups.count() as f64 / (samples.len() as f64 / f64::from(RATE))
    }

    #[test]
    fn a_speed_changes_the_length_and_not_the_pitch() {
        let tone = sine(150.0, 4.0);
        for speed in [0.5, 0.8, 1.5, 2.0, 3.0] {
            let out = stretched(&tone, speed);
            let length = out.len() as f64 / tone.len() as f64;
            assert!((length * speed - 1.0).abs() < 0.04, "{speed}: {length}");
            assert!((crossings(&out) - 150.0).abs() < 2.0, "{speed}");
            let power = |samples: &[i16]| {
                let sum: f64 = samples.iter().map(|s| f64::from(*s).powi(2)).sum();
                sum / samples.len() as f64
            };
            let loss_db = 10.0 * (power(&out) / power(&tone)).log10();
            assert!(loss_db.abs() < 0.5, "{speed}: {loss_db}");
        }
    }

    #[test]
    fn short_and_silent_sound_ends() {
        for samples in [vec![], vec![5; 10], vec![0; 10_000]] {
            let out = stretched(&samples, 1.5);
            assert!(out.len() <= samples.len().max(1));
        }
    }
}
