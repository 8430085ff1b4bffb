//! `episodes/USER.json`: what apps have played, and what the journal says.

use std::sync::Arc;

use anyhow::Context;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use super::subscriptions::{feed, number};
use super::{actions, heard};
use crate::catalogue::{Article, Library};
use crate::clock::now;
use crate::feed::dates;
use crate::server::feed::address_of_mp3;
use crate::server::pages::failed;
use crate::server::site::Site;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::server) struct Asked {
    /// The moment of the answer before, in seconds since 1970.
    since: String,
    /// The address of a feed.
    podcast: String,
}

/// Notes what was played. What is not ours is accepted, and not kept.
pub(in crate::server) async fn upload(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    let Some(actions) = actions::read(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    let noted = spawn_blocking(move || {
        let events = heard::events(&library, &actions)?;
        let is_any = !events.is_empty();
        if is_any {
            library.journal.add(events)?;
        }
        anyhow::Ok(is_any)
    });
    match noted.await.context("a thread was lost").flatten() {
        Ok(is_any) => {
            if is_any {
                site.changed();
            }
            Json(json!({"timestamp": now(), "update_urls": []})).into_response()
        }
        Err(error) => failed(&error),
    }
}

/// Answers with what was heard since a moment, and how far.
pub(in crate::server) async fn download(
    State(site): State<Arc<Site>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    let feed = feed(&site, &headers);
    // Before it is read: what is noted meanwhile is told the next time.
    let timestamp = now();
    let since = number(&asked.since);
    let told = spawn_blocking(move || {
        let is_ours = asked.podcast.is_empty() || asked.podcast == feed;
        let articles = library.articles.iter().filter(|_| is_ours);
        let actions = articles.filter_map(|article| told(&site, &library, article, since, &feed));
        actions.collect::<Vec<Value>>()
    });
    match told.await {
        Ok(actions) => Json(json!({"actions": actions, "timestamp": timestamp})).into_response(),
        Err(error) => failed(&error.into()),
    }
}

/// An article as an action; `None` where nothing was noted since.
fn told(
    site: &Site,
    library: &Library,
    article: &Article,
    since: u64,
    feed: &str,
) -> Option<Value> {
    let state = &article.state;
    let at = state.heard.or(state.stopped.map(|(at, _)| at))?;
    // In the same second, something may have come after the answer before.
    (at >= since).then_some(())?;
    let total = article.seconds.ceil() as u64;
    let position = match article.is_heard() {
        true => total,
        false => (article.seconds - article.left) as u64,
    };
    Some(json!({
        "podcast": feed,
        "episode": address_of_mp3(site, library, article, feed)?,
        "guid": article.id,
        "action": "play",
        "timestamp": dates::rfc_3339(at).trim_end_matches('Z'),
        "started": 0,
        "position": position,
        "total": total,
    }))
}
