//! Readeck: bookmarks with a token, and the article of each.

use lismoi_readers::ListedArticle;
use serde::Deserialize;
use serde_json::json;

use super::{MOST_PAGES, day, each, given};
use crate::sources::client::Client;
use crate::sources::error::SourceError;
use crate::sources::state::SourceState;
use crate::sources::{Item, Source};

/// How many bookmarks are asked for at a time.
const PAGE: usize = 50;

#[derive(Deserialize)]
struct Bookmark {
    id: String,
    title: Option<String>,
    url: Option<String>,
    #[serde(default)]
    authors: Option<Vec<String>>,
    published: Option<String>,
    site_name: Option<String>,
    #[serde(default)]
    has_article: bool,
}

pub(super) fn unread(
    client: &Client<'_>,
    source: &Source,
    state: &SourceState,
) -> Result<Vec<Item>, SourceError> {
    let mut items: Vec<Item> = Vec::new();
    for page in 0..MOST_PAGES {
        let offset = page * PAGE;
        let found: Vec<Bookmark> = client.get(&format!(
            "/api/bookmarks?is_archived=false&sort=created&limit={PAGE}&offset={offset}"
        ))?;
        let is_last = found.len() < PAGE;
        let new = found
            .into_iter()
            .filter(|found| !state.seen.contains(&found.id));
        for bookmark in new {
            // The text of each is a request of its own.
            if items.len() == source.most {
                return Ok(items);
            }
            items.push(item(bookmark, client)?);
        }
        if is_last {
            break;
        }
    }
    Ok(items)
}

pub(super) fn archive(client: &Client<'_>, ids: &[String]) -> Result<Vec<String>, SourceError> {
    each(ids, |id| {
        client.patch(
            &format!("/api/bookmarks/{id}"),
            &json!({"is_archived": true}),
        )
    })
}

fn item(bookmark: Bookmark, client: &Client<'_>) -> Result<Item, SourceError> {
    let html = match bookmark.has_article {
        true => Some(client.text(&format!("/api/bookmarks/{}/article", bookmark.id))?),
        false => None,
    };
    let html = given(html);
    Ok(Item {
        article: ListedArticle {
            title: given(bookmark.title),
            address: given(bookmark.url),
            authors: bookmark.authors.unwrap_or_default(),
            date: day(bookmark.published),
            site: given(bookmark.site_name),
            is_whole: html.is_some(),
            html,
            is_archived: false,
        },
        id: bookmark.id,
    })
}
