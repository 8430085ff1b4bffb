//! Post-processing of takes: trims the silence around each, applies the gain, fades its ends, and
//! measures its loudness.

use lismoi_audio::loudness::LoudnessMeasurement;
use lismoi_audio::meter::utterance_blocks;
use lismoi_audio::{limiter, trim};
use lismoi_speech::Take;

/// A take as it is written.
#[derive(Clone, Debug)]
pub struct Processed {
    /// The take at the last gain. A take without sound has no samples.
    pub take: Take,
    /// Its loudness at each gain.
    pub measured: Vec<LoudnessMeasurement>,
}

/// Processes a take at each of these gains, in tenths of a decibel; without one, it keeps its
/// level. Depends on nothing but the take.
pub fn process(mut take: Take, gains_cb: &[i16]) -> Processed {
    let sample_rate = take.sample_rate;
    let kept = trim::sound_range(&take.samples, sample_rate).unwrap_or_default();
    take.samples.truncate(kept.end);
    let finish = |mut samples: Vec<i16>| {
        samples.drain(..kept.start);
        trim::fade(&mut samples, sample_rate);
        samples
    };
    let mut measured = Vec::new();
    let mut last = None;
    for &gain_cb in gains_cb {
        let gain_db = f64::from(gain_cb) / 10.0;
        let samples = finish(limiter::apply_gain(&take.samples, sample_rate, gain_db));
        let blocks = utterance_blocks(&samples, sample_rate);
        measured.push(LoudnessMeasurement { gain_cb, blocks });
        last = Some(samples);
    }
    take.samples = match last {
        Some(samples) => samples,
        None => finish(take.samples),
    };
    for word in &mut take.words {
        word.start = word.start.saturating_sub(kept.start as u32);
    }
    Processed { take, measured }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lismoi_speech::TakeWord;

    const RATE: u32 = 22_050;

    fn word(start: u32) -> TakeWord {
        TakeWord {
            start,
            ..TakeWord::default()
        }
    }

    fn take() -> Take {
        Take {
            sample_rate: RATE,
            samples: [vec![0; 1000], [9000, -9000].repeat(2000), vec![0; 6000]].concat(),
            words: vec![word(0), word(1000), word(4000)],
        }
    }

    #[test]
    fn words_keep_their_places_in_a_trimmed_take() {
        for gains_cb in [&[][..], &[30]] {
            let Processed { take, .. } = process(take(), gains_cb);
            assert_eq!(take.samples.len(), 110 + 4000 + 110);
            assert_eq!(take.words, [word(0), word(110), word(3110)]);
            assert_eq!((take.samples[0], take.samples.last()), (0, Some(&0)));
        }
    }

    #[test]
    fn the_last_gain_is_kept_and_each_is_measured_as_if_it_were_alone() {
        let one = process(take(), &[30]);
        let other = process(take(), &[45]);
        let both = process(take(), &[30, 45]);
        assert_eq!(both.take, other.take);
        assert_eq!(both.measured, [one.measured, other.measured].concat());
    }

    #[test]
    fn a_take_without_sound_has_no_sample_left() {
        let silent = Take {
            sample_rate: RATE,
            samples: vec![3; 5000],
            words: vec![word(70)],
        };
        assert!(process(silent, &[30]).take.samples.is_empty());
        assert!(process(Take::empty(RATE), &[30]).take.samples.is_empty());
    }
}
