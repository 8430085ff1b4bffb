//! What a worker tells of itself at the address that `--metrics` names.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use async_nats::Client;
use async_nats::connection::State;
use tokio::net::TcpListener;

use super::metrics::Metrics;
use crate::watch::{self, Watched};

/// A worker that did not come by for so many seconds hangs.
const HANGS: u64 = 120;

/// A worker.
struct Watch {
    metrics: Arc<Metrics>,
    client: Client,
}

impl Watched for Watch {
    fn counts(&self) -> String {
        self.metrics.counts.text()
    }

    async fn health(&self) -> Result<(), String> {
        let unseen = self.metrics.unseen_seconds();
        match self.client.connection_state() {
            State::Connected if unseen < HANGS => Ok(()),
            State::Connected => Err(format!("the worker has not come by for {unseen} s")),
            _ => Err("no connection to the broker".to_owned()),
        }
    }
}

/// Serves it at an address, until the runtime ends.
///
/// # Errors
/// The address is not free.
pub(super) async fn serve(
    address: SocketAddr,
    metrics: Arc<Metrics>,
    client: Client,
) -> Result<()> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("could not listen at '{address}'"))?;
    let routes = watch::routes(Arc::new(Watch { metrics, client }));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(())
}
