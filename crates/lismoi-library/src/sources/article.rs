//! What `lismoi add` reads of an item: its text, or its address.

use lismoi_document::{Document, Source};
use lismoi_readers::{Input, InputFormat, ListedArticle, ReadError, ReadOptions, parse};
use serde_json::json;

/// The article of an item that holds its whole text; `None` where its page must be read.
///
/// # Errors
/// Its text cannot be read.
pub fn of(
    article: &ListedArticle,
    options: ReadOptions,
) -> Result<Option<(Source, Document)>, ReadError> {
    let Some(feed) = feed(article) else {
        return Ok(None);
    };
    let options = ReadOptions {
        format: InputFormat::Feed,
        ..options
    };
    let articles = parse(Input::new(feed, None), options)?;
    Ok(articles.into_iter().next())
}

/// A JSON Feed of that article alone.
pub fn feed(article: &ListedArticle) -> Option<Vec<u8>> {
    let html = match &article.html {
        Some(html) if article.is_whole || article.address.is_none() => html,
        _ => return None,
    };
    let authors = article.authors.iter().map(|name| json!({"name": name}));
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": article.site,
        "items": [{
            "id": "1",
            "title": article.title,
            "url": article.address,
            "date_published": article.date,
            "authors": authors.collect::<Vec<_>>(),
            "content_html": html,
        }],
    });
    Some(feed.to_string().into_bytes())
}
