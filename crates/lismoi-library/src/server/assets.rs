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

static ASSETS: [Asset; 10] = [
    Asset {
        name: "style.css",
        media_type: "text/css; charset=utf-8",
        bytes: include_bytes!("assets/style.css"),
    },
    Asset {
        name: "bar.css",
        media_type: "text/css; charset=utf-8",
        bytes: include_bytes!("assets/bar.css"),
    },
    Asset {
        name: "pages.js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("assets/pages.js"),
    },
    Asset {
        name: "listen.js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("assets/listen.js"),
    },
    Asset {
        name: "kept.js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("assets/kept.js"),
    },
    Asset {
        name: "offline.js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("assets/offline.js"),
    },
    Asset {
        name: "icon.svg",
        media_type: "image/svg+xml",
        bytes: include_bytes!("assets/icon.svg"),
    },
    // The icon as phones want it: drawn from the SVG by a browser.
    Asset {
        name: "icon-192.png",
        media_type: "image/png",
        bytes: include_bytes!("assets/icon-192.png"),
    },
    Asset {
        name: "icon-512.png",
        media_type: "image/png",
        bytes: include_bytes!("assets/icon-512.png"),
    },
    Asset {
        name: "icon-maskable.png",
        media_type: "image/png",
        bytes: include_bytes!("assets/icon-maskable.png"),
    },
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
