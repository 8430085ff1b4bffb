//! Post-processing of takes: trims the silence around each, applies the gain, fades its ends.

use lismoi_audio::{limiter, trim};
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take};

/// A synthesizer with post-processing. The work is spread over the threads that wait for the
/// synthesizers.
#[derive(Debug)]
pub struct PostProcessed<S> {
    /// The synthesizer.
    pub synthesizer: S,
    /// The gain in decibels; `None` leaves the level as it is.
    pub gain_db: Option<f64>,
}

impl<S: Synthesizer> Synthesizer for PostProcessed<S> {
    fn engine(&self) -> &EngineIdentity {
        self.synthesizer.engine()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        let take = self.synthesizer.speak(text)?;
        Ok(processed(take, self.gain_db))
    }
}

/// Depends on nothing but the take. A take without sound gets no samples.
fn processed(mut take: Take, gain_db: Option<f64>) -> Take {
    let kept = trim::sound_range(&take.samples, take.sample_rate).unwrap_or_default();
    take.samples.truncate(kept.end);
    if let Some(gain_db) = gain_db {
        take.samples = limiter::apply_gain(&take.samples, take.sample_rate, gain_db);
    }
    take.samples.drain(..kept.start);
    trim::fade(&mut take.samples, take.sample_rate);
    for word in &mut take.words {
        word.start = word.start.saturating_sub(kept.start as u32);
    }
    take
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

    #[test]
    fn words_keep_their_places_in_a_trimmed_take() {
        let samples = [vec![0; 1000], [9000, -9000].repeat(2000), vec![0; 6000]].concat();
        for gain_db in [None, Some(3.0)] {
            let take = Take {
                sample_rate: RATE,
                samples: samples.clone(),
                words: vec![word(0), word(1000), word(4000)],
            };
            let take = processed(take, gain_db);
            assert_eq!(take.samples.len(), 110 + 4000 + 110);
            assert_eq!(take.words, [word(0), word(110), word(3110)]);
            assert_eq!((take.samples[0], take.samples.last()), (0, Some(&0)));
        }
    }

    #[test]
    fn a_take_without_sound_has_no_sample_left() {
        let silent = Take {
            sample_rate: RATE,
            samples: vec![3; 5000],
            words: vec![word(70)],
        };
        assert!(processed(silent, Some(3.0)).samples.is_empty());
        assert!(processed(Take::empty(RATE), Some(3.0)).samples.is_empty());
    }
}
