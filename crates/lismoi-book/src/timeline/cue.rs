//! Where utterances and their words are heard.

use lismoi_audio::clock::samples;
use lismoi_speech::render::Rendered;
use lismoi_speech::{SAMPLE_RATE, Take};
use serde::{Deserialize, Serialize};

use crate::timeline::align;

/// What stands in for an utterance that could not be spoken, in milliseconds: long
/// enough to be noticed.
pub const PLACEHOLDER_MS: u32 = 400;

/// Where an utterance is heard, in samples from the start of its chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
    /// Why it could not be spoken; silence stands in its place then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
    /// Its spoken words, one for one.
    pub words: Vec<CueWord>,
}

/// Where a word is heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueWord {
    /// Its first sample in the chapter.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
    /// What was really said (IPA); empty where the word is said together with another.
    pub ipa: String,
}

/// Places a take that is [prepared](crate::build::prepare) at sample `at` of its chapter; `None` where it
/// has no sound.
pub fn place(rendered: &Rendered, take: Take, at: u64) -> Option<(Vec<i16>, Cue)> {
    let cue = Cue {
        start: at,
        end: at + take.samples.len() as u64,
        failed: None,
        words: align::align(rendered, &take, at),
    };
    (!take.samples.is_empty()).then_some((take.samples, cue))
}

/// The cue of the silence that stands in for an utterance.
pub fn placeholder(rendered: &Rendered, at: u64, reason: String) -> Cue {
    let end = at + samples(PLACEHOLDER_MS, SAMPLE_RATE);
    let word = CueWord {
        start: at,
        end,
        ipa: String::new(),
    };
    Cue {
        start: at,
        end,
        failed: Some(reason),
        words: vec![word; rendered.words.len()],
    }
}
