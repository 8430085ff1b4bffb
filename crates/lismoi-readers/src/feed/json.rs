//! JSON Feed (version 1.1).

use lismoi_document::Metadata;
use serde_json::Value;

use super::xml::escaped;
use crate::entry::{self, Entry, Text};
use crate::html;
use crate::markup::iso_date;
use crate::parse::ReadError;

/// The entries, in order.
///
/// # Errors
/// The feed is no JSON, or is cut off.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, ReadError> {
    let feed = entry::json(text)?;
    let items = feed.get("items").and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .map(|item| article(item, &feed))
        .collect()
}

fn article(item: &Value, feed: &Value) -> Result<Entry, ReadError> {
    let field = |name| text_of(item, name);
    let title = field("title")
        .map(|title| html::plain_text(&title))
        .transpose()?;
    let names = |of: &Value| -> Vec<String> {
        let many = of.get("authors").and_then(Value::as_array);
        let authors = many.into_iter().flatten().chain(of.get("author"));
        authors
            .filter_map(|author| text_of(author, "name"))
            .collect()
    };
    let mut authors = names(item);
    if authors.is_empty() {
        authors = names(feed);
    }
    let mut texts = Vec::new();
    for (name, is_html) in [
        ("content_html", true),
        ("content_text", false),
        ("summary", false),
    ] {
        let html = field(name).map(|text| if is_html { text } else { escaped(&text) });
        texts.extend(html.map(|html| Text {
            name: name.to_owned(),
            html,
        }));
    }
    Ok(Entry {
        metadata: Metadata {
            title: title.filter(|title| !title.is_empty()),
            authors,
            date: field("date_published").and_then(|date| iso_date::day(&date)),
            language: field("language").or(text_of(feed, "language")),
            site: text_of(feed, "title"),
            address: field("url").or(field("external_url")),
            cover: None,
        },
        texts,
        is_archived: false,
    })
}

fn text_of(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}
