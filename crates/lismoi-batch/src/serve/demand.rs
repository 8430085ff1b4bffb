//! Who waits for which article: one maker for each, however many ask.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use crossbeam_channel::Sender;
use tokio::sync::watch;
use tokio::time::timeout;

use super::key::Key;

/// How long a request waits. Proxies give up after a minute, and the article is made all the
/// same: whoever comes again finds it.
const LONGEST_WAIT: Duration = Duration::from_secs(50);

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The sound.
    Sound,
    /// The captions, for which an article may be made again whose sound is kept.
    Captions,
}

/// An article that a job is to make.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub(super) key: Key,
    pub(super) wish: Wish,
}

/// What became of a request.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// The article is in the store.
    Made,
    /// It cannot be made: its answer, as JSON.
    Failed(Bytes),
    /// Its line or its file is no longer what it was when the program started.
    Changed,
    /// Not now: too many wait, it takes long, the store does not answer, or the server ends.
    Later,
}

/// An article that is being made, or waits for a job.
struct Making {
    is_begun: bool,
    outcome: watch::Sender<Option<Outcome>>,
}

/// What is counted of a demand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// Requests that wait.
    pub(super) waiting: usize,
    /// Articles that wait for a job.
    pub(super) pending: usize,
    /// Articles that are being made.
    pub(super) begun: usize,
}

/// All that is asked for.
pub(super) struct Demand {
    orders: Sender<Order>,
    /// How many requests may wait, and how many articles may be asked for and not made.
    most: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    makings: HashMap<Key, Making>,
    /// How many requests wait.
    waiting: usize,
    /// What cannot be made is not tried again.
    failed: HashMap<Key, Bytes>,
    is_over: bool,
}

impl Demand {
    /// Nothing is asked for yet. At most so many requests may wait.
    pub(super) fn new(orders: Sender<Order>, most: usize) -> Demand {
        Demand {
            orders,
            most,
            state: Mutex::default(),
        }
    }

    /// Has an article made, or waits for who makes it.
    pub(super) async fn make(&self, order: Order) -> Outcome {
        let mut outcome = match self.join(order) {
            Ok(outcome) => outcome,
            Err(outcome) => return outcome,
        };
        let _waiting = Waiting(self);
        let made = outcome.wait_for(Option::is_some);
        match timeout(LONGEST_WAIT, made).await {
            Ok(Ok(made)) => made.clone().unwrap_or(Outcome::Later),
            // It takes long, or no job has begun it when the server ended.
            Ok(Err(_)) | Err(_) => Outcome::Later,
        }
    }

    /// Counts a request that waits, and gives what it waits for.
    fn join(&self, order: Order) -> Result<watch::Receiver<Option<Outcome>>, Outcome> {
        let mut state = self.state();
        if let Some(answer) = state.failed.get(&order.key) {
            return Err(Outcome::Failed(answer.clone()));
        }
        if state.is_over || state.waiting >= self.most {
            return Err(Outcome::Later);
        }
        let making = state.makings.get(&order.key);
        let outcome = match making.map(|making| making.outcome.subscribe()) {
            Some(outcome) => outcome,
            // Clients that go away leave their articles to be made.
            None if state.makings.len() >= self.most => return Err(Outcome::Later),
            None => {
                let (sender, outcome) = watch::channel(None);
                let making = Making {
                    is_begun: false,
                    outcome: sender,
                };
                state.makings.insert(order.key, making);
                if self.orders.send(order).is_err() {
                    return Err(Outcome::Later);
                }
                outcome
            }
        };
        state.waiting += 1;
        Ok(outcome)
    }

    /// The answer to an article that cannot be made, if that is known.
    pub(super) fn failed(&self, key: Key) -> Option<Bytes> {
        self.state().failed.get(&key).cloned()
    }

    /// A job begins an article; `false` if it must not.
    pub(super) fn begin(&self, key: Key) -> bool {
        let mut state = self.state();
        let making = state.makings.get_mut(&key);
        making.map(|making| making.is_begun = true).is_some()
    }

    /// A job has ended with it.
    pub(super) fn finish(&self, key: Key, outcome: Outcome) {
        let mut state = self.state();
        if let Outcome::Failed(answer) = &outcome {
            state.failed.insert(key, answer.clone());
        }
        if let Some(making) = state.makings.remove(&key) {
            making.outcome.send_replace(Some(outcome));
        }
    }

    /// Lets no other job begin, and tells those who wait for one.
    pub(super) fn end(&self) {
        let mut state = self.state();
        state.is_over = true;
        state.makings.retain(|_, making| making.is_begun);
    }

    /// What is counted now.
    pub(super) fn counts(&self) -> Counted {
        let state = self.state();
        let makings = state.makings.values();
        let begun = makings.filter(|making| making.is_begun).count();
        Counted {
            waiting: state.waiting,
            pending: state.makings.len() - begun,
            begun,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that waits. It is counted as long as this lives, and a client that goes away ends it.
struct Waiting<'a>(&'a Demand);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.state().waiting -= 1;
    }
}
