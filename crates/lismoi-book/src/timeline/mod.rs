//! The timeline of a chapter: utterances and their takes in, [`Cue`]s out, in samples from the
//! start of the chapter.

use serde::{Deserialize, Serialize};

pub mod align;
pub mod place;

/// The time of an utterance, in samples from the start of its chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
    /// Why it could not be spoken; there is silence in its place then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
    /// Its spoken words, one for one.
    pub words: Vec<CueWord>,
}

/// The time of a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueWord {
    /// Its first sample in the chapter.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
    /// The phonemes that were spoken (IPA); empty where the word is spoken together with
    /// another.
    pub ipa: String,
}
