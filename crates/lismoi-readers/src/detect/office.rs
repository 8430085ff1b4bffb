//! Office documents, by their content.

use lismoi_document::SourceFormat;

use crate::parse::ReadError;

/// What to do with a document in another format.
pub(super) const CONVERT: &str =
    "save it as DOCX or ODT, for example with `soffice --convert-to docx`";

/// So many bytes at the end of an archive hold the paths of the first of its files.
const DIRECTORY: usize = 64 << 10;

/// So many bytes at its start hold them too.
const START: usize = 4096;

/// The media type of an OpenDocument text, and the start of those of its templates.
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";

/// The first bytes of a compound file, in which old Word documents and encrypted new ones are.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The format of an office document, or the error for one that cannot be read; `None` for
/// anything else.
pub(super) fn find(bytes: &[u8]) -> Option<Result<SourceFormat, ReadError>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return in_archive(bytes);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Some(Err(in_compound_file(bytes)));
    }
    let start = &bytes[..bytes.len().min(START)];
    let is_flat = has(start, b"<office:document") && has(start, ODT);
    is_flat.then_some(Ok(SourceFormat::Odt))
}

fn in_archive(bytes: &[u8]) -> Option<Result<SourceFormat, ReadError>> {
    let start = &bytes[..bytes.len().min(START)];
    if has(start, ODT) {
        return Some(Ok(SourceFormat::Odt));
    }
    let end = &bytes[bytes.len().saturating_sub(DIRECTORY)..];
    let names = |name: &[u8]| has(start, name) || has(end, name);
    if names(b"word/document") {
        return Some(Ok(SourceFormat::Docx));
    }
    let name = if names(b"Index/Document.iwa") {
        "a document of Pages, Numbers or Keynote"
    } else if names(b"xl/workbook") || has(start, b"opendocument.spreadsheet") {
        "a spreadsheet"
    } else if names(b"ppt/presentation") || has(start, b"opendocument.presentation") {
        "a presentation"
    } else if has(start, b"application/vnd.sun.xml.writer") {
        "a document of OpenOffice 1"
    } else {
        return None;
    };
    Some(Err(ReadError::Unreadable {
        name,
        hint: CONVERT,
    }))
}

fn in_compound_file(bytes: &[u8]) -> ReadError {
    if has(bytes, &utf16("EncryptedPackage")) {
        return ReadError::Refused {
            reason: "it is encrypted",
            hint: "open it where you have its password, and save it without",
        };
    }
    let name = match has(bytes, &utf16("WordDocument")) {
        true => "an old Word document",
        false => "a document of an old office program",
    };
    ReadError::Unreadable {
        name,
        hint: CONVERT,
    }
}

fn has(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_documents_are_told_apart_by_their_content() {
        let odt = b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text-templatePK";
        let flat = b"<?xml version='1.0'?><office:document x:mimetype=\"application/vnd.oasis.opendocument.text\">";
        let docx = b"PK\x03\x04[Content_Types].xmlPK_rels/.relsPKword/document.xmlPK";
        assert_eq!(find(odt), Some(Ok(SourceFormat::Odt)));
        assert_eq!(find(flat), Some(Ok(SourceFormat::Odt)));
        assert_eq!(find(docx), Some(Ok(SourceFormat::Docx)));
        assert_eq!(find(b"PK\x03\x04META-INF/container.xml"), None);
        assert_eq!(find("Un texte sur word/document.".as_bytes()), None);
    }

    #[test]
    fn other_office_documents_are_named() {
        let compound = |stream: &str| [COMPOUND_FILE, &utf16(stream)].concat();
        for (bytes, message) in [
            (compound("EncryptedPackage"), "it is encrypted"),
            (compound("WordDocument"), "it is an old Word document"),
            (
                compound("MatOST"),
                "it is a document of an old office program",
            ),
            (b"PK\x03\x04xl/workbook.xml".to_vec(), "it is a spreadsheet"),
            (
                b"PK\x03\x04Index/Document.iwa".to_vec(),
                "it is a document of Pages, Numbers or Keynote",
            ),
        ] {
            let error = find(&bytes).and_then(Result::err).expect("an error");
            assert_eq!(error.to_string(), message);
            assert!(error.hint().is_some());
        }
    }
}
