//! wallabag 2: OAuth2 with the password of the user, then its entries with their texts.

use lismoi_readers::ListedArticle;
use serde::Deserialize;
use serde_json::json;

use super::{MOST_PAGES, day, each, given};
use crate::sources::client::Client;
use crate::sources::error::SourceError;
use crate::sources::secrets::Secret;
use crate::sources::state::SourceState;
use crate::sources::{Item, Source};

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

#[derive(Deserialize)]
struct Page {
    pages: usize,
    #[serde(rename = "_embedded")]
    embedded: Embedded,
}

#[derive(Deserialize)]
struct Embedded {
    items: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: u64,
    title: Option<String>,
    url: Option<String>,
    content: Option<String>,
    #[serde(default)]
    published_by: Option<Vec<Option<String>>>,
    published_at: Option<String>,
    domain_name: Option<String>,
}

pub(super) fn unread(client: &Client<'_>, state: &SourceState) -> Result<Vec<Item>, SourceError> {
    let since = state.read_at;
    let mut items = Vec::new();
    for page in 1..=MOST_PAGES {
        let found: Page = client.get(&format!(
            "/api/entries.json?archive=0&detail=full&sort=created&order=asc&perPage=30&page={page}\
            &since={since}"
        ))?;
        items.extend(found.embedded.items.into_iter().map(item));
        if page >= found.pages {
            break;
        }
    }
    Ok(items)
}

pub(super) fn archive(client: &Client<'_>, ids: &[String]) -> Result<Vec<String>, SourceError> {
    each(ids, |id| {
        client.patch(&format!("/api/entries/{id}.json"), &json!({"archive": 1}))
    })
}

/// What the service gives for the user's name and password: the value of `Authorization`.
pub(super) fn log_in(
    client: &Client<'_>,
    source: &Source,
    secret: &Secret,
) -> Result<String, SourceError> {
    let fields = [
        ("grant_type", "password"),
        ("client_id", source.client_id.as_deref().unwrap_or_default()),
        ("client_secret", secret.get("client-secret")),
        ("username", source.user.as_deref().unwrap_or_default()),
        ("password", secret.get("password")),
    ];
    let answer = client.post_form("/oauth/v2/token", &fields)?;
    let token: Token = serde_json::from_slice(&answer.bytes)
        .map_err(|_| SourceError::Answer(source.address.clone()))?;
    Ok(format!("Bearer {}", token.access_token))
}

fn item(entry: Entry) -> Item {
    let authors = entry.published_by.unwrap_or_default().into_iter();
    let html = given(entry.content);
    Item {
        id: entry.id.to_string(),
        article: ListedArticle {
            title: given(entry.title),
            address: given(entry.url),
            authors: authors.filter_map(given).collect(),
            date: day(entry.published_at),
            site: given(entry.domain_name),
            is_whole: html.is_some(),
            html,
            is_archived: false,
        },
    }
}
