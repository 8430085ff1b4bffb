//! A hidden file in the folder of the library: how far each source was read.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use anyhow::{Context, Result};
use lismoi_files::own::Folder;
use serde::{Deserialize, Serialize};

use crate::journal::event::ArticleId;

const FILE: &str = ".lismoi-sources.json";

const PART: &str = ".lismoi-sources-state.part";

/// An article that could not be made so many times is given up.
const MOST_TRIES: u8 = 3;

/// The wait after a first failure, in seconds. It doubles with each further one.
const FIRST_WAIT_S: u64 = 300;

const LONGEST_WAIT_S: u64 = 86_400;

/// The longest wait that a server may ask for.
const LONGEST_ASKED_S: u64 = 7 * 86_400;

/// What is known of all sources, by name.
pub type States = BTreeMap<String, SourceState>;

/// How far a source was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceState {
    /// When it was last read to its end, in seconds since 1970; 0 for never.
    pub read_at: u64,
    /// When it was last asked and answered, in seconds since 1970; 0 for never.
    pub asked_at: u64,
    /// How many articles were new then.
    pub new: usize,
    /// Why it could not be read the last time; `None` where it could.
    pub error: Option<String>,
    /// The version of the feed (`ETag`).
    pub etag: Option<String>,
    /// When the feed was changed, as its server writes it.
    pub last_modified: Option<String>,
    /// Identifiers of what needs no more work.
    pub seen: BTreeSet<String>,
    /// How often items could not be made.
    pub tries: BTreeMap<String, u8>,
    /// How often in a row it could not be read.
    pub failures: u32,
    /// Before this moment it is left alone.
    pub again_at: u64,
    /// The articles that a service wants to know of when they were heard, by their identifiers
    /// there.
    pub articles: BTreeMap<String, ArticleId>,
    /// What of a service waits in the queue: where its articles will have come from, by their
    /// identifiers there.
    pub queued: BTreeMap<String, String>,
}

/// What is known of the sources of the library in a folder.
///
/// # Errors
/// The file is there and cannot be read.
pub fn read(folder: &Folder) -> Result<States> {
    let unreadable = || format!("could not read '{}'", folder.path_of(FILE).display());
    match folder.read(FILE) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(States::new()),
        read => serde_json::from_slice(&read.with_context(unreadable)?).with_context(unreadable),
    }
}

/// Replaces what is known of the sources of a library.
///
/// # Errors
/// The file cannot be written.
pub fn write(folder: &Folder, states: &States) -> Result<()> {
    let json = serde_json::to_vec(states)?;
    let written = folder.write_whole(FILE, PART, &json);
    written.with_context(|| format!("could not write '{}'", folder.path_of(FILE).display()))
}

impl SourceState {
    /// The source could not be read: it is left alone for a while, or as long as it asks for.
    pub fn fail(&mut self, now: u64, asked_s: Option<u64>) {
        let wait = FIRST_WAIT_S.saturating_mul(1 << self.failures.min(16));
        let asked = asked_s.unwrap_or(0).min(LONGEST_ASKED_S);
        self.failures += 1;
        self.again_at = now + wait.min(LONGEST_WAIT_S).max(asked);
    }

    /// An item could not be made: it is tried again, but not for ever.
    pub fn fail_item(&mut self, id: &str) {
        let tries = self.tries.entry(id.to_owned()).or_default();
        *tries += 1;
        if *tries >= MOST_TRIES {
            self.finish_item(id);
        }
    }

    /// An item is in the library, or is not wanted.
    pub fn finish_item(&mut self, id: &str) {
        self.tries.remove(id);
        self.seen.insert(id.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_fails_is_left_alone_for_longer_and_longer() {
        let mut state = SourceState::default();
        let mut waits = Vec::new();
        for _ in 0..12 {
            state.fail(1_000, None);
            waits.push(state.again_at - 1_000);
        }
        assert_eq!(waits[..4], [300, 600, 1_200, 2_400]);
        assert_eq!(waits[11], LONGEST_WAIT_S);
        state.fail(1_000, Some(200_000));
        assert_eq!(state.again_at, 201_000);
        state.fail(1_000, Some(u64::MAX));
        assert_eq!(state.again_at, 1_000 + LONGEST_ASKED_S);
    }

    #[test]
    fn an_item_that_fails_is_given_up_after_three_tries() {
        let mut state = SourceState::default();
        for is_seen in [false, false, true] {
            state.fail_item("a");
            assert_eq!(state.seen.contains("a"), is_seen);
        }
        assert!(state.tries.is_empty());
    }
}
