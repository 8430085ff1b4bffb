//! The style, the scripts and the icon of the pages. Their addresses hold their hashes, so that
//! browsers keep them as long as they like.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use lismoi_speech::hash::hex;
use sha2::{Digest, Sha256};

struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

/// A file of the folder `assets`.
macro_rules! asset {
    ($name:literal, $media_type:expr) => {
        Asset {
            name: $name,
            media_type: $media_type,
            bytes: include_bytes!(concat!("assets/", $name)),
        }
    };
}

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

static ASSETS: [Asset; 10] = [
    asset!("style.css", CSS),
    asset!("bar.css", CSS),
    asset!("pages.js", SCRIPT),
    asset!("listen.js", SCRIPT),
    asset!("kept.js", SCRIPT),
    asset!("offline.js", SCRIPT),
    asset!("icon.svg", "image/svg+xml"),
    // The icon as phones want it: drawn from the SVG by a browser.
    asset!("icon-192.png", "image/png"),
    asset!("icon-512.png", "image/png"),
    asset!("icon-maskable.png", "image/png"),
];

/// The address of each.
static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let address = |asset: &Asset| {
        let hash = hex(&Sha256::digest(asset.bytes)[..6]);
        format!("/assets/{hash}-{}", asset.name)
    };
    ASSETS.iter().map(address).collect()
});

/// The address of the asset with this name.
pub(super) fn address(name: &str) -> &'static str {
    let place = ASSETS.iter().position(|asset| asset.name == name);
    place.map_or("", |place| &ADDRESSES[place])
}

/// The addresses of all of them.
pub(super) fn addresses() -> impl Iterator<Item = &'static str> {
    ADDRESSES.iter().map(String::as_str)
}

/// Answers with an asset, for a year.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let place = ADDRESSES
        .iter()
        .position(|address| address["/assets/".len()..] == name);
    let Some(asset) = place.map(|place| &ASSETS[place]) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, asset.bytes).into_response()
}
