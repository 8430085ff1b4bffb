//! Takes kept on disk until the audiobook is whole: what was spoken is neither spoken again at
//! another gain nor by the next run.
//!
//! A take is a hidden file, named after everything that its samples depend on. It holds the
//! message in which the worker sent it, and the message's SHA-256. Like all hidden files of a
//! build, takes go when the folder is closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};

use super::super::folder::{Folder, hidden_name};
use super::super::plan::Plan;
use lismoi_speech::Take;
use lismoi_speech::hash::hex;
use lismoi_speech::protocol::{Message, receive, send};

const HASH_BYTES: usize = 32;

/// The takes of a build that are kept on disk.
#[derive(Clone, Debug)]
pub(super) struct OnDisk {
    folder: Arc<Folder>,
    /// The hash of the engine, the voice and its settings.
    of_voice: Sha256,
    /// How many samples may still be kept.
    room: Arc<AtomicUsize>,
}

impl OnDisk {
    /// Takes of up to `samples` samples together.
    pub(super) fn new(plan: &Plan<'_>, folder: &Arc<Folder>, samples: usize) -> OnDisk {
        let voice = &plan.settings.voice;
        let mut of_voice = Sha256::new();
        of_voice.update(format!("{}\n{}\n", plan.engine, voice.name));
        of_voice.update(format!("{} {}\n", voice.rate_wpm, voice.pitch));
        OnDisk {
            folder: Arc::clone(folder),
            of_voice,
            room: Arc::new(AtomicUsize::new(samples)),
        }
    }

    fn file(&self, text: &str) -> String {
        let hash = self.of_voice.clone().chain_update(text).finalize();
        hidden_name(&format!("{}.take", hex(&hash)))
    }

    /// The take of an earlier run; `None` if there is none, or it is damaged.
    pub(super) fn read(&self, text: &str) -> Option<Take> {
        let bytes = self.folder.files.read(&self.file(text)).ok()?;
        let (message, hash) = bytes.split_last_chunk::<HASH_BYTES>()?;
        if Sha256::digest(message).as_slice() != hash {
            return None;
        }
        match receive(message) {
            Ok(Some(Message::Spoken(take))) => Some(take),
            _ => None,
        }
    }

    /// Keeps a take while there is room. Where that fails, as on a full disk, it is spoken again
    /// when it is needed.
    pub(super) fn keep(&self, text: &str, take: &Take) {
        let needed = take.samples.len();
        let (set, get) = (Ordering::Relaxed, Ordering::Relaxed);
        let fits = self
            .room
            .fetch_update(set, get, |room| room.checked_sub(needed));
        if fits.is_err() {
            return;
        }
        let mut bytes = Vec::new();
        if send(&mut bytes, &Message::Spoken(take.clone())).is_err() {
            return;
        }
        let hash = Sha256::digest(&bytes);
        bytes.extend(hash);
        let file = self.file(text);
        let part = format!("{file}.part");
        let _ = self.folder.files.write_whole(&file, &part, &bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn room_for(samples: usize) -> (tempfile::TempDir, OnDisk) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let takes = OnDisk {
            folder: Arc::new(Folder::open(folder.path()).expect("writable")),
            of_voice: Sha256::new(),
            room: Arc::new(AtomicUsize::new(samples)),
        };
        (folder, takes)
    }

    fn take(samples: usize) -> Take {
        Take {
            samples: vec![1; samples],
            ..Take::empty(22_050)
        }
    }

    #[test]
    fn takes_are_kept_while_there_is_room() {
        let (_folder, takes) = room_for(30);
        takes.keep("un", &take(20));
        takes.keep("deux", &take(11));
        takes.keep("trois", &take(10));
        assert_eq!(takes.read("un"), Some(take(20)));
        assert_eq!(takes.read("deux"), None);
        assert_eq!(takes.read("trois"), Some(take(10)));
    }

    #[test]
    fn a_kept_take_is_read_again_unless_it_is_damaged() {
        let (_folder, takes) = room_for(10);
        let take = take(3);
        assert_eq!(takes.read("un"), None);
        takes.keep("un", &take);
        assert_eq!(takes.read("un"), Some(take));
        assert_eq!(takes.read("deux"), None);
        let path = takes.folder.path(&takes.file("un"));
        let mut bytes = fs::read(&path).expect("readable");
        for damage in 0..bytes.len() {
            bytes[damage] ^= 1;
            fs::write(&path, &bytes).expect("writable");
            assert_eq!(takes.read("un"), None, "byte {damage}");
            bytes[damage] ^= 1;
        }
        fs::write(&path, &bytes[..20]).expect("writable");
        assert_eq!(takes.read("un"), None);
        takes.folder.remove_hidden(|_| true).expect("readable");
        assert_eq!(takes.read("un"), None);
    }
}
