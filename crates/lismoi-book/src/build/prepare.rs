//! A take made ready to be placed: without the silence around it, at its level, faded.

use lismoi_audio::{level, trim};
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take};

/// A synthesizer whose takes are ready to be placed. What that costs is spread over the
/// threads that wait for the synthesizers.
#[derive(Debug)]
pub struct Prepared<S> {
    /// What speaks.
    pub synthesizer: S,
    /// How much louder its takes become, in decibels; `None` leaves their level as it is.
    pub gain_db: Option<f64>,
}

impl<S: Synthesizer> Synthesizer for Prepared<S> {
    fn engine(&self) -> &EngineIdentity {
        self.synthesizer.engine()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        let take = self.synthesizer.speak(text)?;
        Ok(prepared(take, self.gain_db))
    }
}

/// Each take by itself: what stands before it changes nothing. Without sound, it has no
/// sample.
fn prepared(mut take: Take, gain_db: Option<f64>) -> Take {
    let kept = trim::sounding(&take.samples, take.sample_rate).unwrap_or_default();
    take.samples.truncate(kept.end);
    if let Some(gain_db) = gain_db {
        take.samples = level::raised(&take.samples, take.sample_rate, gain_db);
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
    use lismoi_speech::{SAMPLE_RATE, TakeWord};

    fn word(start: u32) -> TakeWord {
        TakeWord {
            start,
            ..TakeWord::default()
        }
    }

    #[test]
    fn words_keep_their_places_in_what_is_left_of_a_take() {
        let samples = [vec![0; 1000], [9000, -9000].repeat(2000), vec![0; 6000]].concat();
        for gain_db in [None, Some(3.0)] {
            let take = Take {
                sample_rate: SAMPLE_RATE,
                samples: samples.clone(),
                words: vec![word(0), word(1000), word(4000)],
            };
            let take = prepared(take, gain_db);
            assert_eq!(take.samples.len(), 110 + 4000 + 110);
            assert_eq!(take.words, [word(0), word(110), word(3110)]);
            assert_eq!((take.samples[0], take.samples.last()), (0, Some(&0)));
        }
    }

    #[test]
    fn a_take_without_sound_has_no_sample_left() {
        let silent = Take {
            sample_rate: SAMPLE_RATE,
            samples: vec![3; 5000],
            words: vec![word(70)],
        };
        assert!(prepared(silent, Some(3.0)).samples.is_empty());
        assert!(
            prepared(Take::empty(SAMPLE_RATE), Some(3.0))
                .samples
                .is_empty()
        );
    }
}
