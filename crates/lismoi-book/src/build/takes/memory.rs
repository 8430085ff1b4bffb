//! Takes kept in memory until the end of a run: an article that misses its loudness is given
//! another gain without being spoken again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lismoi_speech::Take;

/// How many samples are kept, 7.6 MB of them: four minutes of Pico, nearly three of eSpeak NG.
/// Memory does not grow with the article beyond that.
const SAMPLES: usize = 3_800_000;

/// The takes of a run that are kept in memory.
#[derive(Clone, Debug, Default)]
pub(super) struct InMemory(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    takes: HashMap<String, Take>,
    samples: usize,
    /// Whether everything has been spoken once.
    is_again: bool,
}

impl InMemory {
    /// From now on takes are read. Before, each utterance is spoken, also one that is repeated:
    /// that is rare in an article, and no work is saved by looking for it.
    pub(super) fn again(&self) {
        self.kept().is_again = true;
    }

    pub(super) fn read(&self, text: &str) -> Option<Take> {
        let kept = self.kept();
        kept.takes.get(text).filter(|_| kept.is_again).cloned()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a take while there is room.
    pub(super) fn keep(&self, text: &str, take: &Take) {
        let mut kept = self.kept();
        if !kept.is_again && kept.samples + take.samples.len() <= SAMPLES {
            kept.samples += take.samples.len();
            kept.takes.insert(text.to_owned(), take.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_are_kept_while_there_is_room() {
        let takes = InMemory::default();
        let take = |samples| Take {
            samples: vec![1; samples],
            ..Take::empty(16_000)
        };
        takes.keep("un", &take(SAMPLES - 10));
        takes.keep("deux", &take(11));
        takes.keep("trois", &take(10));
        assert_eq!(takes.read("trois"), None);
        takes.again();
        assert_eq!(takes.read("un"), Some(take(SAMPLES - 10)));
        assert_eq!(takes.read("deux"), None);
        assert_eq!(takes.read("trois"), Some(take(10)));
    }
}
