//! `subscriptions`: the one to our own feed, for an app that knows its secret.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use quick_xml::escape::escape;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::clock::now;
use crate::server::guard::password;
use crate::server::pages::subscribe::base;
use crate::server::site::Site;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::server) struct Asked {
    /// The moment of the answer before, in seconds since 1970.
    since: String,
}

/// A number, or 0: apps send nothing, or -1, before their first answer.
pub(super) fn number(text: &str) -> u64 {
    text.parse().unwrap_or_default()
}

/// The address of the feed for an app. One that has said the token has no secret, and gets an
/// address that says nothing, which apps need to find an episode.
pub(super) fn feed(site: &Site, headers: &HeaderMap) -> String {
    let secret = password::subscriber(site, headers).unwrap_or_else(|| "-".to_owned());
    format!("{}/f/{secret}/feed.xml", base(headers))
}

fn subscribed(site: &Site, headers: &HeaderMap) -> Option<String> {
    let has_secret = password::subscriber(site, headers).is_some();
    has_secret.then(|| feed(site, headers))
}

/// Answers with what an app is to subscribe to: our feed, the first time.
pub(in crate::server) async fn changes(
    State(site): State<Arc<Site>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Json<Value> {
    let is_first = number(&asked.since) == 0;
    let add = subscribed(&site, &headers).filter(|_| is_first);
    let add: Vec<String> = add.into_iter().collect();
    Json(json!({"add": add, "remove": [], "timestamp": now()}))
}

/// Accepts what an app has subscribed to, or does not want any more.
pub(in crate::server) async fn change(body: Bytes) -> Response {
    #[derive(Deserialize)]
    struct Changes {
        #[serde(default)]
        add: Vec<String>,
        #[serde(default)]
        remove: Vec<String>,
    }
    match serde_json::from_slice::<Changes>(&body) {
        // What is both is a mistake of the app, says the API.
        Ok(changes) if changes.add.iter().any(|feed| changes.remove.contains(feed)) => {
            StatusCode::BAD_REQUEST.into_response()
        }
        Ok(_) => Json(json!({"timestamp": now(), "update_urls": []})).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Answers with all subscriptions, in the format of the ending.
pub(in crate::server) async fn all(
    State(site): State<Arc<Site>>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    let feeds: Vec<String> = subscribed(&site, &headers).into_iter().collect();
    let (media_type, body) = match path.rsplit_once('.') {
        Some((_, "json")) => ("application/json", json!(feeds).to_string()),
        Some((_, "txt")) => ("text/plain; charset=utf-8", feeds.join("\n")),
        Some((_, "opml")) => ("text/x-opml; charset=utf-8", opml(&feeds)),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, media_type)], body).into_response()
}

/// Accepts a list of subscriptions.
pub(in crate::server) async fn replace() -> StatusCode {
    StatusCode::OK
}

fn opml(feeds: &[String]) -> String {
    let outlines = feeds.iter().map(|feed| {
        let feed = escape(feed);
        format!("<outline type=\"rss\" text=\"lismoi\" xmlUrl=\"{feed}\"/>")
    });
    let outlines: String = outlines.collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"><head><title>lismoi</title></head><body>{outlines}</body></opml>\n"
    )
}
