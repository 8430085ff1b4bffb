//! Karakeep: bookmarks of pages with a token, and their texts where it has them.

use lismoi_readers::ListedArticle;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::json;

use super::{MOST_PAGES, day, each, given};
use crate::sources::Item;
use crate::sources::client::Client;
use crate::sources::error::SourceError;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    bookmarks: Vec<Bookmark>,
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
struct Bookmark {
    id: String,
    title: Option<String>,
    content: Content,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    #[serde(rename = "type")]
    kind: String,
    url: Option<String>,
    title: Option<String>,
    html_content: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    date_published: Option<String>,
}

pub(super) fn unread(client: &Client<'_>) -> Result<Vec<Item>, SourceError> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    for _ in 0..MOST_PAGES {
        let page: Page = client.get(&format!(
            "/api/v1/bookmarks?archived=false&includeContent=true&sortOrder=asc&limit=20{cursor}"
        ))?;
        let pages = page.bookmarks.into_iter();
        items.extend(pages.filter(|it| it.content.kind == "link").map(item));
        match page.next_cursor {
            Some(next) => {
                let next = utf8_percent_encode(&next, NON_ALPHANUMERIC);
                cursor = format!("&cursor={next}");
            }
            None => break,
        }
    }
    Ok(items)
}

pub(super) fn archive(client: &Client<'_>, ids: &[String]) -> Result<Vec<String>, SourceError> {
    each(ids, |id| {
        client.patch(
            &format!("/api/v1/bookmarks/{id}"),
            &json!({"archived": true}),
        )
    })
}

fn item(bookmark: Bookmark) -> Item {
    let content = bookmark.content;
    let html = given(content.html_content);
    Item {
        id: bookmark.id,
        article: ListedArticle {
            title: given(bookmark.title).or(given(content.title)),
            address: given(content.url),
            authors: given(content.author).into_iter().collect(),
            date: day(content.date_published),
            site: given(content.publisher),
            is_whole: html.is_some(),
            html,
            is_archived: false,
        },
    }
}
