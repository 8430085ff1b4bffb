//! A queue of articles in NATS JetStream, for an archive that goes on growing.
//!
//! ```text
//!  lines ──▶ enqueue ──▶ stream NAME, subject NAME.articles ──▶ work, on any machine ──▶ store
//!            skips what        a message goes when it is           │
//!            the store has     acknowledged                        ▼
//!                              stream NAME-dead, subject NAME.dead: what cannot be made, and why
//! ```
//!
//! The corpus is the truth, and the queue may be lost: whoever enqueues it again finds in the
//! store what is made. A message is acknowledged when its objects and its captions are in the
//! store, so a worker may die at any moment. The identity of a message is the article's key.

use std::time::Duration;

use anyhow::{Context as _, Result};
use async_nats::jetstream;
use async_nats::jetstream::consumer::{AckPolicy, PullConsumer, pull};
use async_nats::jetstream::context::Context;
use async_nats::jetstream::stream::{self, RetentionPolicy, Stream};
use async_nats::{Client, ConnectOptions};
use tokio::runtime::{Builder, Runtime};

pub mod dead_letters;
pub mod enqueue;
mod health;
mod held;
mod jobs;
mod message;
mod metrics;
mod parts;
mod publish;
pub mod work;
mod worker;

/// How often an article is given to a worker before it is dead: workers die of other things too.
const MAX_DELIVER: i64 = 4;

/// How long the broker knows the identity of a message, to drop it when it comes again.
const DUPLICATE_WINDOW: Duration = Duration::from_secs(3_600);

/// How many articles all workers together may hold: a thousand workers.
const MAX_ACK_PENDING: i64 = 128_000;

/// How long dead letters are kept.
const DEAD_FOR: Duration = Duration::from_secs(90 * 86_400);

/// How long an answer of the broker may take. It may be starting anew.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// A queue, and the connection to its broker.
#[derive(Clone)]
pub(crate) struct Queue {
    /// Its name: letters, digits, `-` and `_`.
    pub(crate) name: String,
    pub(crate) client: Client,
    pub(crate) jetstream: Context,
    pub(crate) articles: Stream,
    pub(crate) dead: Stream,
}

impl Queue {
    /// Connects to a broker, and makes the streams of the queue unless they are there.
    ///
    /// # Errors
    /// The broker does not answer, has no JetStream, or has other streams of these names.
    pub(crate) async fn open(address: &str, name: &str) -> Result<Queue> {
        // Fails where a provider is installed already, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = ConnectOptions::new()
            .name(concat!("lismoi-batch ", env!("CARGO_PKG_VERSION")))
            .max_reconnects(None)
            .request_timeout(Some(PATIENCE))
            .connect(address)
            .await
            .with_context(|| {
                format!(
                    "could not reach the broker at '{}'",
                    without_secret(address)
                )
            })?;
        let mut jetstream = jetstream::new(client.clone());
        jetstream.set_timeout(PATIENCE);
        let opened = async {
            let articles = jetstream
                .get_or_create_stream(articles_stream(name))
                .await?;
            let dead = jetstream.get_or_create_stream(dead_stream(name)).await?;
            anyhow::Ok((articles, dead))
        };
        let (articles, dead) = opened
            .await
            .with_context(|| format!("could not open the queue '{name}'"))?;
        Ok(Queue {
            name: name.to_owned(),
            client,
            jetstream,
            articles,
            dead,
        })
    }

    /// The subject of the articles.
    pub(crate) fn subject(&self) -> String {
        format!("{}.articles", self.name)
    }

    /// The subject of the dead letters.
    pub(crate) fn dead_subject(&self) -> String {
        dead_subject(&self.name)
    }

    /// What all workers take articles from. One that nobody speaks of for `ack_wait` is given to
    /// another worker.
    ///
    /// # Errors
    /// The broker does not answer.
    pub(crate) async fn workers(&self, ack_wait: Duration) -> Result<PullConsumer> {
        let config = pull::Config {
            durable_name: Some(WORKERS.to_owned()),
            ack_policy: AckPolicy::Explicit,
            ack_wait,
            max_deliver: MAX_DELIVER,
            max_ack_pending: MAX_ACK_PENDING,
            ..pull::Config::default()
        };
        let workers = self.articles.create_consumer(config).await;
        workers.with_context(|| format!("could not open the queue '{}'", self.name))
    }
}

/// The name of the consumer that all workers share.
const WORKERS: &str = "workers";

fn articles_stream(name: &str) -> stream::Config {
    stream::Config {
        name: name.to_owned(),
        subjects: vec![format!("{name}.articles")],
        retention: RetentionPolicy::WorkQueue,
        duplicate_window: DUPLICATE_WINDOW,
        ..stream::Config::default()
    }
}

fn dead_stream(name: &str) -> stream::Config {
    stream::Config {
        name: format!("{name}-dead"),
        subjects: vec![dead_subject(name), given_up_subject(name)],
        max_age: DEAD_FOR,
        duplicate_window: DUPLICATE_WINDOW,
        ..stream::Config::default()
    }
}

fn dead_subject(name: &str) -> String {
    format!("{name}.dead")
}

/// Where the broker itself says that a message was delivered often enough.
fn given_up_subject(name: &str) -> String {
    format!("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.{name}.{WORKERS}")
}

/// An address without the user and the password in it.
fn without_secret(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{host}"),
        (None, Some((_, host))) => host.to_owned(),
        (_, None) => address.to_owned(),
    }
}

/// The name of a queue.
///
/// # Errors
/// It has another character than letters without accents, digits, `-` and `_`.
pub(crate) fn name(typed: &str) -> Result<String, String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    match !typed.is_empty() && typed.len() <= 100 && typed.bytes().all(is_plain) {
        true => Ok(typed.to_owned()),
        false => Err("it has letters without accents, digits, '-' and '_'".to_owned()),
    }
}

/// What runs the connection: one thread beside those of the articles.
///
/// # Errors
/// The system gives no thread.
pub(crate) fn runtime() -> Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context("could not start a thread")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_repeated() {
        assert_eq!(
            without_secret("nats://me:secret@host:4222"),
            "nats://host:4222"
        );
        assert_eq!(without_secret("me:secret@host"), "host");
        assert_eq!(without_secret("nats://host"), "nats://host");
    }

    #[test]
    fn a_name_is_one_word_of_a_subject() {
        for typed in ["", "a.b", "a b", "a*", "a>", "é", "a/b"] {
            assert!(name(typed).is_err(), "{typed}");
        }
        assert_eq!(name("lismoi-2024_a").as_deref(), Ok("lismoi-2024_a"));
    }
}
