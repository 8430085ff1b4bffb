//! The addresses: objects, captions, and ids that lead to objects.

use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::corpus::Found;
use super::demand::{Order, Outcome, Wish};
use super::key::{self, Key};
use super::send::{self, Content, Sent};
use super::site::Site;
use crate::captions::print;
use crate::watch;

/// All addresses.
pub(super) fn routes(site: Arc<Site>) -> Router {
    Router::new()
        .route("/o/{shard}/{name}", get(object))
        .route("/captions/{name}", get(captions))
        .route("/articles/{*id}", get(article))
        .with_state(site.clone())
        .merge(watch::routes(site))
        .fallback(|| async { send::unknown() })
        .layer(from_fn(guard))
}

/// Lets nothing through but requests without a body that change nothing.
async fn guard(request: Request, next: Next) -> Response {
    let fields = request.headers();
    let has_body = fields.contains_key(header::TRANSFER_ENCODING)
        || fields
            .get(header::CONTENT_LENGTH)
            .is_some_and(|length| length != "0");
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = match (is_read, has_body) {
        (false, _) => {
            let field = [(header::ALLOW, "GET, HEAD")];
            (StatusCode::METHOD_NOT_ALLOWED, field).into_response()
        }
        (true, true) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        (true, false) => next.run(request).await,
    };
    // The address is not UTF-8, and no name is.
    if response.status() == StatusCode::BAD_REQUEST {
        response = send::unknown();
    }
    let nosniff = HeaderValue::from_static("nosniff");
    let fields = response.headers_mut();
    fields.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    let no_store = HeaderValue::from_static("no-store");
    fields.entry(header::CACHE_CONTROL).or_insert(no_store);
    response
}

/// An object of the store, or one that is made now.
async fn object(
    State(site): State<Arc<Site>>,
    Path((shard, name)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let Some((key, format)) = key::object(&shard, &name) else {
        return send::unknown();
    };
    let is_head = method == Method::HEAD;
    let name = format!("o/{shard}/{name}");
    for _ in 0..2 {
        let name = name.clone();
        let found = site.ask(move |site| match is_head {
            true => Ok(site.store.length(&name)?.map(Content::Length)),
            false => Ok(site.store.open(&name)?.map(Content::File)),
        });
        match found.await {
            Ok(Some(content)) => {
                let sent = Sent {
                    content,
                    tag: format!("\"{}\"", key.text()),
                    media_type: media_type(format.extension()),
                };
                return sent.answer(&method, &headers);
            }
            Ok(None) if !site.formats.contains(&format) => return send::unknown(),
            Ok(None) => match ensure(&site, key, Wish::Sound, is_head).await {
                Ok(()) => {}
                Err(response) => return response,
            },
            Err(_) => return send::later(),
        }
    }
    send::later()
}

fn media_type(extension: &str) -> &'static str {
    let format = lismoi_book::formats::table::named(extension);
    format.map_or("application/octet-stream", |format| format.media_type)
}

/// Has an article made.
///
/// # Errors
/// The answer, if it is not made.
async fn ensure(site: &Site, key: Key, wish: Wish, is_head: bool) -> Result<(), Response> {
    if site.corpus.article(key).is_none() {
        return Err(send::unknown());
    }
    if let Some(answer) = site.demand.failed(key) {
        return Err(send::failed(answer));
    }
    if is_head {
        return Err(send::not_yet());
    }
    match site.demand.make(Order { key, wish }).await {
        Outcome::Made => Ok(()),
        Outcome::Failed(answer) => Err(send::failed(answer)),
        Outcome::Changed => Err(send::unknown()),
        Outcome::Later => Err(send::later()),
    }
}

/// The captions of an article, which is made now if they are not known.
async fn captions(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let Some(key) = name.strip_suffix(".vtt").and_then(Key::parse) else {
        return send::unknown();
    };
    // Who made the sound may have made it before this request, without captions for this batch.
    for _ in 0..3 {
        match site.ask(move |site| vtt(site, key)).await {
            Ok(Some(text)) => {
                let sent = Sent {
                    content: Content::Bytes(text),
                    tag: format!("\"{}\"", key.text()),
                    media_type: "text/vtt; charset=utf-8",
                };
                return sent.answer(&method, &headers);
            }
            Ok(None) => {
                let is_head = method == Method::HEAD;
                if let Err(response) = ensure(&site, key, Wish::Captions, is_head).await {
                    return response;
                }
            }
            Err(_) => return send::later(),
        }
    }
    send::later()
}

fn vtt(site: &Site, key: Key) -> Result<Option<Bytes>> {
    let Some(record) = site.captions.find(&*site.store, key)? else {
        return Ok(None);
    };
    let mut text = Vec::new();
    print::print(record, "vtt", &mut text)?;
    Ok(Some(text.into()))
}

/// The way from an id to the sound.
async fn article(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Response {
    let found = site.ask(move |site| Ok(site.corpus.named(&id)?));
    match found.await {
        Ok(Some(Found::Article(key))) => match site.address(key) {
            Some(address) => send::see(address),
            None => send::unknown(),
        },
        Ok(Some(Found::Refused(answer))) => send::failed(answer.into()),
        Ok(None) => send::unknown(),
        Err(_) => send::later(),
    }
}
