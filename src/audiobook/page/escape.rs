//! Text in, the same text as JSON or an address out.

use std::fmt::Write as _;

use anyhow::Result;
use serde::Serialize;

/// JSON within a script element: nothing in it ends the element or opens a comment.
pub(super) fn json(value: &impl Serialize) -> Result<String> {
    // Outside strings JSON has none of these.
    let json = serde_json::to_string(value)?;
    Ok(json.replace('<', "\\u003c").replace('>', "\\u003e"))
}

/// The address of a file beside the page: all but the unreserved characters of RFC 3986
/// are encoded.
pub(super) fn address(file: &str) -> String {
    let mut address = String::with_capacity(file.len());
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}
