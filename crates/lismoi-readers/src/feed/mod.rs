//! Feeds: RSS 0.9 to 2.0, Atom and JSON Feed. Each entry is an article.
//!
//! `xml.rs` and `json.rs` find the entries; of the texts of an entry, the longest is read.

use lismoi_document::{Document, Source, SourceFormat};

use crate::entry::{self, Entry};
use crate::html;
use crate::markup;
use crate::options::ReadOptions;
use crate::parse::ReadError;

mod content;
mod json;
mod xml;

#[cfg(test)]
mod tests;

/// The articles of a feed, in its order.
///
/// # Errors
/// It is cut off, or none of its entries has text.
pub(crate) fn read(
    bytes: Vec<u8>,
    options: ReadOptions,
) -> Result<Vec<(Source, Document)>, ReadError> {
    let entries = entries(bytes)?;
    if entries.is_empty() {
        return Err(ReadError::Refused {
            reason: "it holds no article",
            hint: "get it again; a feed names the articles of a site",
        });
    }
    let articles = entry::articles(entries, SourceFormat::Feed, options)?;
    if articles.is_empty() {
        return Err(ReadError::Refused {
            reason: "it holds only the addresses of its articles",
            hint: "give the addresses to lismoi one by one",
        });
    }
    Ok(articles)
}

/// The entries of a feed, with a text or without.
///
/// # Errors
/// It is cut off.
pub(crate) fn entries(bytes: Vec<u8>) -> Result<Vec<Entry>, ReadError> {
    markup::ensure_size(&bytes)?;
    let text = html::decode(bytes);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    match text.starts_with('{') {
        true => json::entries(text),
        false => xml::entries(text),
    }
}
