//! `work`: takes articles from a queue, and makes them until it is told to stop.

use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use crossbeam_channel::bounded;
use tokio::sync::mpsc;

use super::held::Held;
use super::jobs::Jobs;
use super::metrics::{Metrics, worker_name};
use super::parts::Parts;
use super::worker::Worker;
use super::{Queue, health, runtime};
use crate::captions::batch::{Batch, Known};
use crate::input::Input;
use crate::localization::{Language, message as localized};
use crate::run::Summary;
use crate::voices::Data;
use crate::{cli, program, store};

/// Works until a signal comes, or until the queue is empty where that was typed.
///
/// # Errors
/// The broker or the store cannot be reached, the voice does not start, or the store does not
/// answer for long. What was being made is finished.
pub fn run(typed: &cli::Work, language: Language) -> Result<ExitCode> {
    let stop = program::stop()?;
    let store = store::open(&typed.place.store)?;
    let known = Known::default();
    let name = format!("{}.{}", typed.batch, worker_name());
    let batch = Batch::open(&*store, &name, usize::MAX, &known)?;
    let maker = program::maker(&typed.making, &Input::Standard, &*store, &known)?;
    let data = Data::default();
    program::ensure_ready(&maker, &data)?;
    let runtime = runtime()?;
    let queue = runtime.block_on(Queue::open(&typed.broker.broker, &typed.broker.queue))?;
    let ack_wait = Duration::from_secs(typed.ack_wait.into());
    let consumer = runtime.block_on(queue.workers(ack_wait))?;
    let metrics = Arc::new(Metrics::new());
    if let Some(address) = typed.metrics {
        runtime.block_on(health::serve(
            address,
            metrics.clone(),
            queue.client.clone(),
        ))?;
    }
    let (events_in, events) = mpsc::unbounded_channel();
    let (ended_in, ended) = bounded::<()>(0);
    let (maker, known, data) = (&maker, &known, &data);
    let summary = thread::scope(|scope| {
        let count = program::jobs(typed.jobs);
        let jobs = Jobs::start(scope, count, maker, data, &ended, &events_in)?;
        let parts = Parts::start(scope, batch, known, events_in)?;
        let worker = Worker {
            queue: &queue,
            consumer,
            ack_wait,
            metrics: &metrics,
            jobs,
            parts,
            events,
            stop,
            ended: Some(ended_in),
            until_empty: typed.until_empty,
            held: Held::default(),
            failure: None,
            summary: Summary::default(),
        };
        runtime.block_on(worker.work(language))
    })?;
    let Summary {
        made, new, failed, ..
    } = summary;
    let report = format!("{made} articles are in the store ({new} new), {failed} cannot be made");
    eprintln!("{}", localized(&report, language));
    Ok(ExitCode::SUCCESS)
}
