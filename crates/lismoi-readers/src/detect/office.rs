//! Office documents, by their content.

use lismoi_document::SourceFormat;

use crate::parse::ReadError;

/// So many bytes at the end of an archive hold the paths of the first of its files.
const DIRECTORY: usize = 64 << 10;

/// So many bytes at its start hold them too.
const START: usize = 4096;

/// The first bytes of a compound file, in which old Word documents and encrypted new ones are.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The format of an office document, or the error for one that cannot be read; `None` for
/// anything else.
pub(super) fn find(bytes: &[u8]) -> Option<Result<SourceFormat, ReadError>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return in_archive(bytes).map(Ok);
    }
    if bytes.starts_with(COMPOUND_FILE) && has(bytes, &utf16("EncryptedPackage")) {
        return Some(Err(ReadError::Refused {
            reason: "it is encrypted",
            hint: "open it where you have its password, and save it without",
        }));
    }
    None
}

fn in_archive(bytes: &[u8]) -> Option<SourceFormat> {
    let start = &bytes[..bytes.len().min(START)];
    if has(start, b"application/vnd.oasis.opendocument.text") {
        return Some(SourceFormat::Odt);
    }
    let end = &bytes[bytes.len().saturating_sub(DIRECTORY)..];
    let is_word = [start, end].iter().any(|part| has(part, b"word/document"));
    is_word.then_some(SourceFormat::Docx)
}

fn has(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
