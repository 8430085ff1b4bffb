//! The seam between engines and the rest of the program.

use std::fmt;

use crate::take::Take;

/// An engine that turns spoken text into sound.
pub trait Synthesizer {
    /// The engine, which is the same for all takes of this synthesizer.
    fn engine(&self) -> &EngineIdentity;

    /// Speaks one utterance. Equal texts give equal takes, whatever was spoken before.
    ///
    /// # Errors
    /// [`SpeechError`] says whether the next utterance may succeed.
    fn speak(&mut self, text: &str) -> Result<Take, SpeechError>;
}

impl<S: Synthesizer> Synthesizer for &mut S {
    fn engine(&self) -> &EngineIdentity {
        (**self).engine()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        (**self).speak(text)
    }
}

/// The engine and its version. The samples of a take depend on these, the text and the voice, on
/// nothing else. The `Display` form, "name version", stands in manifests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineIdentity {
    /// The name of the engine, as users know it.
    pub name: &'static str,
    /// The versions of the engine and its voice data. A change of either may change every
    /// sample.
    pub version: String,
    /// Samples per second of every take.
    pub sample_rate: u32,
    /// The licence of the voice, if the user brought it and it names one.
    pub licence: Option<String>,
}

impl fmt::Display for EngineIdentity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.name, self.version)
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
