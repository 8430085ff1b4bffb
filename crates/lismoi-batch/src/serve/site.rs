//! All that a request needs: the articles, who waits for them, and where they are kept.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use lismoi_audio::encode::Format;
use prometheus_client::metrics::gauge::Gauge;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::captions::Captions;
use super::corpus::Corpus;
use super::demand::Demand;
use super::key::Key;
use crate::make::object_name;
use crate::store::Store;
use crate::watch::Watched;
use crate::watch::counts::Counts;

/// How long the store may take to say how it is.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is served.
pub(super) struct Site {
    pub(super) store: Arc<dyn Store>,
    pub(super) corpus: Corpus,
    pub(super) demand: Demand,
    pub(super) captions: Captions,
    /// The formats that are made. An id leads to the first of them.
    pub(super) formats: Vec<Format>,
    pub(super) counts: Counts,
    pub(super) gauges: Gauges,
}

/// What is counted when it is asked for.
#[derive(Default)]
pub(super) struct Gauges {
    waiting: Gauge,
    pending: Gauge,
    in_flight: Gauge,
}

impl Gauges {
    /// All at zero, among other counts.
    pub(super) fn registered(counts: &mut Counts) -> Gauges {
        let gauges = Gauges::default();
        let registry = &mut counts.registry;
        let help = "Requests that wait for an article";
        registry.register("requests_waiting", help, gauges.waiting.clone());
        let help = "Articles that wait for a job";
        registry.register("queue_pending", help, gauges.pending.clone());
        let help = "Articles that are being made";
        registry.register("in_flight", help, gauges.in_flight.clone());
        gauges
    }
}

impl Site {
    /// Asks the store, on a thread that may wait.
    ///
    /// # Errors
    /// It does not answer.
    pub(super) async fn ask<T: Send + 'static>(
        self: &Arc<Site>,
        question: impl FnOnce(&Site) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let site = self.clone();
        let asked = spawn_blocking(move || question(&site));
        asked.await.context("a thread was lost").flatten()
    }

    /// The name of the object that an article has first.
    pub(super) fn address(&self, key: Key) -> Option<String> {
        let format = self.formats.first()?;
        Some(format!("/{}", object_name(&key.text(), *format)))
    }
}

impl Watched for Site {
    fn counts(&self) -> String {
        let counted = self.demand.counts();
        for (gauge, count) in [
            (&self.gauges.waiting, counted.waiting),
            (&self.gauges.pending, counted.pending),
            (&self.gauges.in_flight, counted.begun),
        ] {
            gauge.set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        self.counts.text()
    }

    async fn health(&self) -> Result<(), String> {
        let store = self.store.clone();
        // Any name does: what counts is that there is an answer.
        let asked = spawn_blocking(move || store.length("o/00/healthz"));
        match timeout(PATIENCE, asked).await {
            Ok(Ok(Ok(_))) => Ok(()),
            Ok(Ok(Err(error))) => Err(format!("{error:#}")),
            Ok(Err(_)) | Err(_) => Err("the store does not answer".to_owned()),
        }
    }
}
