//! What a worker counts, for Prometheus.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use prometheus_client::encoding::text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::answer::Answer;

/// A label and its value.
type Labels = Vec<(&'static str, &'static str)>;

/// The counts.
pub(super) struct Metrics {
    registry: Registry,
    articles: Family<Labels, Counter>,
    sound: Counter<f64, AtomicU64>,
    deliveries: Family<Labels, Counter>,
    retries: Counter,
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
            registry: Registry::with_prefix("lismoi"),
            articles: Family::default(),
            sound: Counter::default(),
            deliveries: Family::default(),
            retries: Counter::default(),
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
        let registry = &mut self.registry;
        let help = "Sound that was made";
        registry.register_with_unit("sound", help, Unit::Seconds, self.sound.clone());
        let help = "Times that the store or the broker did not answer";
        registry.register("retries", help, self.retries.clone());
        for (name, help, family) in [
            (
                "articles",
                "Articles, by what became of them",
                &self.articles,
            ),
            (
                "deliveries",
                "Articles taken from the queue, by whether another worker had them before",
                &self.deliveries,
            ),
        ] {
            registry.register(name, help, family.clone());
        }
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

    /// Counts an answer.
    pub(super) fn count_answer(&self, answer: &Answer) {
        let result = match answer {
            Answer::Made { made, new, .. } => {
                if *new {
                    self.sound.inc_by(made.seconds);
                }
                if *new { "new" } else { "there" }
            }
            Answer::Failed { .. } => "dead",
        };
        self.articles.get_or_create(&vec![("result", result)]).inc();
    }

    /// Counts an article that was taken.
    pub(super) fn count_delivery(&self, is_redelivered: bool) {
        let redelivered = if is_redelivered { "true" } else { "false" };
        self.deliveries
            .get_or_create(&vec![("redelivered", redelivered)])
            .inc();
    }

    /// Counts a store or a broker that did not answer.
    pub(super) fn count_retry(&self) {
        self.retries.inc();
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

    /// All counts, as OpenMetrics text.
    pub(super) fn text(&self) -> String {
        let mut written = String::new();
        // A string takes everything.
        let _ = text::encode(&mut written, &self.registry);
        written
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
