//! Books: EPUB 2 and 3.

use std::collections::HashMap;

use lismoi_document::{Document, PieceKind, Source, SourceFormat};

use crate::html::dom::ROOT;
use crate::html::footnotes::Footnotes;
use crate::html::walk::{self, Context, Page};
use crate::markup;
use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::Printed;
use book::Book;

mod book;
mod cover;
mod metadata;
mod navigation;
mod package_document;
mod paths;
mod protection;
mod xml;

/// The printed text and the structure of a book; `name` is its file name.
///
/// # Errors
/// It is damaged, protected, or too large.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    let book = Book::open(bytes)?;
    let mut printed = Printed::new();
    printed.block(PieceKind::Title);
    if let Some(title) = &book.metadata.title {
        printed.generated(title);
    }
    for chapter in &book.chapters {
        let Some(dom) = &chapter.dom else { continue };
        printed.set_entry(&chapter.path);
        printed.block(PieceKind::Paragraph);
        let page = Page {
            dom,
            article: None,
            boilerplate: HashMap::new(),
            title: None,
            byline: None,
            footnotes: Footnotes::default(),
            language: book.metadata.language.as_deref(),
        };
        walk::print(&page, &mut printed, ROOT, Context::of(PieceKind::Paragraph));
    }
    let (text, pieces, layout) = printed.finish();
    let document = markup::document(&text, &pieces, &layout, options, book.metadata);
    let source = Source {
        name,
        format: SourceFormat::Epub,
        text,
        pieces,
        damaged_lines: Vec::new(),
    };
    Ok((source, document))
}
