//! `/metrics` and `/healthz`, for Prometheus and Kubernetes.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use async_nats::Client;
use async_nats::connection::State;
use axum::extract;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;

use super::metrics::Metrics;

/// A worker that did not come by for so many seconds hangs.
const HANGS: u64 = 120;

/// The type of OpenMetrics text.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Shared = extract::State<(Arc<Metrics>, Client)>;

/// Serves both at an address, until the runtime ends.
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
    let routes = axum::Router::new()
        .route("/metrics", get(counts))
        .route("/healthz", get(health))
        .with_state((metrics, client));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(())
}

async fn counts(extract::State((metrics, _)): Shared) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, OPEN_METRICS)], metrics.text())
}

async fn health(extract::State((metrics, client)): Shared) -> impl IntoResponse {
    let unseen = metrics.unseen_seconds();
    match client.connection_state() {
        State::Connected if unseen < HANGS => (StatusCode::OK, "ok\n".to_owned()),
        State::Connected => {
            let reason = format!("the worker has not come by for {unseen} s\n");
            (StatusCode::SERVICE_UNAVAILABLE, reason)
        }
        _ => (
            StatusCode::SERVICE_UNAVAILABLE,
            "no connection to the broker\n".to_owned(),
        ),
    }
}
