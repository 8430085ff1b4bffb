//! The sources of new articles: listed, added, asked and removed.
//!
//! What changes them is done by the program itself, which knows their secrets.

use std::sync::Arc;

use anyhow::{Context, Result};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use lismoi_files::own::Folder;
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::{Language, failed, page};
use crate::clock::now;
use crate::queue::item::New;
use crate::server::fetching::Wish;
use crate::server::site::Site;
use crate::server::uploads;
use crate::sources::state::SourceState;
use crate::sources::{Source, list, state};

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    t: Language,
    tab: &'static str,
    rows: Vec<Row>,
    /// When sources are asked without being told, for people.
    every: String,
    is_fetching: bool,
    /// What was typed, where it could not be added.
    given: String,
    error: String,
}

/// A source.
struct Row {
    name: String,
    /// Its kind, when it was asked, and what was new.
    facts: String,
    address: String,
    tags: Vec<String>,
    error: String,
    /// When it is asked again, where it is left alone for a while.
    again: String,
}

/// A source that is named in a form, or all of them.
#[derive(Deserialize)]
pub(in crate::server) struct Named {
    #[serde(default)]
    name: String,
}

/// A feed that is to be followed.
#[derive(Deserialize)]
pub(in crate::server) struct Added {
    address: String,
    #[serde(default)]
    tag: String,
}

/// The page.
pub(in crate::server) async fn sources(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
) -> Response {
    show(site, Language::of(&headers), String::new(), String::new()).await
}

async fn show(site: Arc<Site>, t: Language, given: String, error: String) -> Response {
    let reading = site.clone();
    let read = spawn_blocking(move || rows(&reading, t)).await;
    let rows = match read.context("a thread was lost").flatten() {
        Ok(rows) => rows,
        Err(error) => return failed(&error),
    };
    let every = site.options.fetch_every;
    let every = every.map(|every| t.with("sources-every", t.length(every.as_secs_f64())));
    page(&SourcesPage {
        t,
        tab: "sources",
        rows,
        every: every.unwrap_or_default(),
        is_fetching: site.status.borrow().is_fetching,
        given,
        error,
    })
}

fn rows(site: &Site, t: Language) -> Result<Vec<Row>> {
    let folder = Folder::open(&site.options.library)?;
    let mut states = state::read(&folder)?;
    let sources = list::read(&folder)?.into_iter();
    Ok(sources
        .map(|source| {
            let state = states.remove(&source.name).unwrap_or_default();
            Row::of(source, &state, t)
        })
        .collect())
}

impl Row {
    fn of(source: Source, state: &SourceState, t: Language) -> Row {
        let asked = match state.asked_at {
            0 => t.text("sources-never").to_owned(),
            at => {
                let ago = now().saturating_sub(at) as f64;
                let news = t.count("sources-new", state.new);
                format!("{} · {news}", t.with("sources-asked", t.length(ago)))
            }
        };
        let wait = state.again_at.saturating_sub(now());
        let again = match wait {
            0 => String::new(),
            wait => t.with("sources-again", t.length(wait as f64)),
        };
        Row {
            facts: format!("{} · {asked}", source.kind.name()),
            name: source.name,
            address: source.address,
            tags: source.tags,
            error: state.error.clone().unwrap_or_default(),
            again,
        }
    }
}

/// Follows a feed, and asks it at once.
pub(in crate::server) async fn add(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Form(added): Form<Added>,
) -> Response {
    let t = Language::of(&headers);
    let given = added.address.trim().to_owned();
    if !matches!(uploads::given(&given), Ok(Some(New::Address(_)))) {
        let error = t.text("sources-no-address").to_owned();
        let page = show(site, t, given, error).await;
        return (StatusCode::BAD_REQUEST, page).into_response();
    }
    let name = given.split_once("://").map_or("", |(_, rest)| rest);
    let name = name.trim_end_matches('/').to_owned();
    let mut arguments = vec!["add".to_owned(), format!("--name={name}")];
    let tag = added.tag.trim();
    if !tag.is_empty() {
        arguments.push(format!("--tag={tag}"));
    }
    arguments.push(given.clone());
    match run(&site, arguments).await {
        Ok(()) => {
            let _ = site.wishes.send(Wish::One(name));
            Redirect::to("/sources").into_response()
        }
        Err(error) => {
            let page = show(site, t, given, format!("{error:#}")).await;
            (StatusCode::BAD_REQUEST, page).into_response()
        }
    }
}

/// Asks a source, or all, for what is new.
pub(in crate::server) async fn fetch(
    State(site): State<Arc<Site>>,
    Form(named): Form<Named>,
) -> Response {
    let _ = site.wishes.send(match named.name.is_empty() {
        true => Wish::All,
        false => Wish::One(named.name),
    });
    Redirect::to("/sources").into_response()
}

/// Forgets a source. Its articles stay.
pub(in crate::server) async fn remove(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Form(named): Form<Named>,
) -> Response {
    let removed = run(
        &site,
        vec!["remove".to_owned(), "--".to_owned(), named.name],
    )
    .await;
    match removed {
        Ok(()) => Redirect::to("/sources").into_response(),
        Err(error) => {
            let t = Language::of(&headers);
            let page = show(site, t, String::new(), format!("{error:#}")).await;
            (StatusCode::BAD_REQUEST, page).into_response()
        }
    }
}

/// Lets the program change the sources of this library.
async fn run(site: &Arc<Site>, arguments: Vec<String>) -> Result<()> {
    let changing = site.clone();
    let run = move || {
        let program = &changing.options.program;
        program.sources(&changing.options.library, &arguments)
    };
    let done = spawn_blocking(run).await.context("a thread was lost");
    site.changed();
    done.flatten()
}
