//! The articles that a worker holds: taken from the queue, and not yet done.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use async_nats::jetstream::message::Acker;
use bytes::Bytes;

/// How many articles may wait for a job: what a worker asks the broker for at a time.
const MOST_WAITING: usize = 64;

/// How many may wait before it is known how long an article takes.
const FIRST: usize = 4;

/// The fewest that may wait once that is known.
const FEWEST: usize = 2;

/// For how long the jobs should have work. What waits is lost to a worker that dies, and one of
/// its few deliveries is gone. The broker answers in a fraction of it.
const AHEAD: Duration = Duration::from_millis(500);

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
    is_redelivered: bool,
}

/// The articles, by their numbers in the stream.
#[derive(Default)]
pub(super) struct Held {
    articles: HashMap<u64, Article>,
    pace: Pace,
}

/// How fast articles are made by all jobs together.
#[derive(Default)]
struct Pace {
    /// When the last one was made.
    last: Option<Instant>,
    /// The time from one to the next, in seconds: a mean in which the last ones weigh most.
    seconds: Option<f64>,
}

impl Pace {
    fn count(&mut self) {
        let passed = self.last.map(|last| last.elapsed().as_secs_f64());
        self.last = Some(Instant::now());
        let Some(passed) = passed else {
            return;
        };
        let before = self.seconds.unwrap_or(passed);
        self.seconds = Some(0.8 * before + 0.2 * passed);
    }

    /// How many articles may wait.
    fn waiting(&self) -> usize {
        let ahead = |seconds: f64| AHEAD.as_secs_f64() / seconds.max(0.001);
        self.seconds.map_or(FIRST, |seconds| {
            (ahead(seconds) as usize).clamp(FEWEST, MOST_WAITING)
        })
    }
}

impl Held {
    /// Takes an article.
    pub(super) fn take(&mut self, sequence: u64, acker: Acker, line: Bytes, is_redelivered: bool) {
        let article = Article {
            acker,
            line,
            stage: Stage::Waiting,
            is_redelivered,
        };
        self.articles.insert(sequence, article);
    }

    /// A job has begun it.
    pub(super) fn begin(&mut self, sequence: u64) {
        self.set(sequence, Stage::Begun);
    }

    /// Its objects are there, and its captions are in the part.
    pub(super) fn gather(&mut self, sequence: u64) {
        self.pace.count();
        self.set(sequence, Stage::Gathered(Instant::now()));
    }

    fn set(&mut self, sequence: u64, stage: Stage) {
        if let Some(article) = self.articles.get_mut(&sequence) {
            article.stage = stage;
        }
    }

    /// Its line; empty if it is not held.
    pub(super) fn line(&self, sequence: u64) -> Bytes {
        let article = self.articles.get(&sequence);
        article
            .map(|article| article.line.clone())
            .unwrap_or_default()
    }

    /// Lets an article go. Returns what answers the broker.
    pub(super) fn release(&mut self, sequence: u64) -> Option<Acker> {
        self.articles.remove(&sequence).map(|article| article.acker)
    }

    /// Lets all go that no job has begun.
    pub(super) fn release_waiting(&mut self) -> Vec<Acker> {
        let waiting = self
            .articles
            .extract_if(|_, article| article.stage == Stage::Waiting);
        waiting.map(|(_, article)| article.acker).collect()
    }

    /// What answers the broker for all of them.
    pub(super) fn ackers(&self) -> impl Iterator<Item = &Acker> {
        self.articles.values().map(|article| &article.acker)
    }

    /// The articles of the part, if it is to be closed now: it is full, or one of them waits
    /// long, or was given up by a worker before, or `is_last`, and nothing is being made.
    pub(super) fn close_part(&mut self, is_last: bool) -> Vec<u64> {
        let gathered = |article: &Article| match article.stage {
            Stage::Gathered(since) => Some(since),
            _ => None,
        };
        let count = self.articles.values().filter_map(gathered).count();
        let is_urgent = self.articles.values().any(|article| {
            gathered(article)
                .is_some_and(|since| article.is_redelivered || since.elapsed() >= PART_AGE)
        });
        let is_idle = !self
            .articles
            .values()
            .any(|article| matches!(article.stage, Stage::Waiting | Stage::Begun));
        if count < PART && !is_urgent && !(is_last && is_idle) {
            return Vec::new();
        }
        let mut closing = Vec::new();
        for (sequence, article) in &mut self.articles {
            if matches!(article.stage, Stage::Gathered(_)) {
                article.stage = Stage::Closing;
                closing.push(*sequence);
            }
        }
        closing
    }

    /// How many more articles may be asked for; 0 while enough of them wait.
    pub(super) fn room(&self) -> usize {
        let waiting = self.articles.values();
        let waiting = waiting
            .filter(|article| article.stage == Stage::Waiting)
            .count();
        let most = self.pace.waiting();
        match waiting <= most / 2 && self.articles.len() <= 2 * MOST_WAITING {
            true => most - waiting,
            false => 0,
        }
    }

    /// How many are held.
    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether none is held.
    pub(super) fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }
}
