//! The library: what waits, and what is to be heard.

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::rows::{Row, Waiting};
use super::{Language, failed, page};
use crate::catalogue::{Article, Library};
use crate::fit::choose;
use crate::server::site::Site;

/// How many articles are on a page.
const ON_PAGE: usize = 40;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::server) struct Asked {
    /// Words of the title, the author, the site or the tags.
    q: String,
    /// `all`, `heard`, or anything else for what is to be heard.
    show: String,
    /// The time that there is, in minutes.
    r#for: String,
    /// The page, from 1.
    page: String,
    /// Whether an article was just removed.
    removed: String,
}

#[derive(Template)]
#[template(path = "library.html")]
struct LibraryPage {
    t: Language,
    tab: &'static str,
    waiting: Vec<Waiting>,
    /// What was typed into the search.
    q: String,
    show: &'static str,
    minutes: String,
    rows: Vec<Row>,
    /// How many there are, and how long they are.
    total: String,
    is_empty_library: bool,
    was_removed: bool,
    /// The addresses of the pages before and after, or nothing.
    before: String,
    after: String,
}

/// The page.
pub(in crate::server) async fn library(
    State(site): State<Arc<Site>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let t = Language::of(&headers);
    // The queue first: what leaves it meanwhile is in the library by then.
    let items = match site.queue.items() {
        Ok(items) => items,
        Err(error) => return failed(&error),
    };
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    let status = site.status.borrow().clone();
    let minutes = asked.r#for.trim().replace(',', ".").parse::<f64>().ok();
    let minutes = minutes.filter(|minutes| (0.1..=10_000.0).contains(minutes));
    let found = match minutes {
        Some(minutes) => fitting(&library, minutes),
        None => found(&library, &asked),
    };
    let left: f64 = found.iter().map(|article| left(article)).sum();
    let number = asked.page.parse::<usize>().unwrap_or(1).clamp(1, 10_000);
    let first = (number - 1) * ON_PAGE;
    let shown = found.iter().skip(first).take(ON_PAGE);
    let address = |number: usize| {
        let text = serde_urlencoded(&asked, number);
        format!("/?{text}")
    };
    page(&LibraryPage {
        t,
        tab: "library",
        waiting: items
            .iter()
            .map(|item| Waiting::of(item, &status))
            .collect(),
        rows: shown.map(|article| Row::of(article, t)).collect(),
        total: format!("{}, {}", t.count("articles", found.len()), t.length(left)),
        is_empty_library: library.articles.is_empty() && items.is_empty(),
        was_removed: !asked.removed.is_empty(),
        before: if number > 1 {
            address(number - 1)
        } else {
            String::new()
        },
        after: if first + ON_PAGE < found.len() {
            address(number + 1)
        } else {
            String::new()
        },
        show: show(&asked),
        minutes: minutes
            .map(|minutes| minutes.to_string())
            .unwrap_or_default(),
        q: asked.q,
    })
}

fn show(asked: &Asked) -> &'static str {
    match asked.show.as_str() {
        "all" => "all",
        "heard" => "heard",
        _ => "new",
    }
}

/// The part of an address that asks for the same on another page.
fn serde_urlencoded(asked: &Asked, number: usize) -> String {
    let mut text = format!("page={number}");
    for (name, value) in [("q", asked.q.as_str()), ("show", show(asked))] {
        if !value.is_empty() {
            text += &format!("&{name}=");
            for byte in value.bytes() {
                match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => text.push(char::from(byte)),
                    _ => text += &format!("%{byte:02X}"),
                }
            }
        }
    }
    text
}

/// What is still to be heard of an article, or all of it where it was heard.
fn left(article: &Article) -> f64 {
    match article.is_heard() {
        true => article.seconds,
        false => article.left,
    }
}

/// What was begun comes first, then what was added last.
fn found<'a>(library: &'a Library, asked: &Asked) -> Vec<&'a Article> {
    let words = asked.q.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let shown = show(asked);
    let is_wanted = |article: &&Article| {
        let is_shown = match shown {
            "all" => true,
            "heard" => article.is_heard(),
            _ => !article.is_heard(),
        };
        is_shown && (words.is_empty() || has_words(article, &words))
    };
    let mut found: Vec<&Article> = library.articles.iter().rev().filter(is_wanted).collect();
    found.sort_by_key(|article| Reverse(begun(article)));
    found
}

fn begun(article: &Article) -> u64 {
    article.state.stopped.map_or(0, |(at, _)| at)
}

/// Whether the words stand in the title, the authors, the site or the tags of an article.
pub(in crate::server) fn has_words(article: &Article, words: &[&str]) -> bool {
    let mut text = article.title.to_lowercase();
    let tags = article.state.added.iter().flat_map(|added| &added.tags);
    for more in article.authors.iter().chain(&article.site).chain(tags) {
        text.push('\n');
        text += &more.to_lowercase();
    }
    words.iter().all(|word| text.contains(word))
}

/// What fits into the time: what was begun last comes first, then what was added first.
fn fitting(library: &Library, minutes: f64) -> Vec<&Article> {
    let articles = library.articles.iter();
    let mut wanted: Vec<&Article> = articles.filter(|article| !article.is_heard()).collect();
    wanted.sort_by_key(|article| Reverse(begun(article)));
    let lengths: Vec<f64> = wanted.iter().map(|article| article.left).collect();
    let places = choose(&lengths, minutes * 60.0);
    places.into_iter().map(|place| wanted[place]).collect()
}
