//! Dead letters: what cannot be made, with the reason.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result};
use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, pull};
use async_nats::jetstream::message::PublishMessage;
use futures_util::StreamExt;
use lismoi_speech::hash::hex;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Queue, given_up_subject, message, publish, runtime};
use crate::answer::{Answer, Kind};
use crate::{cli, record};

/// How many of the broker's own messages are taken at a time.
const AT_A_TIME: usize = 64;

/// How long the broker may take to say that there are no more.
const END: Duration = Duration::from_secs(2);

/// A dead letter, a line of JSON: the answer, and the line that it answers.
#[derive(Serialize)]
struct Letter<'a> {
    #[serde(flatten)]
    answer: &'a Answer,
    /// The line, to be enqueued again when the reason is gone; `null` if it is no JSON.
    article: Value,
}

/// Adds an article to the dead letters.
///
/// # Errors
/// The broker does not take it.
pub(super) async fn add(queue: &Queue, identity: &str, answer: &Answer, line: &[u8]) -> Result<()> {
    let letter = Letter {
        answer,
        article: serde_json::from_slice(line).unwrap_or_default(),
    };
    let message = PublishMessage::build()
        .payload(serde_json::to_vec(&letter)?.into())
        .message_id(identity);
    let sent = publish::send(&queue.jetstream, &queue.dead_subject(), message).await;
    sent.kept().await?;
    Ok(())
}

/// The identity of the letter on an answer: the same line that fails again is the same letter.
///
/// # Errors
/// The answer is no JSON.
pub(super) fn identity(answer: &Answer) -> Result<String> {
    Ok(hex(&Sha256::digest(serde_json::to_vec(answer)?)))
}

/// What the broker says of a message that it delivers no more.
#[derive(Deserialize)]
struct GivenUp {
    stream_seq: u64,
    deliveries: u64,
}

/// Turns what the broker gave up into dead letters, and takes it off the queue. Returns how many.
///
/// # Errors
/// The broker does not answer.
pub(super) async fn collect(queue: &Queue) -> Result<usize> {
    let config = pull::Config {
        durable_name: Some("given-up".to_owned()),
        filter_subject: given_up_subject(&queue.name),
        ack_policy: AckPolicy::Explicit,
        ..pull::Config::default()
    };
    let consumer = queue.dead.get_or_create_consumer("given-up", config).await;
    let consumer = consumer?;
    let mut messages = consumer.fetch().max_messages(AT_A_TIME).messages().await?;
    let mut count = 0;
    while let Some(advisory) = messages.next().await {
        let advisory = advisory.map_err(anyhow::Error::from_boxed)?;
        if let Ok(given_up) = serde_json::from_slice::<GivenUp>(&advisory.payload) {
            count += usize::from(collect_one(queue, &given_up).await?);
        }
        advisory.ack().await.map_err(anyhow::Error::from_boxed)?;
    }
    Ok(count)
}

async fn collect_one(queue: &Queue, given_up: &GivenUp) -> Result<bool> {
    // Gone: a worker acknowledged it after all, or another one collects too.
    let Ok(lost) = queue.articles.get_raw_message(given_up.stream_seq).await else {
        return Ok(false);
    };
    let item = message::item(Some(&lost.headers), &lost.payload);
    let answer = Answer::Failed {
        id: record::id(&lost.payload),
        place: item.place(),
        error: format!("no worker finished it in {} tries", given_up.deliveries),
        kind: Kind::Worker,
    };
    add(queue, &identity(&answer)?, &answer, &lost.payload).await?;
    queue.articles.delete_message(given_up.stream_seq).await?;
    Ok(true)
}

/// Prints the dead letters of a queue, the oldest first.
///
/// # Errors
/// The broker does not answer, or standard output is closed.
pub fn run(typed: &cli::DeadLetters) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    runtime()?.block_on(async {
        let queue = Queue::open(&typed.broker.broker, &typed.broker.queue).await?;
        collect(&queue).await?;
        let config = pull::Config {
            filter_subject: queue.dead_subject(),
            deliver_policy: DeliverPolicy::All,
            ack_policy: AckPolicy::None,
            inactive_threshold: Duration::from_secs(60),
            ..pull::Config::default()
        };
        let consumer = queue.dead.create_consumer(config).await?;
        loop {
            let fetch = consumer.fetch().max_messages(AT_A_TIME).expires(END);
            let mut messages = fetch.messages().await?;
            let mut count = 0;
            while let Some(letter) = messages.next().await {
                let letter = letter.map_err(anyhow::Error::from_boxed)?;
                out.write_all(&letter.payload)
                    .and_then(|()| out.write_all(b"\n"))
                    .context("could not write an answer")?;
                count += 1;
            }
            if count == 0 {
                return Ok(ExitCode::SUCCESS);
            }
        }
    })
}
