//! What the readers of office documents (`docx/`, `odt/`) share: their XML, the content that
//! they find in it, and how that is printed.
//!
//! | file | what |
//! |---|---|
//! | [`files`], [`xml`] | the files of the archive, each a tree of elements |
//! | [`content`] | the blocks of a document in reading order, as both formats have them |
//! | [`style_names`] | what the names of built-in styles say |
//! | `title.rs` | which of them is the title |
//! | `numerals.rs` | the numbers of list items, headings and footnotes |
//! | `print.rs`, `tables.rs` | blocks to printed text |
//! | `metadata.rs` | title, authors, date and language, as both formats have them |

use std::rc::Rc;

use lismoi_document::{Document, Metadata, Source, SourceFormat};

use crate::markup;
use crate::options::ReadOptions;
use crate::printed::Printed;

pub(crate) mod content;
pub(crate) mod files;
pub(crate) mod metadata;
pub(crate) mod numerals;
mod print;
pub(crate) mod style_names;
mod tables;
mod title;
pub(crate) mod xml;
#[cfg(test)]
pub(crate) mod zipped;

pub(crate) use print::print;

/// The source and the structure of a printed document. `language` is that of most of its text,
/// `found` are the metadata that it states.
pub(crate) fn document(
    printed: Printed,
    language: Option<Rc<str>>,
    found: Metadata,
    format: SourceFormat,
    name: Option<String>,
    options: ReadOptions,
) -> (Source, Document) {
    let (text, pieces, layout) = printed.finish();
    let language = language.map(|language| language.to_string());
    let found = Metadata {
        language: language.or(found.language),
        ..found
    };
    let document = markup::document(&text, &pieces, &layout, options, found);
    let source = Source {
        name,
        format,
        text,
        pieces,
        ..Source::default()
    };
    (source, document)
}
