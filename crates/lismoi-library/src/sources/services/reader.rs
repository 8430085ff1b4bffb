//! The Google Reader API, which FreshRSS (`.../api/greader.php`) and Miniflux speak: what is
//! unread in all feeds. What was heard becomes read.

use lismoi_readers::ListedArticle;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{MOST_PAGES, each, given};
use crate::feed::dates;
use crate::sources::client::Client;
use crate::sources::error::SourceError;
use crate::sources::secrets::Secret;
use crate::sources::{Item, Source};

const READ: &str = "user/-/state/com.google/read";

/// A text of so many bytes is the article, and not a summary of it.
const LONG: usize = 1_500;

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    items: Vec<Entry>,
    continuation: Option<String>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    title: Option<String>,
    author: Option<String>,
    published: Option<u64>,
    #[serde(default)]
    canonical: Vec<Link>,
    #[serde(default)]
    alternate: Vec<Link>,
    content: Option<Text>,
    summary: Option<Text>,
    origin: Option<Origin>,
}

#[derive(Deserialize)]
struct Link {
    href: String,
}

#[derive(Deserialize)]
struct Text {
    content: String,
}

#[derive(Deserialize)]
struct Origin {
    title: Option<String>,
}

pub(super) fn unread(client: &Client<'_>) -> Result<Vec<Item>, SourceError> {
    let read = utf8_percent_encode(READ, NON_ALPHANUMERIC);
    let mut items = Vec::new();
    let mut continuation = String::new();
    for _ in 0..MOST_PAGES {
        // "r=o": the oldest first.
        let page: Page = client.get(&format!(
            "/reader/api/0/stream/contents/user/-/state/com.google/reading-list\
            ?output=json&r=o&n=50&xt={read}{continuation}"
        ))?;
        items.extend(page.items.into_iter().map(item));
        match page.continuation {
            Some(next) => {
                let next = utf8_percent_encode(&next, NON_ALPHANUMERIC);
                continuation = format!("&c={next}");
            }
            None => break,
        }
    }
    Ok(items)
}

pub(super) fn archive(client: &Client<'_>, ids: &[String]) -> Result<Vec<String>, SourceError> {
    let token = client.text("/reader/api/0/token")?;
    each(ids, |id| {
        let fields = [("T", token.trim()), ("i", id), ("a", READ)];
        client.post_form("/reader/api/0/edit-tag", &fields)?;
        Ok(())
    })
}

/// What the service gives for the user's name and password: the value of `Authorization`.
pub(super) fn log_in(
    client: &Client<'_>,
    source: &Source,
    secret: &Secret,
) -> Result<String, SourceError> {
    let fields = [
        ("Email", source.user.as_deref().unwrap_or_default()),
        ("Passwd", secret.get("password")),
        ("output", "text"),
    ];
    let answer = client.post_form("/accounts/ClientLogin", &fields)?;
    let text = String::from_utf8_lossy(&answer.bytes);
    let mut lines = text.lines();
    let key = lines.find_map(|line| line.strip_prefix("Auth="));
    let key = key.ok_or_else(|| SourceError::Answer(source.address.clone()))?;
    Ok(format!("GoogleLogin auth={key}"))
}

fn item(entry: Entry) -> Item {
    let link = entry.canonical.into_iter().chain(entry.alternate).next();
    let text = entry.content.or(entry.summary).map(|text| text.content);
    let html = given(text);
    Item {
        id: entry.id,
        article: ListedArticle {
            title: given(entry.title),
            address: link.map(|link| link.href),
            authors: given(entry.author).into_iter().collect(),
            date: entry.published.map(dates::day),
            site: entry.origin.and_then(|origin| given(origin.title)),
            is_whole: html.as_ref().is_some_and(|html| html.len() >= LONG),
            html,
            is_archived: false,
        },
    }
}
