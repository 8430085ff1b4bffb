//! The articles that a worker holds: taken from the queue, and not yet done.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use async_nats::jetstream::message::Acker;
use bytes::Bytes;

/// How many articles may wait for a job: what a worker asks the broker for at a time.
const MOST_WAITING: usize = 64;

/// How many articles are in a part of the captions.
const PART: usize = 64;

/// How long an article waits for its part to fill. In this time two jobs make some thirty
/// ordinary articles.
const PART_AGE: Duration = Duration::from_secs(30);

/// How far an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// It waits for a job.
    Waiting,
    /// A job makes it.
    Begun,
    /// Its objects are in the store, its captions in the part that is gathered.
    Gathered(Instant),
    /// Its part is being written.
    Closing,
}

/// An article that is held.
struct Article {
    acker: Acker,
    line: Bytes,
    stage: Stage,
    /// Whether another worker had it before, and may have died with it.
    is_again: bool,
}

/// The articles, by their numbers in the stream.
#[derive(Default)]
pub(super) struct Held(HashMap<u64, Article>);

impl Held {
    /// Takes an article.
    pub(super) fn take(&mut self, sequence: u64, acker: Acker, line: Bytes, is_again: bool) {
        let article = Article {
            acker,
            line,
            stage: Stage::Waiting,
            is_again,
        };
        self.0.insert(sequence, article);
    }

    /// A job has begun it.
    pub(super) fn begin(&mut self, sequence: u64) {
        self.set(sequence, Stage::Begun);
    }

    /// Its objects are there, and its captions are in the part.
    pub(super) fn gather(&mut self, sequence: u64) {
        self.set(sequence, Stage::Gathered(Instant::now()));
    }

    fn set(&mut self, sequence: u64, stage: Stage) {
        if let Some(article) = self.0.get_mut(&sequence) {
            article.stage = stage;
        }
    }

    /// Its line; empty if it is not held.
    pub(super) fn line(&self, sequence: u64) -> Bytes {
        let article = self.0.get(&sequence);
        article
            .map(|article| article.line.clone())
            .unwrap_or_default()
    }

    /// Lets an article go. Returns what answers the broker.
    pub(super) fn release(&mut self, sequence: u64) -> Option<Acker> {
        self.0.remove(&sequence).map(|article| article.acker)
    }

    /// Lets all go that no job has begun.
    pub(super) fn release_waiting(&mut self) -> Vec<Acker> {
        let waiting = self
            .0
            .extract_if(|_, article| article.stage == Stage::Waiting);
        waiting.map(|(_, article)| article.acker).collect()
    }

    /// What answers the broker for all of them.
    pub(super) fn ackers(&self) -> impl Iterator<Item = &Acker> {
        self.0.values().map(|article| &article.acker)
    }

    /// The articles of the part, if it is to be closed now: it is full, or one of them waits
    /// long, or was given up by a worker before, or `is_last`, and nothing is being made.
    pub(super) fn close_part(&mut self, is_last: bool) -> Vec<u64> {
        let gathered = |article: &Article| match article.stage {
            Stage::Gathered(since) => Some(since),
            _ => None,
        };
        let count = self.0.values().filter_map(gathered).count();
        let is_urgent = self.0.values().any(|article| {
            gathered(article).is_some_and(|since| article.is_again || since.elapsed() >= PART_AGE)
        });
        let is_idle = !self
            .0
            .values()
            .any(|article| matches!(article.stage, Stage::Waiting | Stage::Begun));
        if count < PART && !is_urgent && !(is_last && is_idle) {
            return Vec::new();
        }
        let mut closing = Vec::new();
        for (sequence, article) in &mut self.0 {
            if matches!(article.stage, Stage::Gathered(_)) {
                article.stage = Stage::Closing;
                closing.push(*sequence);
            }
        }
        closing
    }

    /// How many more articles may be asked for; 0 while enough of them wait.
    pub(super) fn room(&self) -> usize {
        let waiting = self.0.values();
        let waiting = waiting
            .filter(|article| article.stage == Stage::Waiting)
            .count();
        match waiting <= MOST_WAITING / 2 && self.0.len() <= 2 * MOST_WAITING {
            true => MOST_WAITING - waiting,
            false => 0,
        }
    }

    /// How many are held.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is held.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
