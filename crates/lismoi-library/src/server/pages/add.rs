//! Adds articles: an address or a text that was pasted, files that were dropped.

use std::sync::Arc;

use anyhow::{Context, Result};
use askama::Template;
use axum::extract::{Multipart, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::task::spawn_blocking;

use super::share::Shared;
use super::subscribe::base;
use super::{Language, page};
use crate::queue::QueueError;
use crate::queue::item::New;
use crate::server::site::Site;
use crate::server::uploads;

#[derive(Template)]
#[template(path = "add.html")]
struct AddPage {
    t: Language,
    tab: &'static str,
    /// What stands in the form.
    given: String,
    error: String,
    /// A bookmark that adds the page that is looked at.
    bookmark: String,
}

/// The form. What is shared is put into it, and added when the reader says so: a page from
/// elsewhere can open this one.
pub(in crate::server) async fn form(Query(shared): Query<Shared>, headers: HeaderMap) -> Response {
    page_with(&headers, shared.given(), String::new())
}

/// The form with a text in it, and an error above it.
pub(super) fn page_with(headers: &HeaderMap, given: String, error: String) -> Response {
    let base = base(headers);
    page(&AddPage {
        t: Language::of(headers),
        bookmark: format!("javascript:location='{base}/add?url='+encodeURIComponent(location)"),
        tab: "add",
        given,
        error,
    })
}

/// Adds what the form holds.
pub(in crate::server) async fn add(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    match uploads::articles(form).await {
        Ok(articles) => put_all(&site, &headers, articles).await,
        Err(_) => {
            let error = Language::of(&headers).text("add-unreadable");
            refused(&headers, StatusCode::PAYLOAD_TOO_LARGE, error)
        }
    }
}

fn refused(headers: &HeaderMap, status: StatusCode, error: impl Into<String>) -> Response {
    (status, page_with(headers, String::new(), error.into())).into_response()
}

/// Puts articles into the queue, and shows it.
pub(super) async fn put_all(site: &Arc<Site>, headers: &HeaderMap, articles: Vec<New>) -> Response {
    let t = Language::of(headers);
    if articles.is_empty() {
        return refused(headers, StatusCode::BAD_REQUEST, t.text("add-nothing"));
    }
    match put(site, articles).await {
        Ok(()) => Redirect::to("/").into_response(),
        Err(error) => match error.downcast_ref() {
            Some(QueueError::Full) => {
                let text = t.with("add-full", crate::queue::MOST);
                refused(headers, StatusCode::SERVICE_UNAVAILABLE, text)
            }
            _ => refused(
                headers,
                StatusCode::INTERNAL_SERVER_ERROR,
                format!("{error:#}"),
            ),
        },
    }
}

async fn put(site: &Arc<Site>, articles: Vec<New>) -> Result<()> {
    let queue = site.queue.clone();
    let put = move || {
        articles
            .into_iter()
            .try_for_each(|article| queue.add(article, Vec::new()).map(drop))
    };
    let done = spawn_blocking(put).await.context("a thread was lost")?;
    // Some may be there, whatever came after.
    site.changed();
    done
}
