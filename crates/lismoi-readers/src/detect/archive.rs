//! The formats that are archives, by the names of their files.

use lismoi_document::SourceFormat;

/// The start of an archive; of an empty one; and of one that is cut off before its first file.
const SIGNATURES: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];

/// So many bytes at each end of an archive hold names of its files.
const SEARCHED: usize = 65_536;

/// Whether an archive is a book: it says so, or has the file that only books have, or its
/// name ends as that of one.
pub(super) fn is_epub(bytes: &[u8], by_name: Option<SourceFormat>) -> bool {
    if !SIGNATURES
        .iter()
        .any(|signature| bytes.starts_with(signature))
    {
        return false;
    }
    let start = &bytes[..bytes.len().min(SEARCHED)];
    let end = &bytes[bytes.len().saturating_sub(SEARCHED)..];
    by_name == Some(SourceFormat::Epub)
        || has(&start[..start.len().min(128)], b"application/epub+zip")
        || has(start, b"META-INF/container.xml")
        || has(end, b"META-INF/container.xml")
}

fn has(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|window| window == name)
}
