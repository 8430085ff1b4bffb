//! Speech: spoken text in, [`Take`]s out.
//!
//! eSpeak NG speaks in processes of its own ([`process`]), because it keeps hidden
//! state between utterances and because C code may crash. This side of the pipe is
//! safe Rust; what an utterance means and where its sound goes is left to `french`
//! and `audio`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub mod render;

pub mod voice;
pub mod voice_data;

pub mod order;
pub mod process;

pub mod protocol;

pub mod espeak;
pub mod worker;

/// Samples per second of everything eSpeak NG makes (mono, 16 bit).
pub const SAMPLE_RATE: u32 = 22_050;

/// The engine and its voice data, as they stand in the manifest: a change of either
/// may change every sample.
pub static ENGINE_VERSION: LazyLock<String> = LazyLock::new(|| {
    let version = env!("LISMOI_ENGINE_VERSION");
    format!("eSpeak NG {version}, data {}", &voice_data::HASH[..16])
});

/// What eSpeak NG made of one utterance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Take {
    /// The sound, at [`SAMPLE_RATE`], untrimmed.
    pub samples: Vec<i16>,
    /// The words as eSpeak NG saw them, in the order of speech.
    pub words: Vec<TakeWord>,
}

/// One word of a [`Take`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TakeWord {
    /// Where the word starts in the spoken text, in characters (not bytes) from 0.
    pub character: u32,
    /// The sample at which it starts.
    pub start: u32,
    /// What was said, in the International Phonetic Alphabet; `(en)` and `(fr)` stand
    /// where eSpeak NG changed language.
    pub ipa: String,
}

impl Take {
    /// The whole utterance in the International Phonetic Alphabet, a space between words.
    pub fn ipa(&self) -> String {
        let words: Vec<&str> = self
            .words
            .iter()
            .map(|word| word.ipa.as_str())
            .filter(|ipa| !ipa.is_empty())
            .collect();
        words.join(" ")
    }
}

/// Why an utterance has no [`Take`].
#[derive(Debug, thiserror::Error)]
pub enum SpeechError {
    /// This utterance failed; the next one may succeed.
    #[error("{0}")]
    Utterance(String),
    /// The voice cannot speak at all.
    #[error("{0}")]
    Unavailable(String),
}

/// Whatever turns spoken text into sound.
pub trait Synthesizer {
    /// Speaks one utterance. Equal texts give equal takes, whatever was spoken before.
    ///
    /// # Errors
    /// [`SpeechError`] says whether it is worth going on.
    fn speak(&mut self, text: &str) -> Result<Take, SpeechError>;
}

impl<S: Synthesizer> Synthesizer for &mut S {
    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        (**self).speak(text)
    }
}
