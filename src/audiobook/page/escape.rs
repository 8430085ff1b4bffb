//! Text in, the same text as HTML, JSON or an address out.

use std::fmt::{self, Display, Formatter, Write as _};

use anyhow::Result;
use serde::Serialize;

/// Text between tags or within a quoted attribute. Control characters, which HTML does
/// not allow, are replaced.
pub(super) struct Html<'a>(pub(super) &'a str);

impl Display for Html<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                _ if c.is_control() => f.write_char(char::REPLACEMENT_CHARACTER)?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

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
