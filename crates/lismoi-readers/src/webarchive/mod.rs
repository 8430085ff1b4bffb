//! Pages saved with their pictures: MHTML (RFC 2557) and the web archives of Safari.
//!
//! The page is read like any other. Its address and the picture that stands for it come from
//! the archive.

use std::sync::Arc;

use lismoi_document::{Document, Source};

use crate::markup;
use crate::options::ReadOptions;
use crate::parse::ReadError;

mod mhtml;
mod property_list;
mod safari;

#[cfg(test)]
mod tests;

/// The article of a saved page; `name` is its file name.
///
/// # Errors
/// The file is damaged, or holds no page.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    markup::ensure_size(&bytes)?;
    if bytes.starts_with(property_list::SIGNATURE) {
        safari::read(&bytes, name, options)
    } else {
        mhtml::read(&bytes, name, options)
    }
}

const NO_PAGE: ReadError = ReadError::Damaged("it holds no page");

/// The smallest file of a picture that stands for a page, in bytes; smaller ones are icons.
const SMALLEST_PICTURE: usize = 5_000;

/// A picture that can stand for an article: a PNG or a JPEG.
fn picture(bytes: &[u8]) -> Option<Arc<[u8]>> {
    let is_picture = bytes.starts_with(b"\x89PNG\r\n\x1A\n") || bytes.starts_with(b"\xFF\xD8\xFF");
    (is_picture && bytes.len() >= SMALLEST_PICTURE).then(|| Arc::from(bytes))
}
