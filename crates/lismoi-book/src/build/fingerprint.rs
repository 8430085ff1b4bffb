//! Fingerprints of sections: a section whose fingerprint has not changed is not spoken again.
//! [`voice_fingerprint`] is the part that all sections share but for their gain.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::Settings;
use lismoi_audio as audio;
use lismoi_french::Utterance;
use lismoi_speech::EngineIdentity;
use lismoi_speech::hash::hex;

/// SHA-256 of everything that the sound of a section and the marks in it depend on.
#[derive(Clone, Debug)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Starts with the engine and the settings.
    pub fn new(settings: &Settings, engine: &EngineIdentity) -> Fingerprint {
        let mut hash = voice_hash(settings, engine);
        hash.update(settings.loudness_lufs.unwrap_or(i8::MAX).to_le_bytes());
        Fingerprint(hash)
    }

    /// Adds an utterance with its spoken and its printed text.
    pub fn add(&mut self, utterance: &Utterance, spoken: &str, printed: &str) {
        let Fingerprint(hash) = self;
        add_text(hash, spoken);
        add_text(hash, printed);
        hash.update(utterance.pause_before_ms.to_le_bytes());
        hash.update(utterance.pause_after_ms.to_le_bytes());
    }

    /// The fingerprint in hexadecimal. Sections that are spoken alike are numbered in
    /// `repetitions`, so that each has its own.
    pub fn finish(self, repetitions: &mut HashMap<String, u64>) -> String {
        let fingerprint = hex(&self.0.finalize());
        let repetition = repetitions.entry(fingerprint.clone()).or_default();
        *repetition += 1;
        if *repetition == 1 {
            fingerprint
        } else {
            hex(&Sha256::digest(format!("{fingerprint} {repetition}")))
        }
    }
}

/// SHA-256, in hexadecimal, of everything that the samples of an utterance depend on, besides
/// its text and the gain.
pub fn voice_fingerprint(settings: &Settings, engine: &EngineIdentity) -> String {
    hex(&voice_hash(settings, engine).finalize())
}

fn voice_hash(settings: &Settings, engine: &EngineIdentity) -> Sha256 {
    let mut hash = Sha256::new();
    add_text(&mut hash, &engine.to_string());
    add_text(&mut hash, &settings.voice.name);
    hash.update(settings.voice.rate_wpm.to_le_bytes());
    hash.update(settings.voice.pitch.to_le_bytes());
    hash.update(audio::VERSION.to_le_bytes());
    hash
}

/// Adds the length first, so that no two lists of texts give the same bytes.
fn add_text(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text);
}
