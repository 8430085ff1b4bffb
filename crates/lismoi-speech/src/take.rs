//! The result of speaking one utterance.

use serde::{Deserialize, Serialize};

/// The sound of one utterance, and the times of its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Take {
    /// Samples per second.
    pub sample_rate: u32,
    /// The sound (mono, 16 bit), untrimmed.
    pub samples: Vec<i16>,
    /// The words as the engine divided the text, in the order of speech.
    pub words: Vec<TakeWord>,
}

/// One word of a [`Take`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TakeWord {
    /// The word's first character in the spoken text, counted in characters from 0.
    pub character: u32,
    /// The word's first sample.
    pub start: u32,
    /// The word in the International Phonetic Alphabet, as it was spoken. `(en)` and `(fr)`
    /// mark where eSpeak NG changed language.
    pub ipa: String,
}

impl Take {
    /// A take without a sound, at `sample_rate`.
    pub fn empty(sample_rate: u32) -> Self {
        Take {
            sample_rate,
            samples: Vec::new(),
            words: Vec::new(),
        }
    }

    /// The whole utterance in the International Phonetic Alphabet, with a space between words.
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
