//! Formats that lismoi does not read, and what to do with such a file.

use crate::parse::ReadError;

const TO_TEXT: &str =
    "convert it first; lismoi reads text, web pages, books (EPUB), office documents, PDF and mail";
const BOOK: &str = "convert it to HTML first, for example with `pandoc -t html`";
const PICTURE: &str = "lismoi reads text; run OCR first, for example with tesseract";
const ARCHIVE: &str = "unpack it first";
const SOUND: &str = "lismoi reads text, not sound or pictures";

/// The error for a file that is no text, by its first bytes.
pub(super) fn find(bytes: &[u8]) -> Option<ReadError> {
    let media_type = crate::text::decode::other_than_text(bytes)?;
    let media_type = match media_type {
        "application/zip" => kind_of_archive(bytes),
        other => other,
    };
    let kind = media_type.split('/').next().unwrap_or_default();
    let (name, hint) = match media_type {
        "application/rtf" | "text/rtf" => ("an RTF document", super::office::CONVERT),
        "application/zip"
        | "application/gzip"
        | "application/x-tar"
        | "application/x-bzip2"
        | "application/x-xz"
        | "application/x-7z-compressed"
        | "application/zstd"
        | "application/vnd.rar" => ("an archive", ARCHIVE),
        "application/x-mobipocket-ebook" => ("a Kindle book", BOOK),
        _ if kind == "image" => ("a picture", PICTURE),
        _ if kind == "audio" => ("a sound file", SOUND),
        _ if kind == "video" => ("a video", SOUND),
        _ => (media_type, TO_TEXT),
    };
    Some(ReadError::Unreadable { name, hint })
}

/// The media type of a zip archive, by the names of its first entries.
fn kind_of_archive(bytes: &[u8]) -> &'static str {
    let start = &bytes[..bytes.len().min(4096)];
    let has = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    if has(b"META-INF/container.xml") || has(b"application/epub+zip") {
        "application/epub+zip"
    } else {
        "application/zip"
    }
}

/// The error for a text in a format that makes no sense when read as plain text.
pub(super) fn find_in_text(text: &str) -> Option<ReadError> {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    let start = if start.starts_with("<?xml") {
        start.split_once("?>")?.1.trim_start()
    } else {
        start
    };
    let is = |tag: &str| {
        let rest = start.strip_prefix(tag);
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>'))
    };
    let name = if is("<svg") {
        "a picture (SVG)"
    } else if is("<plist") {
        "a property list"
    } else {
        return None;
    };
    Some(ReadError::Unreadable {
        name,
        hint: "save one of its articles as HTML or text",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_named_with_a_hint() {
        let zip = b"PK\x03\x04\x14\0\0\0\0\0";
        for (bytes, name) in [
            (&zip[..], "an archive"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
            (b"{\\rtf1\\ansi", "an RTF document"),
        ] {
            let found = find(bytes).expect("unreadable").to_string();
            assert_eq!(found, format!("it is {name}"));
        }
        assert!(find(b"PK, le texte.").is_none());
        assert!(find_in_text("<?xml version='1.0'?>\n<svg width=\"2\">").is_some());
        assert!(find_in_text("<svgs> est un mot").is_none());
    }
}
