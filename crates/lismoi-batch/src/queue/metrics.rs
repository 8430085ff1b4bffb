//! What a worker counts, for Prometheus.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;

use crate::watch::counts::{Counts, Labels};

/// The counts.
pub(super) struct Metrics {
    /// What is counted of articles.
    pub(super) counts: Counts,
    deliveries: Family<Labels, Counter>,
    /// Articles that this worker holds.
    pub(super) in_flight: Gauge,
    /// Articles that wait in the queue.
    pub(super) pending: Gauge,
    /// Articles that all workers hold.
    pub(super) ack_pending: Gauge,
    started: Instant,
    /// When the worker last came by, in milliseconds from its start.
    seen: AtomicU64,
}

impl Metrics {
    /// All at zero.
    pub(super) fn new() -> Metrics {
        let mut metrics = Metrics {
            counts: Counts::new(),
            deliveries: Family::default(),
            in_flight: Gauge::default(),
            pending: Gauge::default(),
            ack_pending: Gauge::default(),
            started: Instant::now(),
            seen: AtomicU64::new(0),
        };
        metrics.register();
        metrics
    }

    fn register(&mut self) {
        let registry = &mut self.counts.registry;
        let help = "Articles taken from the queue, by whether another worker had them before";
        registry.register("deliveries", help, self.deliveries.clone());
        for (name, help, gauge) in [
            (
                "in_flight",
                "Articles that this worker holds",
                &self.in_flight,
            ),
            (
                "queue_pending",
                "Articles that wait in the queue",
                &self.pending,
            ),
            (
                "queue_ack_pending",
                "Articles that all workers hold",
                &self.ack_pending,
            ),
        ] {
            registry.register(name, help, gauge.clone());
        }
    }

    /// Counts an article that was taken.
    pub(super) fn count_delivery(&self, is_redelivered: bool) {
        let redelivered = if is_redelivered { "true" } else { "false" };
        self.deliveries
            .get_or_create(&vec![("redelivered", redelivered)])
            .inc();
    }

    /// The worker came by.
    pub(super) fn see(&self) {
        let passed = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.seen.store(passed, Ordering::Relaxed);
    }

    /// How many seconds ago it came by.
    pub(super) fn unseen_seconds(&self) -> u64 {
        let passed = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        passed.saturating_sub(self.seen.load(Ordering::Relaxed)) / 1_000
    }
}

/// A name that no other worker has: the host, the process, and the second of its start.
pub(super) fn worker_name() -> String {
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    let host: String = host.chars().filter(is_plain).take(60).collect();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let second = now.map_or(0, |now| now.as_secs());
    format!("{second}-{host}-{}", std::process::id())
}
