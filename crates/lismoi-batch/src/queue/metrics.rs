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
    troubles: Counter,
    /// Articles that are held.
    pub(super) held: Gauge,
    /// Articles that wait in the queue.
    pub(super) waiting: Gauge,
    /// Articles that any worker holds.
    pub(super) pending: Gauge,
    started: Instant,
    /// When the worker last came by, in milliseconds from its start.
    seen: AtomicU64,
}

impl Metrics {
    /// All at zero.
    pub(super) fn new() -> Metrics {
        let mut registry = Registry::with_prefix("lismoi");
        let metrics = Metrics {
            articles: Family::default(),
            sound: Counter::default(),
            deliveries: Family::default(),
            troubles: Counter::default(),
            held: Gauge::default(),
            waiting: Gauge::default(),
            pending: Gauge::default(),
            started: Instant::now(),
            seen: AtomicU64::new(0),
            registry: Registry::default(),
        };
        registry.register(
            "articles",
            "Articles, by what became of them",
            metrics.articles.clone(),
        );
        registry.register_with_unit(
            "sound",
            "Sound that was made",
            Unit::Seconds,
            metrics.sound.clone(),
        );
        registry.register(
            "deliveries",
            "Articles taken from the queue, by whether another worker had them before",
            metrics.deliveries.clone(),
        );
        registry.register(
            "troubles",
            "Times that the store or the broker did not answer",
            metrics.troubles.clone(),
        );
        registry.register(
            "held",
            "Articles that this worker holds",
            metrics.held.clone(),
        );
        registry.register(
            "queue_waiting",
            "Articles that wait in the queue",
            metrics.waiting.clone(),
        );
        registry.register(
            "queue_pending",
            "Articles that all workers hold",
            metrics.pending.clone(),
        );
        Metrics {
            registry,
            ..metrics
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
    pub(super) fn count_delivery(&self, is_again: bool) {
        let again = if is_again { "true" } else { "false" };
        self.deliveries.get_or_create(&vec![("again", again)]).inc();
    }

    /// Counts a store or a broker that did not answer.
    pub(super) fn count_trouble(&self) {
        self.troubles.inc();
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
