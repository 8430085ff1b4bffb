//! linkding: addresses that are marked as unread. It holds no texts.

use lismoi_readers::ListedArticle;
use serde::Deserialize;

use super::{MOST_PAGES, each, given};
use crate::sources::Item;
use crate::sources::client::Client;
use crate::sources::error::SourceError;

/// How many bookmarks are asked for at a time.
const PAGE: usize = 100;

#[derive(Deserialize)]
struct Page {
    next: Option<String>,
    results: Vec<Bookmark>,
}

#[derive(Deserialize)]
struct Bookmark {
    id: u64,
    url: String,
    title: Option<String>,
    website_title: Option<String>,
}

pub(super) fn unread(client: &Client<'_>) -> Result<Vec<Item>, SourceError> {
    let mut items = Vec::new();
    for page in 0..MOST_PAGES {
        let offset = page * PAGE;
        let found: Page = client.get(&format!(
            "/api/bookmarks/?q=%21unread&limit={PAGE}&offset={offset}"
        ))?;
        items.extend(found.results.into_iter().map(|bookmark| Item {
            id: bookmark.id.to_string(),
            article: ListedArticle {
                title: given(bookmark.title).or(given(bookmark.website_title)),
                address: Some(bookmark.url),
                ..ListedArticle::default()
            },
        }));
        if found.next.is_none() {
            break;
        }
    }
    // It lists the newest first.
    items.reverse();
    Ok(items)
}

pub(super) fn archive(client: &Client<'_>, ids: &[String]) -> Result<Vec<String>, SourceError> {
    each(ids, |id| {
        client.post_form(&format!("/api/bookmarks/{id}/archive/"), &[])?;
        Ok(())
    })
}
