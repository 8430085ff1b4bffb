//! ODT (OpenDocument 1.3, ISO/IEC 26300): printed text with the places that it comes from.
//!
//! | file | what |
//! |---|---|
//! | [`parts`] | the files of the archive, or the single file of a flat document |
//! | [`styles`] | what the styles say: headings, hidden text, languages, lists |
//! | [`lists`] | the numbers of list items and headings |
//! | [`body`], `tables.rs` | blocks: paragraphs, lists, tables, text boxes |
//! | `inlines.rs` | text within paragraphs, and notes |
//! | [`content`] | the whole: what stands around the text too |
//!
//! Tracked changes are read as if they were accepted. Printing is left to `office/`.

use lismoi_document::{Document, Source, SourceFormat};

use crate::office::{self, metadata};
use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::Printed;

mod body;
mod content;
mod inlines;
mod lists;
mod parts;
mod styles;
mod tables;

#[cfg(test)]
mod tests;

/// The printed text and the structure of an OpenDocument text; `name` is its file name.
///
/// # Errors
/// The document is encrypted, or the archive or the XML in it is damaged, too large, or uses
/// entities.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    let parts = parts::Parts::read(bytes)?;
    let found = parts.metadata().map(metadata::of).unwrap_or_default();
    let mut printed = Printed::new();
    let content = content::content(&parts);
    let language = office::print(content, found.title.as_deref(), &mut printed);
    drop(parts);
    Ok(office::document(
        printed,
        language,
        found,
        SourceFormat::Odt,
        name,
        options,
    ))
}
