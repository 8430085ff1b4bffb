//! What podcast apps tell about episodes: the part of the API of gpodder.net (version 2) that
//! AntennaPod, Kasts and gPodder speak.
//!
//! What was played becomes an event of the journal, and what the journal says is told to the
//! other apps. The only subscription that is known is that of our own feed: those to others are
//! accepted, and not kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::guard::password;
use super::site::Site;

pub(super) mod actions;
pub(super) mod episodes;
mod heard;
pub(super) mod subscriptions;

/// The most devices that are remembered.
const MOST_DEVICES: usize = 100;

/// The longest name of a device, in characters.
const LONGEST_NAME: usize = 100;

/// The apps that have named themselves since the server was started: they ask for it, and nothing
/// depends on it.
#[derive(Debug, Default)]
pub(super) struct Devices {
    known: Mutex<BTreeMap<String, Device>>,
}

/// What an app says of its device.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Device {
    #[serde(default)]
    caption: String,
    #[serde(default)]
    r#type: String,
}

/// Answers to `auth/USER/login.json` and `logout.json`. The guard has seen the password already,
/// and gives the cookie.
pub(super) async fn auth(Path((_, action)): Path<(String, String)>) -> Response {
    let nothing = Json(json!({}));
    match &*action {
        "login.json" => nothing.into_response(),
        "logout.json" => ([(header::SET_COOKIE, password::forget())], nothing).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Answers with the devices.
pub(super) async fn devices(State(site): State<Arc<Site>>) -> Json<Value> {
    let known = site.devices.known.lock();
    let known = known.unwrap_or_else(PoisonError::into_inner);
    let devices = known.iter().map(|(id, device)| {
        let kinds = ["desktop", "laptop", "mobile", "server"];
        let kind = kinds.into_iter().find(|kind| *kind == device.r#type);
        let caption = if device.caption.is_empty() {
            id
        } else {
            &device.caption
        };
        json!({"id": id, "caption": caption, "type": kind.unwrap_or("other"), "subscriptions": 1})
    });
    Json(devices.collect())
}

/// Remembers a device. Apps expect an answer without a body.
pub(super) async fn device(
    State(site): State<Arc<Site>>,
    Path((_, name)): Path<(String, String)>,
    body: axum::body::Bytes,
) -> Response {
    // An app that says nothing of its device sends nothing at all.
    let device = match body.is_empty() {
        true => Ok(Device::default()),
        false => serde_json::from_slice::<Device>(&body),
    };
    let Ok(device) = device else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let short = |text: &str| text.chars().take(LONGEST_NAME).collect::<String>();
    let known = site.devices.known.lock();
    let mut known = known.unwrap_or_else(PoisonError::into_inner);
    let id = short(name.strip_suffix(".json").unwrap_or(&name));
    if known.len() < MOST_DEVICES || known.contains_key(&id) {
        let caption = short(&device.caption);
        known.insert(id, Device { caption, ..device });
    }
    StatusCode::OK.into_response()
}

/// Answers to what asks which devices are kept alike: all are.
pub(super) async fn alike() -> Json<Value> {
    Json(json!({"synchronized": [], "not-synchronized": []}))
}
