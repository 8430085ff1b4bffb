//! The thread that gathers captions into parts. A store that does not answer must not hold up the
//! connection to the broker.

use std::thread::{self, Scope};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, Sender, unbounded};
use tokio::sync::mpsc::UnboundedSender;

use super::worker::Event;
use crate::answer::Made;
use crate::captions::batch::{Batch, Known};

/// How long a part is written again where the store does not answer.
const LONGEST_OUTAGE: Duration = Duration::from_secs(300);

/// The pause between two tries.
const PAUSE: Duration = Duration::from_secs(2);

/// What the thread is told.
enum Order {
    /// Add the captions of an article.
    Add(Box<(Made, Vec<u8>)>),
    /// Keep the part, and say so with these numbers.
    Close(Vec<u64>),
}

/// The thread. It ends with this value.
pub(super) struct Parts(Sender<Order>);

impl Parts {
    /// Starts it.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn start<'scope>(
        scope: &'scope Scope<'scope, '_>,
        batch: Batch<'scope>,
        known: &'scope Known,
        events: UnboundedSender<Event>,
    ) -> Result<Parts> {
        let (orders, orders_out) = unbounded();
        thread::Builder::new()
            .spawn_scoped(scope, move || keep_all(batch, known, &orders_out, &events))
            .context("could not start a thread")?;
        Ok(Parts(orders))
    }

    /// Adds the captions of an article to the part.
    pub(super) fn add(&self, made: Made, member: Vec<u8>) {
        let _ = self.0.send(Order::Add(Box::new((made, member))));
    }

    /// Closes the part. When it is in the store, these articles are done.
    pub(super) fn close(&self, sequences: Vec<u64>) {
        let _ = self.0.send(Order::Close(sequences));
    }
}

fn keep_all(
    mut batch: Batch<'_>,
    known: &Known,
    orders: &Receiver<Order>,
    events: &UnboundedSender<Event>,
) {
    for order in orders {
        let event = match order {
            Order::Add(article) => {
                let (made, member) = *article;
                match keep(events, || batch.add(made.clone(), &member)) {
                    Ok(()) => continue,
                    Err(error) => Event::Failed(error),
                }
            }
            Order::Close(sequences) => match keep(events, || batch.close_part()) {
                Ok(()) => {
                    known.clear();
                    Event::Kept(sequences)
                }
                Err(error) => Event::Failed(error),
            },
        };
        if events.send(event).is_err() {
            return;
        }
    }
}

/// Tries until the store takes it.
fn keep(
    events: &UnboundedSender<Event>,
    mut write: impl FnMut() -> Result<Option<String>>,
) -> Result<()> {
    let start = Instant::now();
    loop {
        match write() {
            Ok(_) => return Ok(()),
            Err(error) if start.elapsed() > LONGEST_OUTAGE => return Err(error),
            Err(error) => {
                let _ = events.send(Event::Retry(format!("{error:#}")));
                thread::sleep(PAUSE);
            }
        }
    }
}
