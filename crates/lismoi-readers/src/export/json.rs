//! Lists of objects, one for each article: wallabag, versions 1 and 2.

use serde_json::Value;

use super::{identify, saved};
use crate::entry::{self, Entry};
use crate::markup::iso_date;
use crate::parse::ReadError;

/// Names of fields, the first that is there counts. wallabag 1 numbers them.
const TITLES: [&str; 4] = ["title", "resolved_title", "given_title", "1"];
const ADDRESSES: [&str; 5] = ["url", "resolved_url", "given_url", "link", "2"];
const TEXTS: [&str; 4] = ["content", "html", "text", "5"];
const DATES: [&str; 2] = ["published_at", "publishedAt"];
const AUTHORS: [&str; 2] = ["published_by", "author"];

/// Names of the list, where it is in an object.
const LISTS: [&str; 4] = ["items", "entries", "articles", "list"];

/// The articles, in order.
///
/// # Errors
/// It is no JSON, or no list of articles.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, ReadError> {
    let value = entry::json(text)?;
    let list = LISTS
        .iter()
        .find_map(|name| value.get(name))
        .unwrap_or(&value);
    let objects: Vec<&Value> = match list {
        Value::Array(objects) => objects.iter().collect(),
        Value::Object(objects) => objects.values().collect(),
        _ => Vec::new(),
    };
    let is_article = |object: &&&Value| {
        first(object, &ADDRESSES)
            .or(first(object, &TEXTS))
            .is_some()
    };
    if !objects.iter().any(|object| is_article(&object)) {
        return Err(ReadError::Refused {
            reason: "it is no list of articles",
            hint: "lismoi reads the JSON of feeds and of wallabag",
        });
    }
    objects.into_iter().map(article).collect()
}

fn article(object: &Value) -> Result<Entry, ReadError> {
    let mut entry = Entry::default();
    identify(
        &mut entry,
        first(object, &TITLES),
        first(object, &ADDRESSES),
    )?;
    let metadata = &mut entry.metadata;
    metadata.language = first(object, &["language"]).map(|tag| tag.replace('_', "-"));
    metadata.site = first(object, &["domain_name", "site_name", "siteName"]).map(str::to_owned);
    metadata.date = first(object, &DATES).and_then(iso_date::day);
    let authors = AUTHORS.iter().find_map(|name| object.get(name));
    metadata.authors = match authors {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(name)) => vec![name.as_str()],
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|name| !name.is_empty())
    .map(str::to_owned)
    .collect();
    if let Some(text) = first(object, &TEXTS) {
        entry.texts = saved("content", text.to_owned());
    }
    Ok(entry)
}

/// The first of the fields of these names that is a text, and not empty.
pub(super) fn first<'a>(object: &'a Value, names: &[&str]) -> Option<&'a str> {
    let mut texts = names.iter().filter_map(|name| object.get(name)?.as_str());
    texts.find(|text| !text.is_empty())
}
