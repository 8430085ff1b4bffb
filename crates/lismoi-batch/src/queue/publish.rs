//! Messages on their way to the broker: sent again until it says that it has them.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use async_nats::jetstream::context::{Context, PublishAckFuture};
use async_nats::jetstream::message::PublishMessage;
use tokio::time::sleep;

/// How long a message is sent again where the broker does not answer.
const LONGEST_OUTAGE: Duration = Duration::from_secs(180);

/// The pause before the second try; it doubles, up to the longest one.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// A message that was sent, and that the broker may not have yet.
pub(super) struct Sent {
    jetstream: Context,
    subject: String,
    message: PublishMessage,
    first: Option<PublishAckFuture>,
}

/// Sends a message.
pub(super) async fn send(jetstream: &Context, subject: &str, message: PublishMessage) -> Sent {
    let first = jetstream
        .send_publish(subject.to_owned(), message.clone())
        .await;
    Sent {
        jetstream: jetstream.clone(),
        subject: subject.to_owned(),
        message,
        first: first.ok(),
    }
}

impl Sent {
    /// Waits until the broker has it. Returns whether it is new there: a message that is sent
    /// again has the same identity, so it is there once.
    ///
    /// # Errors
    /// The broker refuses it, or does not answer for three minutes.
    pub(super) async fn kept(mut self) -> Result<bool> {
        let start = Instant::now();
        let mut pause = FIRST_PAUSE;
        let mut tries = 0;
        loop {
            let sent = match self.first.take() {
                Some(sent) => Ok(sent),
                None => {
                    tries += 1;
                    let message = self.message.clone();
                    self.jetstream
                        .send_publish(self.subject.clone(), message)
                        .await
                }
            };
            let error = match sent {
                Ok(sent) => match sent.await {
                    // One that was sent before may be its own duplicate.
                    Ok(ack) => return Ok(!ack.duplicate || tries > 0),
                    Err(error) => error,
                },
                Err(error) => error,
            };
            if start.elapsed() > LONGEST_OUTAGE {
                bail!("the broker does not take an article: {error}");
            }
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}
