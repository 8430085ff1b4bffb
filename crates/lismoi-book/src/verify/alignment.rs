//! Compares two recordings of the same sound and finds differences and shifts in time.
//!
//! Their envelopes are compared, one value for each millisecond: a voice rises and falls with
//! every period, so a shift shows to the millisecond, whatever codec and sample rates.

use std::ops::Range;

use lismoi_audio::dot_product::dot_product;

/// The number of envelope bins, of one millisecond each, compared at a time.
const WINDOW: usize = 2000;

/// The largest shift that is searched for, in milliseconds.
const FARTHEST: usize = 150;

/// The largest shift that is not a fault, in milliseconds: encoders are exact to the sample,
/// envelopes to a millisecond.
const TOLERANCE: usize = 2;

/// Envelopes with a lower Pearson correlation belong to different sounds. Two passages of one
/// voice reach 0.32, one passage before and after our codecs 0.97.
const LEAST_ALIKE: f64 = 0.8;

/// A shift counts only if it raises the correlation by this much: a steady vowel correlates
/// with itself at any shift.
const CLEARLY: f64 = 0.03;

/// Quieter passages of the original are not compared: -40 dBFS.
const QUIET: f32 = 0.01;

/// A passage whose envelope varies less than this is like no other: the mean square, -80 dBFS.
/// What is left of it after rounding correlates with anything.
const FLAT: f64 = 1e-8;

/// Sound in the copy above this level, where the original is quiet, is not a codec's noise:
/// -28 dBFS.
const AUDIBLE: f32 = 0.04;

/// The mean amplitude of a sound in each millisecond.
pub(super) struct Envelope {
    sample_rate: u32,
    /// Progress in the current bin, in thousandths of a second times the sample rate; then
    /// the number of its samples, and their sum.
    passed: u32,
    count: f32,
    sum: f32,
    bins: Vec<f32>,
    /// The sum of all squares.
    energy: f64,
}

impl Envelope {
    pub(super) fn new(sample_rate: u32) -> Envelope {
        Envelope {
            sample_rate,
            passed: 0,
            count: 0.0,
            sum: 0.0,
            bins: Vec::with_capacity(2 * WINDOW),
            energy: 0.0,
        }
    }

    /// Adds samples, from -1 to 1.
    pub(super) fn hear(&mut self, mut samples: &[f32]) {
        while !samples.is_empty() {
            let left = (self.sample_rate - self.passed).div_ceil(1000) as usize;
            let (now, later) = samples.split_at(left.min(samples.len()));
            let (sum, energy) = sums(now);
            self.sum += sum;
            self.count += now.len() as f32;
            self.energy += f64::from(energy);
            self.passed += 1000 * now.len() as u32;
            if self.passed >= self.sample_rate {
                self.passed -= self.sample_rate;
                self.bins.push(self.sum / self.count);
                (self.sum, self.count) = (0.0, 0.0);
            }
            samples = later;
        }
    }

    /// The mean level, in dBFS.
    fn level_db(&self, samples: u64) -> f64 {
        10.0 * (self.energy / samples.max(1) as f64).log10()
    }
}

/// The sums of the amplitudes and of their squares. Eight sums side by side vectorise.
fn sums(samples: &[f32]) -> (f32, f32) {
    const SIDE_BY_SIDE: usize = 8;
    let (mut amplitudes, mut squares) = ([0.0; SIDE_BY_SIDE], [0.0; SIDE_BY_SIDE]);
    for samples in samples.chunks(SIDE_BY_SIDE) {
        for (at, sample) in samples.iter().enumerate() {
            amplitudes[at] += sample.abs();
            squares[at] += sample * sample;
        }
    }
    (amplitudes.iter().sum(), squares.iter().sum())
}

/// The result of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The number of passages compared.
    pub(super) places: usize,
    /// Passages with a different sound, in milliseconds from the start.
    pub(super) different: Vec<usize>,
    /// Passages with the same sound at another time, and by how many milliseconds it is late.
    pub(super) shifted: Vec<(usize, i64)>,
}

/// A comparison of a copy with its original.
pub(super) struct Alignment {
    pub(super) original: Envelope,
    pub(super) copy: Envelope,
    pub(super) found: Found,
    /// The time of the first bin, in milliseconds.
    at_ms: usize,
}

impl Alignment {
    pub(super) fn new(original_rate: u32, copy_rate: u32) -> Alignment {
        Alignment {
            original: Envelope::new(original_rate),
            copy: Envelope::new(copy_rate),
            found: Found::default(),
            at_ms: 0,
        }
    }

    /// Whether more of the original is needed before [`compare`](Alignment::compare).
    pub(super) fn is_behind(&self) -> bool {
        self.original.bins.len() < self.copy.bins.len()
    }

    /// Marks the end of the original: the rest of the copy is dropped.
    pub(super) fn end_original(&mut self) {
        self.copy.bins.truncate(self.original.bins.len());
    }

    /// Compares the passages that both have.
    pub(super) fn compare(&mut self) {
        while self.original.bins.len() >= WINDOW && self.copy.bins.len() >= WINDOW {
            self.compare_first(WINDOW);
        }
    }

    /// Compares the last, shorter passage, if it is long enough.
    pub(super) fn finish(&mut self) {
        self.compare();
        let rest = self.original.bins.len().min(self.copy.bins.len());
        let shortest = if self.found.places > 0 {
            WINDOW / 2
        } else {
            4 * FARTHEST
        };
        if rest >= shortest {
            self.compare_first(rest);
        }
    }

    /// The gain of the copy over the original, in decibels; `None` if the original is silent.
    pub(super) fn gain_db(&self, original_samples: u64, copy_samples: u64) -> Option<f64> {
        let original = self.original.level_db(original_samples);
        let gain = self.copy.level_db(copy_samples) - original;
        (original > -60.0).then_some(gain)
    }

    fn compare_first(&mut self, count: usize) {
        let original = &self.original.bins[FARTHEST..count - FARTHEST];
        let copy = &self.copy.bins[..count];
        let loudest = |bins: &[f32]| bins.iter().copied().fold(0.0, f32::max);
        self.found.places += 1;
        if loudest(original) < QUIET {
            if loudest(&copy[FARTHEST..count - FARTHEST]) > AUDIBLE {
                self.found.different.push(self.at_ms);
            }
        } else {
            let alike = likeness(original, copy);
            let most = |places: Range<usize>| {
                let places = places.map(|place| (place, alike[place]));
                let most = places.max_by(|(_, one), (_, other)| one.total_cmp(other));
                most.unwrap_or_default()
            };
            let (place, best) = most(0..alike.len());
            let (_, in_step) = most(FARTHEST - TOLERANCE..FARTHEST + TOLERANCE + 1);
            if best < LEAST_ALIKE {
                self.found.different.push(self.at_ms);
            } else if best > in_step + CLEARLY {
                let lag = place as i64 - FARTHEST as i64;
                self.found.shifted.push((self.at_ms, lag));
            }
        }
        self.at_ms += count;
        self.original.bins.drain(..count);
        self.copy.bins.drain(..count);
    }
}

/// The correlation of the original with the copy from each of its bins on.
fn likeness(original: &[f32], copy: &[f32]) -> Vec<f64> {
    let count = original.len();
    let sums = |value: fn(f32) -> f64| {
        let sums = copy.iter().scan(0.0, move |sum, bin| {
            *sum += value(*bin);
            Some(*sum)
        });
        [0.0].into_iter().chain(sums).collect::<Vec<f64>>()
    };
    let (sums, squares) = (sums(f64::from), sums(|bin| f64::from(bin).powi(2)));
    let mean = original.iter().map(|bin| f64::from(*bin)).sum::<f64>() / count as f64;
    let original: Vec<f32> = original.iter().map(|bin| bin - mean as f32).collect();
    let spread = f64::from(dot_product(&original, &original));
    let places = (0..=copy.len() - count).map(|place| {
        let end = place + count;
        let sum = sums[end] - sums[place];
        let copy_spread = squares[end] - squares[place] - sum * sum / count as f64;
        let products = f64::from(dot_product(&original, &copy[place..end]));
        match copy_spread > FLAT * count as f64 {
            true => products / (spread * copy_spread).sqrt(),
            false => 0.0,
        }
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sound with a varying envelope, from -1 to 1.
    fn sound(rate: u32, seconds: u32, late_ms: u32) -> Vec<f32> {
        let sample = |at: u32| {
            let time = f64::from(at) / f64::from(rate) - f64::from(late_ms) / 1000.0;
            let loud = (time * 17.0).sin().max(0.0) * (time * 5.3).cos().powi(2);
            (loud * 0.5 * (time * 700.0).sin()) as f32
        };
        (0..rate * seconds).map(sample).collect()
    }

    fn found(original: &[f32], copy: &[f32], copy_rate: u32) -> Found {
        let mut alignment = Alignment::new(22_050, copy_rate);
        alignment.original.hear(original);
        alignment.copy.hear(copy);
        alignment.finish();
        alignment.found
    }

    #[test]
    fn the_same_sound_at_another_sample_rate_is_aligned() {
        let found = found(&sound(22_050, 7, 0), &sound(24_000, 7, 0), 24_000);
        assert_eq!(
            found,
            Found {
                places: 4,
                ..Found::default()
            }
        );
    }

    #[test]
    fn a_shift_is_found_to_the_millisecond() {
        for late_ms in [5, 20, 100] {
            let found = found(&sound(22_050, 4, 0), &sound(24_000, 4, late_ms), 24_000);
            assert!(found.different.is_empty() && found.shifted.len() == 2);
            for (_, found) in found.shifted {
                assert!(
                    (found - i64::from(late_ms)).abs() <= 1,
                    "{found} for {late_ms}"
                );
            }
        }
    }

    #[test]
    fn next_to_nothing_is_like_no_sound() {
        // What a codec leaves of silence is lost in the rounding of the sums before it.
        let fade = |from: f32, bin: usize| from * (bin as f32 / -3.0).exp();
        for faint in [1e-7, 3e-8, 1e-8, 3e-9, 1e-9] {
            let loud = (0..150).map(|bin| (bin % 7) as f32 / 20.0);
            let end = (0..20).map(|bin| fade(0.05, bin));
            let ring = (0..900).map(|bin| faint * (bin as f32 / -15.0).exp());
            let original: Vec<f32> = end.clone().chain([0.0; 740]).collect();
            let copy: Vec<f32> = loud.chain(end).chain(ring).collect();
            let alike = likeness(&original, &copy);
            assert!(
                alike.iter().all(|alike| *alike < 1.001),
                "{faint}: {alike:?}"
            );
            assert!(alike[150] > 0.999, "{faint}: {}", alike[150]);
        }
    }

    #[test]
    fn the_rest_of_a_longer_copy_is_dropped() {
        let mut alignment = Alignment::new(22_050, 22_050);
        alignment.original.hear(&sound(22_050, 3, 0));
        let second = sound(22_050, 1, 0);
        for _ in 0..50 {
            alignment.copy.hear(&second);
            if alignment.is_behind() {
                alignment.end_original();
            }
            alignment.compare();
        }
        assert!(alignment.copy.bins.capacity() <= 2 * WINDOW);
        alignment.finish();
        assert_eq!(alignment.found.places, 2);
    }

    #[test]
    fn a_different_sound_is_found_and_silence_equals_silence() {
        let silence = vec![0.0; 90_000];
        let found_in = |copy: &[f32]| found(&silence, copy, 22_050);
        assert_eq!(found_in(&silence).different, [0_usize; 0]);
        assert_eq!(found_in(&sound(22_050, 4, 0)).different.len(), 2);
        let backwards: Vec<f32> = sound(22_050, 4, 0).into_iter().rev().collect();
        assert_eq!(
            found(&sound(22_050, 4, 0), &backwards, 22_050)
                .different
                .len(),
            2
        );
    }
}
