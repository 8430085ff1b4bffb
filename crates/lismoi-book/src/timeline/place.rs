//! Places takes in their chapter.

use super::{Cue, CueWord, align, fingerprint};
use crate::build::postprocess::Processed;
use crate::build::retry::Spoken;
use lismoi_audio::clock;
use lismoi_speech::render::Rendered;

/// The length of the silence in place of an utterance that could not be spoken, in
/// milliseconds: long enough to be noticed.
pub const PLACEHOLDER_MS: u32 = 400;

/// Places what was spoken at sample `at` of its chapter; `None` where it has no sound.
pub fn take(rendered: &Rendered, spoken: Spoken, at: u64) -> Option<(Vec<i16>, Cue)> {
    let Processed { take, measured } = spoken.processed;
    let cue = Cue {
        start: at,
        end: at + take.samples.len() as u64,
        failed: spoken.incomplete,
        fingerprint: fingerprint::hexadecimal(fingerprint::of(rendered)),
        measured,
        words: align::align(rendered, &take, at),
    };
    (!take.samples.is_empty()).then_some((take.samples, cue))
}

/// The cue of the silence in place of an utterance that could not be spoken.
///
/// `sample_rate` is that of the chapter.
pub fn placeholder(rendered: &Rendered, at: u64, sample_rate: u32, reason: String) -> Cue {
    let end = at + clock::samples(PLACEHOLDER_MS, sample_rate);
    let word = CueWord {
        start: at,
        end,
        ipa: String::new(),
    };
    Cue {
        start: at,
        end,
        failed: Some(reason),
        fingerprint: fingerprint::hexadecimal(fingerprint::of(rendered)),
        measured: Vec::new(),
        words: vec![word; rendered.words.len()],
    }
}
