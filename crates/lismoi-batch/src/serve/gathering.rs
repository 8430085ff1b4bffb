//! The thread that gathers captions into parts, as those of every batch.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::captions::{Captions, Place, Recorded};
use super::key::Key;
use crate::answer::Made;
use crate::captions::batch::{Batch, Known};

/// How many articles are in a part.
const PART: usize = 64;

/// How long an article waits for its part to fill.
const PART_AGE: Duration = Duration::from_secs(30);

/// How long a part waits for a store that did not take it.
const PAUSE: Duration = Duration::from_secs(5);

/// How often the last part is tried when the server ends.
const LAST_TRIES: usize = 3;

/// A part that is gathered.
pub(super) struct Gathering<'a> {
    pub(super) batch: Batch<'a>,
    pub(super) known: &'a Known,
    pub(super) captions: &'a Captions,
    /// The articles in it.
    pub(super) keys: Vec<Key>,
    /// When it is to be kept.
    pub(super) due: Option<Instant>,
}

impl Gathering<'_> {
    /// Gathers articles until no other can come. What the store does not take is tried again.
    ///
    /// # Errors
    /// The store does not take the last part.
    pub(super) fn run(
        mut self,
        articles: &Receiver<Recorded>,
        report: impl Fn(&anyhow::Error),
    ) -> Result<()> {
        loop {
            let article = match self.due {
                None => articles.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => articles.recv_deadline(due),
            };
            let kept = match article {
                Ok((made, member)) => self.add(made, &member),
                Err(RecvTimeoutError::Timeout) => self.batch.close_part(),
                Err(RecvTimeoutError::Disconnected) => return self.end(),
            };
            let is_full = self.keys.len() >= PART && kept.as_ref().is_ok_and(Option::is_none);
            let kept = if is_full {
                self.batch.close_part()
            } else {
                kept
            };
            match kept {
                Ok(Some(name)) => self.settle(&name),
                Ok(None) => {}
                Err(error) => {
                    report(&error);
                    self.due = Some(Instant::now() + PAUSE);
                }
            }
        }
    }

    fn add(&mut self, made: Made, member: &[u8]) -> Result<Option<String>> {
        self.keys.extend(Key::parse(&made.key));
        self.due.get_or_insert_with(|| Instant::now() + PART_AGE);
        self.batch.add(made, member)
    }

    /// The part is in the store.
    fn settle(&mut self, name: &str) {
        let name: Arc<str> = Arc::from(name);
        for key in self.keys.drain(..) {
            self.captions.set(key, Place::Kept(name.clone()));
        }
        self.known.clear();
        self.due = None;
    }

    fn end(mut self) -> Result<()> {
        let mut tries = 1;
        loop {
            match self.batch.close_part() {
                Err(_) if tries < LAST_TRIES => thread::sleep(PAUSE),
                closed => return closed.map(drop),
            }
            tries += 1;
        }
    }
}
