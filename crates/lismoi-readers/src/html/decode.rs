//! The encoding of a page: a byte order mark, valid UTF-8, the charset that it declares, or a
//! guess.

use encoding_rs::Encoding;
use lismoi_document::Source;

use crate::media_type;
use crate::text::decode::{self, NotText};

/// A page declares its charset within so many bytes (HTML Living Standard, 4.2.5.4).
const DECLARED_WITHIN: usize = 1024;

/// Decodes a page; `name` is its file name.
///
/// # Errors
/// The bytes are not text.
pub(crate) fn source(bytes: Vec<u8>, name: Option<String>) -> Result<Source, NotText> {
    match known_encoding(&bytes) {
        Some(encoding) => decode::source(text_in(&bytes, encoding).into_bytes(), name),
        None => decode::source(bytes, name),
    }
}

/// The text of a page, as a server or a crawler has it, whose media type may name the encoding.
pub fn page_text(bytes: Vec<u8>, media_type: Option<&str>) -> String {
    text(media_type::transcoded(bytes, media_type))
}

/// Decodes a page that is known to be one.
pub(super) fn text(bytes: Vec<u8>) -> String {
    match known_encoding(&bytes) {
        Some(encoding) => text_in(&bytes, encoding),
        None => decode::decode(bytes),
    }
}

/// The encoding that a page declares, where it counts.
fn known_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    // What is valid UTF-8 is UTF-8: programs that save pages change the encoding and leave the
    // declaration as it was.
    let is_known = Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    declared(bytes).filter(|_| !is_known)
}

fn text_in(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The encoding that a page declares: `<meta charset="iso-8859-1">`, or the same in
/// `http-equiv` or in an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        let at = start.find(key)? + key.len();
        let value = start[at..].trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| c.is_whitespace() || "\"';/>?".contains(c))?;
        let encoding = Encoding::for_label(&value.as_bytes()[..end])?;
        // A page whose declaration can be read as ASCII is not in UTF-16.
        encoding.is_ascii_compatible().then_some(encoding)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_charset_counts_unless_the_page_is_utf8() {
        let text = |bytes: &[u8]| source(bytes.to_vec(), None).expect("text").text;
        let latin2 = b"<meta charset=\"iso-8859-2\"><p>\xB1";
        assert!(text(latin2).ends_with('\u{105}'));
        let utf8 = "<meta charset='iso-8859-1'><p>été";
        assert_eq!(text(utf8.as_bytes()), utf8);
    }
}
