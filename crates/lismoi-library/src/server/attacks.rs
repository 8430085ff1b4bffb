//! What fuzzing calls: the parsers of what comes over the network, with their own checks.

use axum::http::{HeaderMap, HeaderValue, header};

use super::{gpodder, wyoming};
use lismoi_http::ranges::{Wanted, wanted};

/// Reads events of the Wyoming protocol.
///
/// # Panics
/// One is not the same again once it is written.
pub fn events(bytes: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.expect("a runtime without the network");
    runtime.block_on(wyoming::event::attack(bytes));
}

/// Reads actions of a podcast app.
///
/// # Panics
/// One of them cannot be noted.
pub fn actions(bytes: &[u8]) {
    gpodder::actions::attack(bytes);
}

/// Reads the fields that ask for a part of a file: a `Range`, an `If-Range` and an
/// `If-None-Match`, apart by line ends. The length of the file is the first 8 bytes.
///
/// # Panics
/// A part is empty, or outside the file.
pub fn ranges(bytes: &[u8]) {
    let Some((length, fields)) = bytes.split_first_chunk() else {
        return;
    };
    let length = u64::from_le_bytes(*length);
    let names = [header::RANGE, header::IF_RANGE, header::IF_NONE_MATCH];
    let mut headers = HeaderMap::new();
    for (name, value) in names.into_iter().zip(fields.split(|byte| *byte == b'\n')) {
        if let Ok(value) = HeaderValue::from_bytes(value) {
            headers.insert(name, value);
        }
    }
    if let Wanted::Part(part) = wanted(&headers, length, "\"abc\"") {
        assert!(part.start < part.end && part.end <= length);
    }
}
