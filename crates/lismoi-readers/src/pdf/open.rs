//! Opening a document.

use std::sync::Arc;

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::bounds::{self, Bounds, TOO_MUCH};
use crate::parse::ReadError;

/// The most pages that are read.
const MOST_PAGES: usize = 20_000;

const NEEDS_PASSWORD: ReadError = ReadError::Refused {
    reason: "a password is needed to open it",
    hint: "write its password into a file and give `--password-file FILE`",
};

const WRONG_PASSWORD: ReadError = ReadError::Refused {
    reason: "the password does not open it",
    hint: "look whether the file of `--password-file` holds it on its first line",
};

const OTHER_ENCRYPTION: ReadError = ReadError::Refused {
    reason: "it is encrypted in a way that lismoi does not know",
    hint: "open it where you have the right to, and save it without encryption",
};

/// Opens a document; a password is tried where none is not enough.
///
/// # Errors
/// It is damaged, too large, or encrypted and the password does not open it.
pub(super) fn document(bytes: Vec<u8>, password: Option<&str>) -> Result<Pdf, ReadError> {
    ensure_structure_fits(&bytes)?;
    let data = Arc::new(bytes);
    let is_encrypted = find(&data, b"/Encrypt").is_some();
    let pdf = match (Pdf::new(Arc::clone(&data)), password) {
        (Err(_), Some(password)) if is_encrypted => Pdf::new_with_password(data, password),
        (opened, _) => opened,
    };
    let pdf = pdf.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => OTHER_ENCRYPTION,
        // A wrong password may make nonsense of the structure.
        _ if is_encrypted && password.is_some() => WRONG_PASSWORD,
        _ if is_encrypted => NEEDS_PASSWORD,
        _ => ReadError::Damaged("it is cut off, or is no PDF"),
    })?;
    match pdf.pages().len() {
        0 => Err(ReadError::Damaged("it has no pages")),
        1..=MOST_PAGES => Ok(pdf),
        _ => Err(ReadError::Refused {
            reason: "it has more than 20,000 pages",
            hint: "divide it",
        }),
    }
}

/// The catalog of a document.
pub(super) fn catalog(pdf: &Pdf) -> Dict<'_> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    root.unwrap_or_default()
}

/// Fails if the streams that hold the objects of a document unpack to too much: these are
/// unpacked before anything else can be looked at.
fn ensure_structure_fits(bytes: &[u8]) -> Result<(), ReadError> {
    /// The dictionary of such a stream is shorter than this, in bytes.
    const LONGEST_DICTIONARY: usize = 600;
    let mut bounds = Bounds::new();
    let mut from = 0;
    while let Some(found) = find(&bytes[from..], b"stream") {
        let at = from + found;
        from = at + b"stream".len();
        let dictionary = &bytes[at.saturating_sub(LONGEST_DICTIONARY)..at];
        let dictionary = match rfind(dictionary, b"obj") {
            Some(start) => &dictionary[start..],
            None => dictionary,
        };
        let has = |name: &[u8]| find(dictionary, name).is_some();
        if !has(b"/ObjStm") && !has(b"/XRef") {
            continue;
        }
        let filters = dictionary.windows(6).filter(|w| w == b"Decode").count();
        if filters > 1 + usize::from(has(b"/DecodeParms")) {
            return Err(TOO_MUCH);
        }
        let start = bytes[from..]
            .iter()
            .take(2)
            .filter(|b| matches!(b, b'\r' | b'\n'));
        let packed = &bytes[from + start.count()..];
        bounds.take(bounds::inflated_size(packed, bounds.bytes_left()))?;
    }
    Ok(())
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, word)
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, word)
}
