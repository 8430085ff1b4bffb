//! The settings that articles are made with, as `lismoi.toml` has them.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::subscribe::base;
use super::{Language, page};
use crate::server::Setting;
use crate::server::site::Site;

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage<'a> {
    t: Language,
    tab: &'static str,
    settings: &'a [Setting],
    /// The address for other programs.
    api: String,
    /// The address for readers of books.
    opds: String,
}

/// The page.
pub(in crate::server) async fn settings(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
) -> Response {
    let base = base(&headers);
    page(&SettingsPage {
        t: Language::of(&headers),
        tab: "settings",
        settings: &site.options.settings,
        api: format!("{base}/v1"),
        opds: format!("{base}/opds"),
    })
}
