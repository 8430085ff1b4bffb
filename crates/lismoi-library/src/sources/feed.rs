//! A feed: RSS, Atom or JSON Feed, asked for only if it has changed.

use lismoi_fetch::{Fetcher, Method, Request};
use lismoi_readers::{Input, ListedArticle, listed};

use super::client::LIMIT;
use super::error::SourceError;
use super::state::SourceState;
use super::{Item, Source};

/// What the feed lists, the newest first as feeds have it; `None` where it is as it was.
/// `state` gets its version.
///
/// # Errors
/// It cannot be downloaded or read.
pub(super) fn items(
    source: &Source,
    state: &mut SourceState,
    fetcher: &Fetcher,
) -> Result<Option<Vec<Item>>, SourceError> {
    let address = source.address.as_str();
    let mut headers = vec![(
        "Accept",
        "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, \
        */*;q=0.8",
    )];
    // What was left undone is in the feed as it was.
    if state.tries.is_empty() {
        let etag = state.etag.as_deref();
        headers.extend(etag.map(|etag| ("If-None-Match", etag)));
        let modified = state.last_modified.as_deref();
        headers.extend(modified.map(|modified| ("If-Modified-Since", modified)));
    }
    let request = Request {
        method: Method::Get,
        address,
        headers: &headers,
        body: b"",
    };
    let answer = fetcher.send(request, LIMIT)?;
    match answer.status {
        304 => return Ok(None),
        200 => {}
        status => {
            return Err(SourceError::Status {
                address: address.to_owned(),
                status,
                retry_after_s: answer.retry_after_s,
            });
        }
    }
    let input = Input {
        media_type: answer.media_type,
        ..Input::new(answer.bytes, None)
    };
    let articles = listed(input).map_err(|error| SourceError::Feed {
        address: address.to_owned(),
        source: error,
    })?;
    state.etag = answer.etag;
    state.last_modified = answer.last_modified;
    Ok(Some(articles.into_iter().filter_map(item).collect()))
}

/// An entry with something to read. Its address is its identifier, else its title and day.
fn item(article: ListedArticle) -> Option<Item> {
    let has_text = article.html.is_some() || article.address.is_some();
    let named = || {
        let title = article.title.clone()?;
        let date = article.date.as_deref().unwrap_or_default();
        Some(format!("{title} {date}"))
    };
    let id = article
        .address
        .clone()
        .or_else(named)
        .filter(|_| has_text)?;
    Some(Item { id, article })
}
