//! Piper in a worker process: eSpeak NG gives the phonemes, the model the sound.

use super::config::{Config, ConfigError, path_of};
use super::ids::ids;
use super::model::{Model, ModelError, RunFailure};
use super::noise::Noise;
use super::voice::Source;
use crate::espeak::{Espeak, EspeakError};
use crate::take::Take;
use crate::voice::Voice;

/// The rate at which a voice speaks by itself is taken for eSpeak NG's, in words per minute.
const NATURAL_RATE_WPM: u32 = 175;

/// The engine, ready to speak with one voice.
pub struct Piper {
    espeak: Espeak,
    model: Model,
    config: Config,
    source: Source,
    length_factor: f32,
}

/// Why Piper does not start or speak.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// eSpeak NG gives no phonemes.
    #[error(transparent)]
    Espeak(#[from] EspeakError),
    /// The configuration has become unusable.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The model cannot be loaded.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The model does not speak.
    #[error(transparent)]
    Run(#[from] RunFailure),
}

impl Piper {
    /// Starts eSpeak NG and loads the model.
    ///
    /// # Errors
    /// One of them fails.
    pub fn start(voice: &Voice, source: Source) -> Result<Piper, EngineError> {
        let config = Config::read(&path_of(&source.model))?;
        let model = Model::load(&source.model, &config, source.speaker)?;
        let phonemes = Voice {
            rate_wpm: NATURAL_RATE_WPM,
            ..voice.of_espeak()
        };
        Ok(Piper {
            espeak: Espeak::start(&phonemes)?,
            model,
            config,
            source,
            length_factor: NATURAL_RATE_WPM as f32 / voice.rate_wpm as f32,
        })
    }

    /// Speaks one utterance, written as for eSpeak NG. Starts a thread.
    ///
    /// # Errors
    /// eSpeak NG or the model fails.
    pub fn speak(&mut self, text: &str) -> Result<Take, EngineError> {
        let mut take = Take::empty(self.config.audio.sample_rate);
        take.words = self.espeak.speak(text)?.words;
        let ids = ids(&self.config, text, &take.words);
        if ids.words.iter().all(|word| word.is_empty()) {
            return Ok(take);
        }
        let Source { hash, speaker, .. } = &self.source;
        let noise = Noise::of(hash, *speaker, text);
        let sound = self.model.run(&ids.ids, self.length_factor, noise)?;
        for (word, place) in take.words.iter_mut().zip(&ids.words) {
            // The last id is the end, so a word without phonemes starts where the next id does.
            word.start = sound.starts.get(place.start).copied().unwrap_or_default();
        }
        take.samples = sound.samples;
        Ok(take)
    }
}
