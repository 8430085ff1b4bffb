//! DOCX (Office Open XML, ECMA-376): printed text with the places that it comes from.
//!
//! | file | what |
//! |---|---|
//! | [`parts`] | the files of the archive, by what they are to the text |
//! | [`styles`] | what the styles say: headings, hidden text, languages |
//! | [`numbering`] | the numbers of list items and headings |
//! | [`body`], `tables.rs` | blocks: paragraphs, tables, text boxes |
//! | `runs.rs`, [`fields`] | text within paragraphs, and what computes it |
//! | `notes.rs` | footnotes, endnotes, comments, running heads |
//!
//! Tracked changes are read as if they were accepted. Printing is left to `office/`.

use lismoi_document::{Document, Source, SourceFormat};

use crate::office::xml::Tree;
use crate::office::{self, metadata};
use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::Printed;

mod body;
mod fields;
mod notes;
mod numbering;
mod parts;
mod runs;
mod styles;
mod tables;

#[cfg(test)]
mod tests;

/// The printed text and the structure of a Word document; `name` is its file name.
///
/// # Errors
/// The archive or the XML in it is damaged, too large, or uses entities.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    let parts = parts::Parts::read(bytes)?;
    let found = parts.metadata.as_ref().map(Tree::root);
    let found = found.map(metadata::of).unwrap_or_default();
    let mut printed = Printed::new();
    let content = notes::content(&parts);
    let language = office::print(content, found.title.as_deref(), &mut printed);
    drop(parts);
    Ok(office::document(
        printed,
        language,
        found,
        SourceFormat::Docx,
        name,
        options,
    ))
}
