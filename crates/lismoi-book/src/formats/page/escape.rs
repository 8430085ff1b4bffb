//! Escapes text for JSON in a script and for addresses, and decodes addresses.

use std::fmt::Write as _;

use anyhow::Result;
use serde::Serialize;

/// JSON for a script element: nothing in it ends the element or opens a comment.
pub(super) fn json(value: &impl Serialize) -> Result<String> {
    // JSON has these in strings only.
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

/// The file that an [`address`] names. A `%` without a code stays as it is.
pub(crate) fn from_address(address: &str) -> String {
    let mut parts = address.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => bytes.extend_from_slice(part.as_bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn decoding_an_address_restores_the_file_name(file in "(%|[0-9a-f]|/|.)*") {
            prop_assert_eq!(from_address(&address(&file)), file);
        }
    }
}
