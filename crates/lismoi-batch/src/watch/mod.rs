//! `/metrics` and `/healthz`, for Prometheus and Kubernetes, of a program that goes on until a
//! signal comes: a worker of a queue, or a server.

use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;

pub(crate) mod counts;

/// A program that is watched.
pub(crate) trait Watched: Send + Sync + 'static {
    /// Its counts, as OpenMetrics text.
    fn counts(&self) -> String;

    /// Whether it can do its work.
    ///
    /// # Errors
    /// It cannot, with the reason.
    fn health(&self) -> impl Future<Output = Result<(), String>> + Send;
}

/// The type of OpenMetrics text.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Both addresses.
pub(crate) fn routes<W: Watched>(watched: Arc<W>) -> Router {
    Router::new()
        .route("/metrics", get(counts::<W>))
        .route("/healthz", get(health::<W>))
        .with_state(watched)
}

async fn counts<W: Watched>(State(watched): State<Arc<W>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, OPEN_METRICS)], watched.counts())
}

async fn health<W: Watched>(State(watched): State<Arc<W>>) -> impl IntoResponse {
    match watched.health().await {
        Ok(()) => (StatusCode::OK, "ok\n".to_owned()),
        Err(reason) => (StatusCode::SERVICE_UNAVAILABLE, format!("{reason}\n")),
    }
}
