//! The pages, made from the templates of this crate.

use std::sync::Arc;

use anyhow::Error;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::language::Language;
use super::site::Site;

pub(super) mod library;
mod rows;

pub(super) mod article;
pub(super) mod marks;

pub(super) mod add;
pub(super) mod queue;
pub(super) mod share;

#[cfg(feature = "sources")]
pub(super) mod sources;

pub(super) mod offline;

pub(super) mod login;
pub(super) mod settings;
pub(super) mod subscribe;

/// A page of a template.
pub(super) fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => {
            let fields = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::VARY, "Accept-Language, Cookie"),
            ];
            (fields, html).into_response()
        }
        Err(error) => failed(&error.into()),
    }
}

/// An error that is nobody's fault but ours, or the disk's.
pub(super) fn failed(error: &Error) -> Response {
    let text = format!("{error:#}\n");
    (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
}

/// The page after a change: reloading it does not change anything again.
pub(super) fn after(done: anyhow::Result<()>, path: &str) -> Response {
    match done {
        Ok(()) => Redirect::to(path).into_response(),
        Err(error) => failed(&error),
    }
}

/// A page that says that there is nothing here.
#[derive(Template)]
#[template(path = "missing.html")]
struct Missing {
    t: Language,
    tab: &'static str,
}

/// There is no such page.
pub(super) async fn missing(State(_): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let t = Language::of(&headers);
    (StatusCode::NOT_FOUND, page(&Missing { t, tab: "" })).into_response()
}
