//! The pieces of a printed text in, [`Document`] out.
//!
//! What the markup has said (title, headings, lists, footnotes) is not guessed again. What it
//! does not say is found by the rules for plain text: boilerplate, bylines and dates, footnotes
//! that are only printed as such ("\[3\]").

use lismoi_document::{Document, Metadata, Piece};

use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::Layout;
use crate::text::{assemble, footnotes, metadata};

mod blocks;
pub(crate) mod classify;
mod emptied;
mod excerpt;
pub(crate) mod iso_date;
mod links;
mod notes;
#[cfg(test)]
pub(crate) mod outline;

/// The largest file with markup, in bytes.
pub(crate) const LARGEST: usize = 20_000_000;

/// Fails if a file is larger than [`LARGEST`].
pub(crate) fn ensure_size(bytes: &[u8]) -> Result<(), ReadError> {
    match bytes.len() {
        0..=LARGEST => Ok(()),
        _ => Err(ReadError::TooLarge),
    }
}

/// The structure of a printed text. `layout` is what else is known about
/// its blocks; `found` are the metadata that the format holds; what it
/// lacks is inferred from the text.
pub(crate) fn document(
    text: &str,
    pieces: &[Piece],
    layout: &Layout,
    options: ReadOptions,
    found: Metadata,
) -> Document {
    let blocks = blocks::of_pieces(text, pieces, layout);
    let mut classified = classify::blocks(text, &blocks, &found.authors, layout.is_book);
    if !layout.is_book {
        links::skip_at_end(&blocks, &mut classified);
        emptied::skip_headings(&mut classified);
    }
    if pieces.iter().any(notes::is_marked) {
        notes::resolve(text, &blocks, &mut classified);
    } else {
        footnotes::resolve::references(text, &mut classified);
    }
    let mut document = assemble::article(text, classified, options);
    document.excerpt = excerpt::notice(text, &document);
    let inferred = metadata::infer(text, &document);
    document.metadata = Metadata {
        title: inferred.title.or(found.title),
        authors: if found.authors.is_empty() {
            inferred.authors
        } else {
            found.authors
        },
        date: found.date.or(inferred.date),
        ..found
    };
    document
}
