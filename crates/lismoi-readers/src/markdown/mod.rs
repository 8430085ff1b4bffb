//! Markdown (CommonMark, GitHub's and Pandoc's additions): printed text with the places that it
//! comes from.
//!
//! | file | what |
//! |---|---|
//! | [`front_matter`] | metadata at the head of the file |
//! | `admonitions.rs` | MkDocs' notation, rewritten for the parser |
//! | `outline.rs` | which heading is the title; which blocks are lists of links |
//! | `reader.rs`, `text.rs`, `instruction.rs` | events of the parser to printed text |
//!
//! Parsing is pulldown-cmark's. HTML within is read by [`crate::html`].

use lismoi_document::{Document, Source, SourceFormat};
use pulldown_cmark::{Options, Parser};

use crate::markup;
use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::Layout;
use crate::text::decode;

mod admonitions;
mod front_matter;
mod instruction;
mod outline;
mod reader;
mod text;

#[cfg(test)]
mod tests;

/// The printed text and the structure of a Markdown file; `name` is its file name.
///
/// # Errors
/// The bytes are not text, or too many.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    markup::ensure_size(&bytes)?;
    let decoded = decode::source(bytes, name)?;
    let front_matter = front_matter::find(&decoded.text);
    let (text, pieces) = print(&decoded.text, front_matter.as_ref());
    let found = front_matter.map(|found| found.metadata).unwrap_or_default();
    let document = markup::document(&text, &pieces, &Layout::default(), options, found);
    let source = Source {
        format: SourceFormat::Markdown,
        text,
        pieces,
        ..decoded
    };
    Ok((source, document))
}

fn print(
    source: &str,
    front_matter: Option<&front_matter::FrontMatter>,
) -> (String, Vec<lismoi_document::Piece>) {
    let start = front_matter.map_or(0, |found| found.range.end);
    let (rewritten, admonitions) = admonitions::rewrite(&source[start..]);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let events: Vec<_> = Parser::new_ext(&rewritten, options)
        .into_offset_iter()
        .collect();
    let mut reader = reader::Reader::new(&rewritten, start, admonitions);
    if let Some(found) = front_matter {
        reader.front_matter(source, found);
    }
    reader.read(&events)
}
