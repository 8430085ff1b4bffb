//! Web pages, and parts of pages: printed text with the places that it comes from.
//!
//! | step | file | from | to |
//! |---|---|---|---|
//! | decode | `decode.rs` | bytes | text |
//! | parse | `parse.rs`, `sink.rs` | text | `dom.rs`, a tree with places |
//! | metadata | `metadata.rs`, `json_ld.rs` | tree | what the page says about itself |
//! | title | `title.rs` | tree, metadata | a heading, or what the page states |
//! | footnotes | `footnotes.rs` | tree | references and their footnotes |
//! | article | `article.rs`, `serialize.rs` | tree | the elements of the article |
//! | walk | `walk.rs`, `tables.rs`, `visibility.rs` | all of these | printed text |

use lismoi_document::{Document, Piece, PieceKind, Source, SourceFormat};

use crate::markup;
use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::Printed;
use dom::{Dom, NodeId, ROOT};
use title::Title;
use walk::{Context, Page};

mod article;
mod decode;
mod dom;
mod elements;
mod footnotes;
mod json_ld;
mod metadata;
mod parse;
mod serialize;
mod sink;
mod tables;
mod title;
mod visibility;
mod walk;

/// The largest page, in bytes.
const LARGEST: usize = 20_000_000;

/// The printed text and the structure of a page; `name` is its file name.
///
/// # Errors
/// The bytes are not text, or the page is too large.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge);
    }
    let decoded = decode::source(bytes, name)?;
    let dom = parse::dom(&decoded.text)?;
    let mut page = metadata::of_page(&dom);
    let title = title::find(&dom, &page, |node| is_hidden(&dom, node));
    let (text, pieces) = print(&dom, title.as_ref(), page.metadata.language.as_deref());
    if let Some(Title::Stated(title)) = title {
        page.metadata.title = Some(title);
    }
    let document = markup::document(&text, &pieces, options, page.metadata);
    let source = Source {
        format: SourceFormat::Html,
        text,
        pieces,
        ..decoded
    };
    Ok((source, document))
}

fn is_hidden(dom: &Dom, node: NodeId) -> bool {
    std::iter::once(node)
        .chain(dom.ancestors(node))
        .any(|node| visibility::is_hidden(dom, node))
}

fn print(dom: &Dom, title: Option<&Title>, language: Option<&str>) -> (String, Vec<Piece>) {
    let mut page = Page {
        dom,
        article: article::find(dom, |_| false),
        title: None,
        footnotes: footnotes::find(dom),
        language,
    };
    let mut printed = Printed::new();
    printed.block(PieceKind::Title);
    match title {
        Some(Title::Stated(title)) => printed.generated(title),
        Some(Title::Heading(heading)) => {
            let whole = page.article.take();
            let context = Context::of(PieceKind::Title);
            for child in dom.children(*heading) {
                walk::print(&page, &mut printed, child, context);
            }
            page.article = whole;
            page.title = Some(*heading);
        }
        None => {}
    }
    printed.block(PieceKind::Paragraph);
    walk::print(&page, &mut printed, ROOT, Context::of(PieceKind::Paragraph));
    printed.finish()
}

/// Prints a part of a page that starts at `offset` of a source in another format.
///
/// # Errors
/// It has too many elements.
#[cfg(feature = "markdown")]
pub(crate) fn print_fragment(
    printed: &mut Printed,
    html: &str,
    offset: usize,
) -> Result<(), ReadError> {
    let mut dom = parse::dom(html)?;
    dom.move_places(offset);
    let page = Page {
        dom: &dom,
        article: None,
        title: None,
        footnotes: footnotes::find(&dom),
        language: None,
    };
    let context = Context::of(printed.kind());
    walk::print(&page, printed, ROOT, context);
    Ok(())
}
