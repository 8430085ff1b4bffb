//! A voice for other programs, at the addresses that they know from OpenAI: a text in, sound
//! out. And how French is said, for programs that have a voice of their own.
//!
//! Texts are spoken by the program itself, in child processes, a few at a time.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

pub(super) mod encode;
pub(super) mod normalize;
pub(super) mod speak;
pub(super) mod voices;

/// How many texts are spoken at a time; others wait.
pub(super) const AT_A_TIME: usize = 2;

/// The longest text, in bytes.
pub(super) const LONGEST: usize = 200_000;

/// An error as OpenAI's clients read it.
fn refused(status: StatusCode, message: &str) -> Response {
    let kind = match status.is_client_error() {
        true => "invalid_request_error",
        false => "server_error",
    };
    let error = json!({"message": message, "type": kind, "param": null, "code": null});
    (status, Json(json!({"error": error}))).into_response()
}

/// Why a text is not spoken; `None` where it may be.
fn wrong(text: &str) -> Option<Response> {
    let bad = |message| Some(refused(StatusCode::BAD_REQUEST, message));
    match text.len() {
        _ if text.trim().is_empty() => bad("'input' is empty"),
        LONGEST.. => bad("'input' is too long"),
        _ => None,
    }
}

/// The last line that a child has printed about its error.
pub(super) fn reason(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let line = text.lines().find(|line| line.starts_with("error"));
    line.or_else(|| text.lines().last())
        .unwrap_or("it cannot be spoken")
        .to_owned()
}
