//! The loop of a worker.
//!
//! ```text
//!  broker ──▶ this loop ──▶ jobs ──▶ this loop ──▶ parts ──▶ this loop ──▶ broker
//!            takes, holds   make     answers       captions  acknowledges
//! ```
//!
//! The loop never waits for the store, so that the broker hears of what is held.

use std::future;
use std::io;
use std::time::{Duration, Instant};

use anyhow::{Error, Result};
use async_nats::jetstream::consumer::PullConsumer;
use async_nats::jetstream::consumer::pull::Batch as Pull;
use async_nats::jetstream::{self, AckKind};
use crossbeam_channel::{Receiver, Sender, TryRecvError};
use futures_util::StreamExt;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};

use super::held::Held;
use super::jobs::Jobs;
use super::metrics::Metrics;
use super::parts::Parts;
use super::{PATIENCE, Queue, dead_letters, message};
use crate::answer::{self, Answer};
use crate::localization::{Language, message as localized};
use crate::make::Served;
use crate::run::Summary;

/// How long the broker waits for articles before it says that there are none.
const PULL: Duration = Duration::from_secs(5);

/// How often the loop looks at the time.
const TICK: Duration = Duration::from_millis(200);

/// How often the broker hears of what is held while it waits for a word of it: one may be lost.
const PROGRESS: u32 = 4;

/// How often the queue is counted, and what the broker gave up is collected.
const LOOK: Duration = Duration::from_secs(5);

/// What happens to an article, told to the loop.
pub(super) enum Event {
    /// A job has begun it.
    Begun(u64),
    /// A job has made it, or the store does not answer for long.
    Served(u64, Result<Served>),
    /// The part with these articles is in the store.
    Kept(Vec<u64>),
    /// A part cannot be written.
    Failed(Error),
    /// The store does not answer, and is tried again.
    Retry(String),
}

/// The loop.
pub(super) struct Worker<'a> {
    pub(super) queue: &'a Queue,
    pub(super) consumer: PullConsumer,
    pub(super) ack_wait: Duration,
    pub(super) metrics: &'a Metrics,
    pub(super) jobs: Jobs,
    pub(super) parts: Parts,
    pub(super) events: UnboundedReceiver<Event>,
    /// Its other end is gone when a signal came.
    pub(super) stop: Receiver<()>,
    /// Jobs begin no other article when this is gone.
    pub(super) ended: Option<Sender<()>>,
    pub(super) until_empty: bool,
    pub(super) held: Held,
    pub(super) failure: Option<Error>,
    pub(super) summary: Summary,
}

impl Worker<'_> {
    /// Works until it is told to stop, or has nothing left.
    ///
    /// # Errors
    /// The store does not answer for long, the broker takes no dead letter, or standard output is
    /// closed.
    pub(super) async fn work(mut self, language: Language) -> Result<Summary> {
        let mut pull: Option<Pull> = None;
        let (mut ticks, mut progress, mut looks) =
            (every(TICK), every(self.ack_wait / PROGRESS), every(LOOK));
        let mut paused_until = Instant::now();
        loop {
            if pull.is_none() && self.ended.is_some() && Instant::now() >= paused_until {
                pull = self.pull().await.unwrap_or_else(|error| {
                    self.report_retry(&format!("{error:#}"), language);
                    paused_until = Instant::now() + Duration::from_secs(1);
                    None
                });
            }
            tokio::select! {
                taken = next(&mut pull) => match taken {
                    Some(Ok(message)) => self.take(message)?,
                    Some(Err(error)) => {
                        self.report_retry(&format!("{:#}", Error::from_boxed(error)), language);
                        paused_until = Instant::now() + Duration::from_secs(1);
                        pull = None;
                    }
                    None => pull = None,
                },
                Some(event) = self.events.recv() => self.hear(event, language).await?,
                _ = ticks.tick() => {
                    self.metrics.see();
                    if self.stop.try_recv() == Err(TryRecvError::Disconnected) {
                        self.end().await;
                    }
                }
                _ = progress.tick() => self.report_progress().await,
                _ = looks.tick() => self.look(language).await,
            }
            if self.ended.is_none() {
                pull = None;
            }
            let closing = self
                .held
                .close_part(self.ended.is_none() || self.until_empty);
            if !closing.is_empty() {
                self.parts.close(closing);
            }
            self.metrics
                .in_flight
                .set(i64::try_from(self.held.len()).unwrap_or(i64::MAX));
            if self.ended.is_none() && self.held.is_empty() {
                break;
            }
        }
        // The last acknowledgements are on their way.
        let _ = timeout(PATIENCE, self.queue.client.flush()).await;
        match self.failure {
            Some(error) => Err(error),
            None => Ok(self.summary),
        }
    }

    /// Asks the broker for articles, if there is room for them.
    async fn pull(&self) -> Result<Option<Pull>> {
        let room = self.held.room();
        if room == 0 {
            return Ok(None);
        }
        let asked = self.consumer.batch().max_messages(room).expires(PULL);
        Ok(Some(asked.messages().await?))
    }

    fn take(&mut self, taken: jetstream::Message) -> Result<()> {
        let info = taken.info().map_err(Error::from_boxed)?;
        let (sequence, is_redelivered) = (info.stream_sequence, info.delivered > 1);
        self.metrics.count_delivery(is_redelivered);
        let (taken, acker) = taken.split();
        let item = message::item(taken.headers.as_ref(), &taken.payload);
        self.held
            .take(sequence, acker, taken.payload, is_redelivered);
        self.jobs.send(sequence, item, is_redelivered);
        Ok(())
    }

    async fn hear(&mut self, event: Event, language: Language) -> Result<()> {
        match event {
            Event::Begun(sequence) => self.held.begin(sequence),
            Event::Served(sequence, Ok(served)) => self.answer(sequence, served).await?,
            Event::Served(sequence, Err(error)) => {
                if let Some(acker) = self.held.release(sequence) {
                    let _ = acker.ack_with(AckKind::Nak(None)).await;
                }
                self.fail(error).await;
            }
            Event::Kept(sequences) => {
                for sequence in sequences {
                    if let Some(acker) = self.held.release(sequence) {
                        // If it is lost, the article comes again, and is found in the store.
                        let _ = acker.ack().await;
                    }
                }
            }
            Event::Failed(error) => self.fail(error).await,
            Event::Retry(error) => self.report_retry(&error, language),
        }
        Ok(())
    }

    async fn answer(&mut self, sequence: u64, served: Served) -> Result<()> {
        self.metrics.counts.count_answer(&served.answer, "dead");
        match &served.answer {
            Answer::Made { made, new, .. } => {
                self.summary.made += 1;
                self.summary.new += u64::from(*new);
                if let Some(member) = served.member {
                    self.parts.add(made.clone(), member);
                }
                self.held.gather(sequence);
            }
            Answer::Failed { .. } => {
                self.summary.failed += 1;
                let line = self.held.line(sequence);
                let identity = dead_letters::identity(&served.answer)?;
                dead_letters::add(self.queue, &identity, &served.answer, &line).await?;
                if let Some(acker) = self.held.release(sequence) {
                    let _ = acker.ack().await;
                }
            }
        }
        answer::print(&served.answer)
    }

    async fn report_progress(&self) {
        for acker in self.held.ackers() {
            let _ = acker.ack_with(AckKind::Progress).await;
        }
    }

    /// Counts the queue, collects what the broker gave up, and ends where all is done.
    async fn look(&mut self, language: Language) {
        let looked = timeout(PATIENCE, async {
            dead_letters::collect(self.queue).await?;
            let info = self.consumer.get_info().await?;
            anyhow::Ok((info.num_pending, info.num_ack_pending as u64))
        });
        let (pending, ack_pending) = match looked.await {
            Ok(Ok(counts)) => counts,
            Ok(Err(error)) => return self.report_retry(&format!("{error:#}"), language),
            Err(_) => return self.report_retry("the broker does not answer", language),
        };
        self.metrics.pending.set(pending.cast_signed());
        self.metrics.ack_pending.set(ack_pending.cast_signed());
        if self.until_empty && self.held.is_empty() && (pending, ack_pending) == (0, 0) {
            self.end().await;
        }
    }

    async fn fail(&mut self, error: Error) {
        // That a job gives up when it is told to stop is no failure.
        if self.ended.is_some() {
            self.failure = Some(error);
        }
        self.end().await;
    }

    /// Takes no other article, and gives those back that no job has begun.
    async fn end(&mut self) {
        if self.ended.take().is_none() {
            return;
        }
        for acker in self.held.release_waiting() {
            let _ = acker.ack_with(AckKind::Nak(None)).await;
        }
    }

    fn report_retry(&self, error: &str, language: Language) {
        self.metrics.counts.count_retry();
        let report = format!("trying again: {error}");
        // A closed standard error is no reason to stop.
        let _ = io::Write::write_fmt(
            &mut io::stderr(),
            format_args!("{}\n", localized(&report, language)),
        );
    }
}

fn every(period: Duration) -> Interval {
    let mut every = interval(period);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    every
}

/// The next article that the broker sends, if it was asked.
async fn next(pull: &mut Option<Pull>) -> Option<Result<jetstream::Message, async_nats::Error>> {
    match pull {
        Some(pull) => pull.next().await,
        None => future::pending().await,
    }
}
