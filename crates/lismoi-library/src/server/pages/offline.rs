//! What a device keeps: the page is empty, and its script fills it from the device.

use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{Language, page};

#[derive(Template)]
#[template(path = "offline.html")]
struct OfflinePage {
    t: Language,
    tab: &'static str,
}

/// The page, which is also shown in place of others where the server cannot be reached.
pub(in crate::server) async fn offline(headers: HeaderMap) -> Response {
    page(&OfflinePage {
        t: Language::of(&headers),
        tab: "offline",
    })
}
