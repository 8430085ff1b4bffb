//! Takes kept on disk until the audiobook is whole: for a slow voice, the utterance is the unit
//! of resuming.
//!
//! A take is a hidden file, named after everything that its samples depend on. It holds the
//! message in which the worker sent it, and the message's SHA-256. Like all hidden files of a
//! build, takes go when the folder is closed.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::folder::Folder;
use super::plan::Plan;
use lismoi_speech::engine::Engine;
use lismoi_speech::hash::hex;
use lismoi_speech::protocol::{Message, receive, send};
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take};

const HASH_BYTES: usize = 32;

/// The takes of a build, shared by its synthesizers.
#[derive(Clone, Debug)]
pub(super) struct Takes {
    folder: Arc<Folder>,
    /// The hash of the engine, the voice and its settings.
    of_voice: Sha256,
}

impl Takes {
    /// The takes of a build, if its voice is so slow that keeping them is worth the disk.
    pub(super) fn of(plan: &Plan<'_>, folder: &Arc<Folder>) -> Option<Takes> {
        let voice = &plan.settings.voice;
        let is_slow = voice.engine() == Engine::Piper;
        let mut of_voice = Sha256::new();
        of_voice.update(format!("{}\n{}\n", plan.engine, voice.name));
        of_voice.update(format!("{} {}\n", voice.rate_wpm, voice.pitch));
        is_slow.then(|| Takes {
            folder: Arc::clone(folder),
            of_voice,
        })
    }

    fn path(&self, text: &str) -> PathBuf {
        let hash = self.of_voice.clone().chain_update(text).finalize();
        self.folder.hidden(&format!("{}.take", hex(&hash)))
    }

    /// The take of an earlier run; `None` if there is none, or it is damaged.
    fn read(&self, text: &str) -> Option<Take> {
        let bytes = fs::read(self.path(text)).ok()?;
        let (message, hash) = bytes.split_last_chunk::<HASH_BYTES>()?;
        if Sha256::digest(message).as_slice() != hash {
            return None;
        }
        match receive(message) {
            Ok(Some(Message::Spoken(take))) => Some(take),
            _ => None,
        }
    }

    /// Keeps a take. Where that fails, as on a full disk, the next run speaks it again.
    fn keep(&self, text: &str, take: &Take) {
        let mut bytes = Vec::new();
        if send(&mut bytes, &Message::Spoken(take.clone())).is_err() {
            return;
        }
        let hash = Sha256::digest(&bytes);
        bytes.extend(hash);
        let path = self.path(text);
        let part = path.with_extension("take.part");
        if fs::write(&part, bytes)
            .and_then(|()| fs::rename(&part, &path))
            .is_err()
        {
            let _ = fs::remove_file(&part);
        }
    }
}

/// A synthesizer that speaks only what was not kept.
#[derive(Debug)]
pub(super) struct Keeping<S> {
    pub(super) synthesizer: S,
    /// `None` keeps nothing.
    pub(super) takes: Option<Takes>,
}

impl<S: Synthesizer> Synthesizer for Keeping<S> {
    fn engine(&self) -> &EngineIdentity {
        self.synthesizer.engine()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        let Some(takes) = &self.takes else {
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
    fn a_kept_take_is_not_spoken_again_unless_it_is_damaged() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let takes = Takes {
            folder: Arc::new(Folder::open(folder.path()).expect("writable")),
            of_voice: Sha256::new(),
        };
        let mut keeping = Keeping {
            synthesizer: Counting(0),
            takes: Some(takes.clone()),
        };
        let mut spoken = |text: &str| {
            let take = keeping.speak(text).expect("it speaks");
            assert_eq!(take.samples.len(), text.len());
            keeping.synthesizer.0
        };
        assert_eq!([spoken("un"), spoken("deux"), spoken("un")], [1, 2, 2]);
        let path = takes.path("un");
        let mut bytes = fs::read(&path).expect("readable");
        for damage in 0..bytes.len() {
            bytes[damage] ^= 1;
            fs::write(&path, &bytes).expect("writable");
            assert_eq!(takes.read("un"), None, "byte {damage}");
            bytes[damage] ^= 1;
        }
        fs::write(&path, &bytes[..20]).expect("writable");
        assert_eq!([spoken("un"), spoken("un")], [3, 3]);
        takes.folder.remove_hidden(|_| true).expect("readable");
        assert_eq!(takes.read("un"), None);
    }
}
