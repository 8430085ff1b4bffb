//! Takes that are kept, so that they are not spoken again.

use std::sync::Arc;

use super::folder::Folder;
use super::plan::Plan;
use disk::OnDisk;
use lismoi_speech::engine::Engine;
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take};
use memory::InMemory;

mod disk;
mod memory;

/// The kept takes of a build, shared by its synthesizers.
#[derive(Clone, Debug)]
pub(super) struct Takes(Store);

#[derive(Clone, Debug)]
enum Store {
    /// The first ones of this run.
    InMemory(InMemory),
    /// All of them, for a voice so slow that keeping them is worth the disk.
    OnDisk(OnDisk),
}

impl Takes {
    pub(super) fn of(plan: &Plan<'_>, folder: &Arc<Folder>) -> Takes {
        match plan.settings.voice.engine() {
            Engine::Piper => Takes(Store::OnDisk(OnDisk::new(plan, folder))),
            Engine::Espeak | Engine::Pico => Takes(Store::InMemory(InMemory::default())),
        }
    }

    /// Says that everything has been spoken once.
    pub(super) fn again(&self) {
        if let Store::InMemory(takes) = &self.0 {
            takes.again();
        }
    }

    /// The take that was kept, if it was and is whole.
    fn read(&self, text: &str) -> Option<Take> {
        match &self.0 {
            Store::InMemory(takes) => takes.read(text),
            Store::OnDisk(takes) => takes.read(text),
        }
    }

    fn keep(&self, text: &str, take: &Take) {
        match &self.0 {
            Store::InMemory(takes) => takes.keep(text, take),
            Store::OnDisk(takes) => takes.keep(text, take),
        }
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
        if let Some(take) = self.takes.read(text) {
            return Ok(take);
        }
        let take = self.synthesizer.speak(text)?;
        self.takes.keep(text, &take);
        Ok(take)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lismoi_speech::espeak;

    /// Counts what it speaks.
    struct Counting(usize);

    impl Synthesizer for Counting {
        fn engine(&self) -> &EngineIdentity {
            espeak::identity()
        }

        fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
            self.0 += 1;
            let mut take = Take::empty(22_050);
            take.samples = text.bytes().map(i16::from).collect();
            Ok(take)
        }
    }

    #[test]
    fn a_kept_take_is_not_spoken_again_at_another_gain() {
        let takes = Takes(Store::InMemory(InMemory::default()));
        let mut keeping = Keeping {
            synthesizer: Counting(0),
            takes: takes.clone(),
        };
        let mut spoken = |text: &str| {
            let take = keeping.speak(text).expect("it speaks");
            assert_eq!(take.samples.len(), text.len());
            keeping.synthesizer.0
        };
        assert_eq!([spoken("un"), spoken("un"), spoken("deux")], [1, 2, 3]);
        takes.again();
        assert_eq!([spoken("un"), spoken("deux"), spoken("trois")], [3, 3, 4]);
    }
}
