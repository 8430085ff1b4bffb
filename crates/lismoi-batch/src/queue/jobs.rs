//! The threads that make articles, each with warm voices.

use std::thread::{self, Scope};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, Sender, after, select, select_biased, unbounded};
use tokio::sync::mpsc::UnboundedSender;

use super::worker::Event;
use crate::input::Item;
use crate::make::{Maker, Served};
use crate::run::STACK;
use crate::voices::{Data, Voices};

/// How long an article is tried again where the store does not answer. Then the worker ends, and
/// another one may have a better store.
const LONGEST_OUTAGE: Duration = Duration::from_secs(300);

/// The pause before the second try; it doubles, up to the longest one.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// An article that waits for a job: its number in the stream, and its line.
type Waiting = (u64, Item);

/// Where articles wait for a job.
pub(super) struct Jobs {
    /// Those that another worker did not finish come first: it may have died of age only, and
    /// their next deliveries are counted.
    first: Sender<Waiting>,
    rest: Sender<Waiting>,
}

/// What the threads share.
#[derive(Clone)]
struct Channels {
    first: Receiver<Waiting>,
    rest: Receiver<Waiting>,
    stop: Receiver<()>,
    events: UnboundedSender<Event>,
}

impl Jobs {
    /// Starts so many threads. They begin no other article when the other end of `stop` is gone,
    /// and end with this value.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn start<'scope>(
        scope: &'scope Scope<'scope, '_>,
        count: usize,
        maker: &'scope Maker<'scope>,
        data: &'scope Data,
        stop: &Receiver<()>,
        events: &UnboundedSender<Event>,
    ) -> Result<Jobs> {
        let (first, first_out) = unbounded();
        let (rest, rest_out) = unbounded();
        let channels = Channels {
            first: first_out,
            rest: rest_out,
            stop: stop.clone(),
            events: events.clone(),
        };
        for _ in 0..count {
            let channels = channels.clone();
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, move || make_all(maker, data, &channels))
                .context("could not start a thread")?;
        }
        Ok(Jobs { first, rest })
    }

    /// Has an article made.
    pub(super) fn send(&self, sequence: u64, item: Item, is_redelivered: bool) {
        let queue = if is_redelivered {
            &self.first
        } else {
            &self.rest
        };
        // The threads outlive this value.
        let _ = queue.send((sequence, item));
    }
}

fn make_all(maker: &Maker<'_>, data: &Data, channels: &Channels) {
    let mut voices = Voices::new(data);
    loop {
        let waiting = select_biased! {
            recv(channels.stop) -> _ => return,
            recv(channels.first) -> waiting => waiting,
            recv(channels.rest) -> waiting => waiting,
        };
        let Ok((sequence, item)) = waiting else {
            return;
        };
        let _ = channels.events.send(Event::Begun(sequence));
        let served = make(maker, &mut voices, &item, channels);
        if channels
            .events
            .send(Event::Served(sequence, served))
            .is_err()
        {
            return;
        }
    }
}

/// Makes an article, again and again while the store does not answer.
fn make(
    maker: &Maker<'_>,
    voices: &mut Voices<'_>,
    item: &Item,
    channels: &Channels,
) -> Result<Served> {
    let start = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        let error = match maker.serve(voices, item) {
            Ok(served) => return Ok(served),
            Err(error) if start.elapsed() > LONGEST_OUTAGE => return Err(error),
            Err(error) => error,
        };
        let _ = channels.events.send(Event::Retry(format!("{error:#}")));
        select! {
            recv(channels.stop) -> _ => return Err(error),
            recv(after(pause)) -> _ => {}
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
