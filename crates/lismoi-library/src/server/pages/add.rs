//! Adds articles: an address or a text that was pasted, files that were dropped.

use std::sync::Arc;

use anyhow::{Context, Result};
use askama::Template;
use axum::extract::{Multipart, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tokio::task::spawn_blocking;

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
}

/// What another page gives: a bookmark, or the share menu of a phone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::server) struct Shared {
    url: String,
    text: String,
    title: String,
}

/// The form. What is shared is put into it, and added when the reader says so: a page from
/// elsewhere can open this one.
pub(in crate::server) async fn form(Query(shared): Query<Shared>, headers: HeaderMap) -> Response {
    let Shared { url, text, title } = shared;
    // Phones put the address into the text.
    let given = [url, text, title]
        .into_iter()
        .find(|text| !text.trim().is_empty());
    let given = given.unwrap_or_default();
    let words = given.split_whitespace();
    let address = words
        .rev()
        .find(|word| word.starts_with("https://") || word.starts_with("http://"));
    page(&AddPage {
        t: Language::of(&headers),
        tab: "add",
        given: address.map(str::to_owned).unwrap_or(given),
        error: String::new(),
    })
}

/// Adds what the form holds.
pub(in crate::server) async fn add(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let t = Language::of(&headers);
    let refused = |status: StatusCode, error: String| {
        let form = AddPage {
            t,
            tab: "add",
            given: String::new(),
            error,
        };
        (status, page(&form)).into_response()
    };
    let articles = match uploads::articles(form).await {
        Ok(articles) => articles,
        Err(_) => {
            return refused(
                StatusCode::PAYLOAD_TOO_LARGE,
                t.text("add-unreadable").to_owned(),
            );
        }
    };
    if articles.is_empty() {
        return refused(StatusCode::BAD_REQUEST, t.text("add-nothing").to_owned());
    }
    match put(&site, articles).await {
        Ok(()) => Redirect::to("/").into_response(),
        Err(error) => match error.downcast_ref() {
            Some(QueueError::Full) => {
                let text = t.with("add-full", crate::queue::MOST);
                refused(StatusCode::SERVICE_UNAVAILABLE, text)
            }
            _ => refused(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")),
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
