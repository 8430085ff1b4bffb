//! The EPUB books of the library for reading apps, as a catalogue of OPDS 1.2: a feed of feeds,
//! and feeds of books with their covers.
//!
//! Readers know no token but the password of basic authentication, which is asked for here.

use std::sync::Arc;

use anyhow::{Context, Result};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lismoi_audio::encode::cover::{Facts, draw};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use self::atom::{Entry, Feed};
use super::files;
use super::language::Language;
use super::pages::failed;
use super::pages::library::has_words;
use super::pages::subscribe::base;
use super::site::Site;

mod atom;
mod books;

pub(super) use self::books::Books;

/// How many books are on a page: e-readers show a handful, and draw slowly.
const ON_PAGE: usize = 25;

/// The side of a small cover, in pixels.
const THUMBNAIL_SIDE: usize = 320;

/// Feeds of books: their names in addresses.
const LISTS: [&str; 3] = ["new", "all", "heard"];

/// Whether a book is in a list.
fn is_in(list: &str, is_heard: bool) -> bool {
    match list {
        "new" => !is_heard,
        "heard" => is_heard,
        _ => true,
    }
}

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Words of the title, the author, the site or the tags.
    q: String,
    /// The page, from 1.
    page: String,
}

/// The title of a list.
fn title(list: &str, t: Language) -> &'static str {
    match list {
        "new" => t.text("opds-new"),
        "heard" => t.text("opds-heard"),
        _ => t.text("opds-all"),
    }
}

/// Answers with the feed of feeds.
pub(super) async fn root(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    let t = Language::of(&headers);
    let latest = library.articles.iter();
    let latest = latest.filter_map(|article| Some(article.state.added.as_ref()?.at));
    let updated = latest.max().unwrap_or_default();
    let lists = LISTS.map(|list| (list, title(list, t)));
    answer(
        atom::navigation(t, &base(&headers), updated, &lists),
        atom::NAVIGATION,
    )
}

/// Answers with a list of books, the newest first.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let Some(name) = LISTS.into_iter().find(|list| *list == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    let t = Language::of(&headers);
    let base = base(&headers);
    let made = spawn_blocking(move || -> Result<String> {
        let words = asked.q.to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut books = site.books.all(&library);
        books
            .retain(|book| is_in(name, book.article.is_heard()) && has_words(book.article, &words));
        let pages = books.len().div_ceil(ON_PAGE).max(1);
        let page = asked.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
        let shown = books.iter().skip((page - 1) * ON_PAGE).take(ON_PAGE);
        let feed = Feed {
            list: name,
            title: match words.is_empty() {
                true => title(name, t).to_owned(),
                false => t.with("opds-found", &asked.q),
            },
            query: utf8_percent_encode(&asked.q, NON_ALPHANUMERIC).to_string(),
            base: &base,
            updated: books.iter().map(|book| book.published).max(),
            total: books.len(),
            page,
            pages,
            entries: shown.map(|book| Entry::of(book, t)).collect(),
        };
        Ok(atom::acquisition(&feed)?)
    });
    match made.await.context("a thread was lost").flatten() {
        Ok(xml) => answer(Ok(xml), atom::ACQUISITION),
        Err(error) => failed(&error),
    }
}

/// Answers with how to search.
pub(super) async fn search(headers: HeaderMap) -> Response {
    answer(
        atom::search(&base(&headers), Language::of(&headers)),
        atom::SEARCH,
    )
}

fn answer(xml: std::io::Result<String>, media_type: &'static str) -> Response {
    let fields = [
        (header::CONTENT_TYPE, media_type),
        (header::VARY, "Accept-Language, Authorization, Cookie"),
    ];
    match xml {
        Ok(xml) => (fields, xml).into_response(),
        Err(error) => failed(&error.into()),
    }
}

/// Answers with a book.
pub(super) async fn book(
    State(site): State<Arc<Site>>,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    if !name.ends_with(".epub") {
        return StatusCode::NOT_FOUND.into_response();
    }
    match files::find(&site, &id, name).await {
        Ok(Some(found)) => files::send(found, &headers),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => failed(&error),
    }
}

/// Answers with a small cover.
pub(super) async fn thumbnail(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Response {
    let article = match site.shelf.article(&id).await {
        Ok(Some((article, _))) => article,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error),
    };
    let drawn = spawn_blocking(move || {
        let facts = Facts {
            title: &article.title,
            authors: &article.authors,
            site: article.site.as_deref(),
            date: None,
        };
        draw::of_side(&facts, THUMBNAIL_SIDE)
    });
    match drawn.await.context("a thread was lost").flatten() {
        Ok(cover) => {
            let fields = [
                (header::CONTENT_TYPE, cover.format.media_type()),
                (header::CACHE_CONTROL, "private, max-age=86400"),
            ];
            (fields, cover.bytes).into_response()
        }
        Err(error) => failed(&error),
    }
}
