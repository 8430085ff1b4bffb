//! Exports of read-later services: wallabag, Omnivore, Pocket, Instapaper. Each saved article
//! is one of its own; exports that hold addresses alone are refused.
//!
//! | file | what |
//! |---|---|
//! | `json.rs` | lists of objects, as wallabag writes them |
//! | `csv.rs` | tables, as Pocket, Instapaper and wallabag write them |
//! | `omnivore.rs` | an archive of metadata and pages |

use lismoi_document::{Document, Source, SourceFormat};

use crate::entry::{self, Entry, Text};
use crate::html;
use crate::markup;
use crate::options::ReadOptions;
use crate::parse::ReadError;

mod csv;
mod json;
mod omnivore;

#[cfg(test)]
mod tests;

/// The articles of an export, in its order.
///
/// # Errors
/// It is damaged, or holds no text.
pub(crate) fn read(
    bytes: Vec<u8>,
    options: ReadOptions,
) -> Result<Vec<(Source, Document)>, ReadError> {
    let articles = entry::articles(entries(bytes)?, SourceFormat::Export, options)?;
    if articles.is_empty() {
        return Err(ReadError::Refused {
            reason: "it holds addresses only, no text",
            hint: "give the addresses to lismoi one by one, or export with the contents",
        });
    }
    Ok(articles)
}

/// The entries of an export, with a text or without.
///
/// # Errors
/// It is damaged.
pub(crate) fn entries(bytes: Vec<u8>) -> Result<Vec<Entry>, ReadError> {
    markup::ensure_size(&bytes)?;
    if bytes.starts_with(b"PK") {
        return omnivore::entries(bytes);
    }
    let text = html::decode(bytes);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    match text.chars().next() {
        Some('[' | '{') => json::entries(text),
        // A list of bookmarks.
        Some('<') => Ok(Vec::new()),
        _ => csv::entries(text),
    }
}

/// The text of a saved article, as the export names it.
fn saved(name: &str, html: String) -> Vec<Text> {
    vec![Text {
        name: name.to_owned(),
        html,
    }]
}

/// Sets the title and address of an entry: text, as services save it with entities or without.
fn identify(
    entry: &mut Entry,
    title: Option<&str>,
    address: Option<&str>,
) -> Result<(), ReadError> {
    let title = title.map(html::plain_text).transpose()?;
    entry.metadata.title = title.filter(|title| !title.is_empty());
    let address = address.filter(|address| address.starts_with("http"));
    entry.metadata.address = address.map(str::to_owned);
    Ok(())
}
