//! Phonemes that a Piper voice was not trained with: each is reported once, with its word.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use lismoi_speech::piper::config::Config;
use lismoi_speech::piper::ids;
use lismoi_speech::piper::voice::PiperVoice;
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take};

use crate::message;

/// A synthesizer that reports unknown phonemes of its takes.
pub struct Reported<S> {
    synthesizer: S,
    /// The configuration of the voice; `None` for other engines.
    config: Option<Config>,
    /// The phonemes that have been reported.
    reported: Arc<Mutex<HashSet<char>>>,
}

/// The synthesizers, which report what the voice does not know.
pub fn reported<S: Synthesizer>(
    synthesizers: Vec<S>,
    piper: Option<&PiperVoice>,
) -> Vec<Reported<S>> {
    let reported = Arc::default();
    let with = |synthesizer| Reported {
        synthesizer,
        config: piper.map(|piper| piper.config.clone()),
        reported: Arc::clone(&reported),
    };
    synthesizers.into_iter().map(with).collect()
}

impl<S: Synthesizer> Synthesizer for Reported<S> {
    fn engine(&self) -> &EngineIdentity {
        self.synthesizer.engine()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        let take = self.synthesizer.speak(text)?;
        if let Some(config) = &self.config {
            for unknown in ids::unknown(config, text, &take.words) {
                let is_new = |mut reported: std::sync::MutexGuard<'_, HashSet<char>>| {
                    reported.insert(unknown.phoneme)
                };
                if self.reported.lock().is_ok_and(is_new) {
                    message::warning(&tr!(
                        "unknown-phoneme",
                        phoneme = unknown.phoneme.to_string(),
                        word = unknown.word
                    ));
                }
            }
        }
        Ok(take)
    }
}
