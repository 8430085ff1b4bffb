//! What is noted of an article: heard, not heard, stopped at a place, removed, brought back.

use std::sync::Arc;

use anyhow::{Context, Result};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use lismoi_book::manifest::read;
use lismoi_files::own::Folder;
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::article::place;
use super::{after, failed};
use crate::catalogue::{Article, Library};
use crate::journal::event::Event;
use crate::removal::{self, RestoreError};
use crate::server::site::Site;

/// The share of an article after which it was heard: what follows is the end of the credits.
pub(in crate::server) const HEARD: f64 = 0.95;

/// A position that a player sends.
#[derive(Deserialize)]
pub(in crate::server) struct Position {
    /// From the start of the article.
    milliseconds: u64,
    /// When it was heard, in seconds since 1970, where that was without this server; what was
    /// noted later counts more.
    at: Option<u64>,
}

/// Marks an article as heard.
pub(in crate::server) async fn heard(site: State<Arc<Site>>, id: Path<String>) -> Response {
    note(site, id, Event::Heard).await
}

/// Marks an article as not heard.
pub(in crate::server) async fn unheard(site: State<Arc<Site>>, id: Path<String>) -> Response {
    note(site, id, Event::Unheard).await
}

async fn note(State(site): State<Arc<Site>>, Path(id): Path<String>, event: Event) -> Response {
    let noted = change(&site, &id, move |library, article| {
        library.journal.add([(article.id.clone(), event)])
    });
    match noted.await {
        Some(done) => after(done, "/"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Notes where an article was stopped, or that it was heard.
pub(in crate::server) async fn position(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    Form(position): Form<Position>,
) -> Response {
    let noted = change(&site, &id, move |library, article| {
        if position.at.is_some_and(|at| at <= noted_at(article)) {
            return Ok(());
        }
        let folder = Folder::open(&library.folder.join(&article.folder))?;
        let summary = read::summary(&folder)?.context("it holds no finished audiobook")?;
        let (place, share) = place(&summary, position.milliseconds);
        let event = match share >= HEARD {
            true if article.is_heard() => return Ok(()),
            true => Event::Heard,
            false => Event::Stopped(place),
        };
        library.journal.add([(article.id.clone(), event)])
    });
    match noted.await {
        Some(Ok(())) => StatusCode::NO_CONTENT.into_response(),
        Some(Err(error)) => failed(&error),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// When it was noted last how far an article was heard, in seconds since 1970; 0 for never.
pub(super) fn noted_at(article: &Article) -> u64 {
    let stopped = article.state.stopped.map(|(at, _)| at);
    stopped.max(article.state.heard).unwrap_or_default()
}

/// Removes an article, for 30 days.
pub(in crate::server) async fn remove(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
) -> Response {
    let done = change(&site, &id, |library, article| {
        removal::remove(library, article).map(drop)
    })
    .await;
    site.shelf.is_stale();
    match done {
        Some(done) => after(done, "/?removed=1"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Brings back the article that was removed last.
pub(in crate::server) async fn undo(State(site): State<Arc<Site>>) -> Response {
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    let undone = spawn_blocking(move || removal::undo(&library).map(drop)).await;
    site.shelf.is_stale();
    site.changed();
    let undone = undone.context("a thread was lost").flatten();
    match undone.as_ref().map_err(|error| error.is::<RestoreError>()) {
        // There is nothing to bring back, or no place for it: no fault of the server.
        Err(true) => {
            let text = undone.err().map(|error| format!("{error:#}\n"));
            (StatusCode::CONFLICT, text.unwrap_or_default()).into_response()
        }
        _ => after(undone, "/"),
    }
}

/// Changes an article of the library; `None` where there is none.
async fn change(
    site: &Site,
    id: &str,
    change: impl FnOnce(&Library, &Article) -> Result<()> + Send + 'static,
) -> Option<Result<()>> {
    let (article, library) = match site.shelf.article(id).await {
        Ok(found) => found?,
        Err(error) => return Some(Err(error)),
    };
    let done = spawn_blocking(move || change(&library, &article)).await;
    site.changed();
    Some(done.context("a thread was lost").flatten())
}
