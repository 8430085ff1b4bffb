//! Asks for the token.

use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Language;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    t: Language,
    tab: &'static str,
    is_wrong: bool,
}

/// The page.
pub(in crate::server) async fn form(headers: HeaderMap) -> Response {
    page(Language::of(&headers), false)
}

/// The page, after a wrong token or before any.
pub(in crate::server) fn page(t: Language, is_wrong: bool) -> Response {
    let tab = "login";
    super::page(&LoginPage { t, tab, is_wrong })
}
