//! Web pages, and parts of pages: printed text with the places that it comes from.
//!
//! | step | file | from | to |
//! |---|---|---|---|
//! | decode | `decode.rs` | bytes | text |
//! | parse | `parts.rs`, `parse.rs`, `sink.rs` | text | `dom.rs`, a tree with places |
//! | quotations | `quoted.rs` | tree of a message | the message that it answers |
//! | metadata | `metadata.rs`, `json_ld.rs` | tree | what the page says about itself |
//! | title | `title.rs` | tree, metadata | a heading, or what the page states |
//! | footnotes | `footnotes.rs` | tree | references and their footnotes |
//! | article | `boilerplate.rs`, `cards.rs`, `article.rs`, `serialize.rs`, `rescue.rs` | tree | the elements of the article |
//! | walk | `walk.rs`, `lists.rs`, `tables.rs`, `visibility.rs` | all of these | printed text |

use std::collections::HashMap;

use lismoi_document::{Document, Piece, PieceKind, Source, SourceFormat};

use crate::markup;
use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::{Layout, Printed};
use dom::{Dom, NodeId, ROOT};
use metadata::PageMetadata;
use title::Title;
use walk::{Context, Page};

mod article;
mod boilerplate;
mod cards;
pub(crate) mod decode;
pub(crate) mod dom;
pub(crate) mod elements;
pub(crate) mod embedded;
pub(crate) mod footnotes;
mod json_ld;
mod lists;
pub(crate) mod measure;
mod metadata;
pub(crate) mod parse;
mod parts;
pub(crate) mod quoted;
mod rescue;
mod serialize;
mod sink;
mod tables;
mod title;
pub(crate) mod visibility;
pub(crate) mod walk;

#[cfg(feature = "markdown")]
pub(crate) use embedded::print_fragment;

#[cfg(test)]
mod tests;

/// The printed text and the structure of a page; `name` is its file name.
///
/// # Errors
/// The bytes are not text, or the page is too large.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    markup::ensure_size(&bytes)?;
    let decoded = decode::source(bytes, name)?;
    let dom = parse::dom(&decoded.text)?;
    let page = metadata::of_page(&dom);
    let (text, pieces, document) = whole_page(&dom, page, Printed::new(), options);
    let source = Source {
        format: SourceFormat::Html,
        text,
        pieces,
        ..decoded
    };
    Ok((source, document))
}

/// The printed text of a page, its pieces and its structure.
fn whole_page(
    dom: &Dom,
    mut page: PageMetadata,
    printed: Printed,
    options: ReadOptions,
) -> (String, Vec<Piece>, Document) {
    let title = title::find(dom, &page, |node| is_hidden(dom, node));
    let language = page.metadata.language.as_deref();
    let (text, pieces, layout) = print(dom, title.as_ref(), language, printed);
    if let Some(Title::Stated(title)) = title {
        page.metadata.title = Some(title);
    }
    let document = markup::document(&text, &pieces, &layout, options, page.metadata);
    (text, pieces, document)
}

/// The text of a page, in the charset that it declares.
pub(crate) fn decode(bytes: Vec<u8>) -> String {
    decode::text(bytes)
}

/// The words of a part of a page, on one line.
///
/// # Errors
/// It has too many elements.
pub(crate) fn plain_text(html: &str) -> Result<String, ReadError> {
    let dom = parse::dom(html)?;
    Ok(lismoi_document::collapse_whitespace(&dom.text(ROOT)))
}

fn is_hidden(dom: &Dom, node: NodeId) -> bool {
    std::iter::once(node)
        .chain(dom.ancestors(node))
        .any(|node| visibility::is_hidden(dom, node) || elements::is_program(dom.name(node)))
}

/// A printed text, its pieces, and what else is known about its blocks.
type Print = (String, Vec<Piece>, Layout);

fn print(dom: &Dom, title: Option<&Title>, language: Option<&str>, mut printed: Printed) -> Print {
    let heading = match title {
        Some(Title::Heading(heading)) => Some(*heading),
        _ => None,
    };
    printed.block(PieceKind::Title);
    let mut page = Page {
        dom,
        article: None,
        boilerplate: HashMap::new(),
        title: None,
        byline: None,
        footnotes: footnotes::find(dom),
        headings: HashMap::new(),
        language,
    };
    if let Some(Title::Stated(title)) = title {
        printed.generated(title);
    }
    for child in heading
        .into_iter()
        .flat_map(|heading| dom.children(heading))
    {
        walk::print(&page, &mut printed, child, Context::of(PieceKind::Title));
    }
    printed.block(PieceKind::Paragraph);
    let sizes = measure::sizes(dom);
    page.title = heading;
    page.boilerplate = boilerplate::find(dom, &sizes, heading);
    let found = article::find(dom, |node| page.boilerplate.contains_key(&node));
    let mut article = found.unwrap_or_else(|| article::whole_page(dom));
    article::add_stated(dom, &sizes, &mut article);
    page.byline = rescue::lost_parts(dom, &sizes, &page.boilerplate, heading, &mut article);
    page.article = Some(article);
    walk::print(&page, &mut printed, ROOT, Context::of(PieceKind::Paragraph));
    printed.finish()
}
