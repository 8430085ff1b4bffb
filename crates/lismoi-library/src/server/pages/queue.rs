//! What waits: tried again, or removed.

use std::sync::Arc;

use anyhow::Context;
use axum::extract::{Path, State};
use axum::response::Response;
use tokio::task::spawn_blocking;

use super::after;
use crate::queue::{Queue, QueueError};
use crate::server::site::Site;

/// Lets an article that has failed wait again.
pub(in crate::server) async fn retry(site: State<Arc<Site>>, id: Path<String>) -> Response {
    change(site, id, Queue::retry).await
}

/// Removes an article. One that is being made is made nevertheless.
pub(in crate::server) async fn remove(site: State<Arc<Site>>, id: Path<String>) -> Response {
    change(site, id, Queue::remove).await
}

async fn change(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    change: fn(&Queue, &str) -> anyhow::Result<()>,
) -> Response {
    let queue = site.queue.clone();
    let done = spawn_blocking(move || change(&queue, &id)).await;
    site.changed();
    match done.context("a thread was lost").flatten() {
        // It was made, or removed on another device.
        Err(error) if error.is::<QueueError>() => after(Ok(()), "/"),
        done => after(done, "/"),
    }
}
