//! What makes the pages an app on a phone: a manifest, and a service worker that keeps articles
//! for times without the server.

use std::sync::LazyLock;

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use lismoi_speech::hash::hex;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::assets;
use super::language::Language;

/// The page that is shown where the server cannot be reached.
pub(super) const OFFLINE: &str = "/offline";

/// The worker, with the addresses of what it needs without the server. It is a new one as soon
/// as one of them is, or its texts: then browsers load them all again.
static WORKER: LazyLock<String> = LazyLock::new(|| {
    let texts = Sha256::digest(include_str!("texts.tsv"));
    let page = Sha256::digest(include_str!("../../templates/offline.html"));
    let base = Sha256::digest(include_str!("../../templates/base.html"));
    let version = hex(&Sha256::digest([texts, page, base].concat())[..6]);
    let shell: Vec<&str> = [OFFLINE].into_iter().chain(assets::addresses()).collect();
    let worker = include_str!("assets/worker.js").replace("{{shell}}", &json!(shell).to_string());
    let kept = include_str!("assets/kept.js");
    format!("{kept}\n{worker}\n// {version}\n")
});

/// Answers with the service worker. It says nothing of the library, so nobody is asked who he is.
pub(super) async fn worker() -> Response {
    let fields = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (fields, WORKER.as_str()).into_response()
}

/// Answers with the web app manifest (W3C), in the language of the browser.
pub(super) async fn manifest(headers: HeaderMap) -> Response {
    let t = Language::of(&headers);
    let icon = |name: &str, sizes: &str, media_type: &str, purpose: &str| {
        let address = assets::address(name);
        json!({"src": address, "sizes": sizes, "type": media_type, "purpose": purpose})
    };
    let manifest = json!({
        "id": "/",
        "name": "lismoi",
        "short_name": "lismoi",
        "description": t.text("app"),
        "lang": t.tag(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fdfcf9",
        "theme_color": "#8a3b12",
        "icons": [
            icon("icon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("icon-maskable.png", "512x512", "image/png", "maskable"),
        ],
        // By POST, as files can be shared too. The server looks at who sends it.
        "share_target": {
            "action": "/share",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "file", "accept": FILES}],
            },
        },
        "shortcuts": [{"name": t.text("add"), "url": "/add"}],
    });
    let fields = [
        (header::CONTENT_TYPE, "application/manifest+json"),
        (header::VARY, "Accept-Language"),
    ];
    (fields, manifest.to_string()).into_response()
}

/// The files that can be shared with the app: media types and endings.
const FILES: [&str; 16] = [
    "text/plain",
    ".txt",
    "text/markdown",
    ".md",
    "text/html",
    ".html",
    "application/epub+zip",
    ".epub",
    "application/pdf",
    ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docx",
    "application/vnd.oasis.opendocument.text",
    ".odt",
    "message/rfc822",
    ".eml",
];
