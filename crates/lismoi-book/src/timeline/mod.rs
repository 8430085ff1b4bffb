//! The timeline of a chapter: utterances and their takes in, [`Cue`]s out, in samples from the
//! start of the chapter.

use serde::{Deserialize, Serialize};

use lismoi_audio::loudness::LoudnessMeasurement;

pub mod align;
pub mod fingerprint;
pub mod place;

/// The time of an utterance, in samples from the start of its chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
    /// Why it, or some of its words, could not be spoken. Where none could, there is silence in its
    /// place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
    /// See [`fingerprint::of`], in hexadecimal; empty in manifests of earlier versions.
    #[serde(default, rename = "key")]
    pub fingerprint: String,
    /// Its loudness at each gain that was tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measured: Vec<LoudnessMeasurement>,
    /// Its spoken words, one for one.
    pub words: Vec<CueWord>,
}

impl Cue {
    /// Moves it, so that it starts at sample `start` of its chapter.
    pub fn move_to(&mut self, start: u64) {
        let moved = |at: u64| start + at.saturating_sub(self.start);
        for word in &mut self.words {
            (word.start, word.end) = (moved(word.start), moved(word.end));
        }
        self.end = moved(self.end);
        self.start = start;
    }
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
