//! Subscriptions: an address with a secret for each phone, shown once, and taken back.

use std::sync::Arc;

use anyhow::{Context, Result};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::{Language, after, failed, page};
use crate::server::site::Site;
use crate::server::sounds;
use crate::server::subscribers::Subscriber;

#[derive(Template)]
#[template(path = "subscribe.html")]
struct SubscribePage {
    t: Language,
    tab: &'static str,
    subscribers: Vec<Subscriber>,
    /// The address of a new subscription; nothing where there is none.
    address: String,
    /// The secret in it, which is a password for other programs.
    password: String,
    /// The same as a QR code, in SVG.
    code: String,
    /// How many articles are not in the feed, for people; nothing where all are.
    missing: String,
    /// Whether their MP3s are being made.
    is_busy: bool,
    /// Whether the address is one of this computer alone.
    is_local: bool,
}

/// A new subscription.
#[derive(Deserialize)]
pub(in crate::server) struct New {
    #[serde(default)]
    name: String,
}

/// The page.
pub(in crate::server) async fn form(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    show(&site, &headers, String::new()).await
}

/// Makes an address, and shows it: it cannot be shown again.
pub(in crate::server) async fn add(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Form(new): Form<New>,
) -> Response {
    let adding = site.clone();
    let added = spawn_blocking(move || adding.subscribers.add(&new.name)).await;
    match added.context("a thread was lost").flatten() {
        Ok(secret) => {
            let address = format!("{}/f/{secret}/feed.xml", base(&headers));
            let mut response = show(&site, &headers, address).await;
            let no_copy = header::HeaderValue::from_static("no-store");
            response
                .headers_mut()
                .insert(header::CACHE_CONTROL, no_copy);
            response
        }
        Err(error) => failed(&error),
    }
}

/// Takes an address back.
pub(in crate::server) async fn revoke(
    State(site): State<Arc<Site>>,
    Path(hash): Path<String>,
) -> Response {
    let revoked = spawn_blocking(move || site.subscribers.revoke(&hash)).await;
    after(revoked.context("a thread was lost").flatten(), "/subscribe")
}

async fn show(site: &Site, headers: &HeaderMap, address: String) -> Response {
    let t = Language::of(headers);
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    let missing = spawn_blocking(move || sounds::missing(&library).len()).await;
    let missing = match missing.unwrap_or_default() {
        0 => String::new(),
        count => t.count("subscribe-missing", count),
    };
    let code = match code(&address) {
        Ok(code) => code,
        Err(error) => return failed(&error),
    };
    let host = base(headers);
    let password = address
        .strip_suffix("/feed.xml")
        .and_then(|rest| rest.rsplit('/').next());
    page(&SubscribePage {
        t,
        tab: "subscribe",
        missing,
        is_busy: site.sounds.is_busy(),
        subscribers: site.subscribers.list(),
        is_local: ["://localhost", "://127.", "://[::1]"]
            .iter()
            .any(|local| host.contains(local)),
        password: password.unwrap_or_default().to_owned(),
        address,
        code,
    })
}

/// The address of this server, as the browser knows it. A proxy in front of it says which
/// scheme was used.
pub(in crate::server) fn base(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let scheme = match text("x-forwarded-proto") {
        Some("https") => "https",
        _ => "http",
    };
    // It was compared with the names of this server.
    format!("{scheme}://{}", text("host").unwrap_or("localhost"))
}

fn code(address: &str) -> Result<String> {
    if address.is_empty() {
        return Ok(String::new());
    }
    let code = QrCode::new(address).context("could not draw the QR code")?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .build();
    // Within a page it needs no declaration.
    Ok(drawn
        .split_once("?>")
        .map_or(drawn.clone(), |(_, svg)| svg.to_owned()))
}
