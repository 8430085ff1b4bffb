//! Takes that are kept, so that they are not spoken again.

use std::sync::Arc;

use super::folder::Folder;
use super::plan::Plan;
use disk::OnDisk;
use lismoi_speech::engine::Engine;
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take};

mod disk;

/// How many samples of Pico are kept, 7.6 MB: the first four minutes. An article that misses its
/// loudness gets another gain without being spoken again; a book is spoken faster than so many
/// files are written and read.
const PICO_SAMPLES: usize = 3_800_000;

/// The kept takes of a build, shared by its synthesizers. None are kept of eSpeak NG, which
/// speaks faster than they could be read.
#[derive(Clone, Debug)]
pub(super) struct Takes(Option<OnDisk>);

impl Takes {
    pub(super) fn of(plan: &Plan<'_>, folder: &Arc<Folder>) -> Takes {
        let samples = match plan.settings.voice.engine() {
            Engine::Espeak => return Takes(None),
            Engine::Pico => PICO_SAMPLES,
            Engine::Piper => usize::MAX,
        };
        Takes(Some(OnDisk::new(plan, folder, samples)))
    }
}

/// A synthesizer that speaks only what was not kept.
#[derive(Debug)]
pub(super) struct Keeping<S> {
    pub(super) synthesizer: S,
    pub(super) takes: Takes,
}

impl<S: Synthesizer> Synthesizer for Keeping<S> {
    fn engine(&self) -> &EngineIdentity {
        self.synthesizer.engine()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        let Takes(Some(takes)) = &self.takes else {
            return self.synthesizer.speak(text);
        };
        if let Some(take) = takes.read(text) {
            return Ok(take);
        }
        let take = self.synthesizer.speak(text)?;
        takes.keep(text, &take);
        Ok(take)
    }
}
