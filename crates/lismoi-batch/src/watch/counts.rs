//! What every program counts that makes articles, for Prometheus.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::{Registry, Unit};

use crate::answer::Answer;

/// A label and its value.
pub(crate) type Labels = Vec<(&'static str, &'static str)>;

/// The counts.
pub(crate) struct Counts {
    /// All counts, with those that a program has of its own.
    pub(crate) registry: Registry,
    articles: Family<Labels, Counter>,
    sound: Counter<f64, AtomicU64>,
    retries: Counter,
}

impl Counts {
    /// All at zero.
    pub(crate) fn new() -> Counts {
        let mut registry = Registry::with_prefix("lismoi");
        let articles = Family::<Labels, Counter>::default();
        let (sound, retries) = (Counter::default(), Counter::default());
        let help = "Sound that was made";
        registry.register_with_unit("sound", help, Unit::Seconds, sound.clone());
        let help = "Times that the store or the broker did not answer";
        registry.register("retries", help, retries.clone());
        let help = "Articles, by what became of them";
        registry.register("articles", help, articles.clone());
        Counts {
            registry,
            articles,
            sound,
            retries,
        }
    }

    /// Counts an answer. `failed` is the word for an article that cannot be made.
    pub(crate) fn count_answer(&self, answer: &Answer, failed: &'static str) {
        let result = match answer {
            Answer::Made { made, new, .. } => {
                if *new {
                    self.sound.inc_by(made.seconds);
                }
                if *new { "new" } else { "there" }
            }
            Answer::Failed { .. } => failed,
        };
        self.articles.get_or_create(&vec![("result", result)]).inc();
    }

    /// Counts a store or a broker that did not answer.
    pub(crate) fn count_retry(&self) {
        self.retries.inc();
    }

    /// All counts, as OpenMetrics text.
    pub(crate) fn text(&self) -> String {
        let mut written = String::new();
        // A string takes everything.
        let _ = text::encode(&mut written, &self.registry);
        written
    }
}
