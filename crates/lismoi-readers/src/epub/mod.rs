//! Books, EPUB 2 and 3: printed text with the places that it comes from.
//!
//! | step | file | from | to |
//! |---|---|---|---|
//! | open | `book.rs`, `chapter.rs`, `paths.rs`, `xml.rs` | archive | chapters as trees |
//! | describe | `package_document.rs`, `metadata.rs`, `cover.rs`, `navigation.rs` | OPF, nav, NCX | order, metadata, table of contents |
//! | refuse | `protection.rs` | `META-INF` | an error for a book with DRM |
//! | leave out | `marks.rs`, `parts.rs`, `contents.rs`, `tree.rs` | trees | elements that are not read |
//! | footnotes | `footnotes.rs` | trees | references and their footnotes |
//! | headings | `headings.rs`, `leaves.rs` | trees, table of contents | headings that no element says |
//! | print | `print.rs` | all of these | printed text, by the walk of `html/` |

use lismoi_document::{Document, PieceKind, Source, SourceFormat};

use crate::markup;
use crate::options::ReadOptions;
use crate::parse::ReadError;
use book::Book;

mod book;
mod chapter;
mod contents;
mod cover;
mod footnotes;
mod headings;
mod leaves;
mod marks;
mod metadata;
mod navigation;
mod package_document;
mod parts;
mod paths;
mod print;
mod protection;
mod tree;
mod xml;

#[cfg(test)]
mod tests;

/// The printed text and the structure of a book; `name` is its file name.
///
/// # Errors
/// It is damaged, protected, without text, or too large.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    let book = Book::open(bytes)?;
    let (text, pieces, layout) = print::print(&book, options);
    let has_text = |kind| !matches!(kind, PieceKind::Title | PieceKind::Skipped(_));
    if !pieces.iter().any(|piece| has_text(piece.kind)) && book.is_without_text() {
        return Err(ReadError::Refused {
            reason: "its pages hold no text",
            hint: "its pages may be pictures: lismoi reads text; run OCR first",
        });
    }
    let damaged_lines = damaged_lines(&book, &text);
    let document = markup::document(&text, &pieces, &layout, options, book.metadata);
    let source = Source {
        name,
        format: SourceFormat::Epub,
        text,
        pieces,
        damaged_lines,
        ..Source::default()
    };
    Ok((source, document))
}

/// The printed lines with bytes of a chapter that could not be decoded.
fn damaged_lines(book: &Book, text: &str) -> Vec<usize> {
    if !book.chapters.iter().any(|chapter| chapter.is_damaged) {
        return Vec::new();
    }
    let lines = text.lines().zip(1..);
    let damaged = lines.filter(|(line, _)| line.contains('\u{FFFD}'));
    damaged.map(|(_, number)| number).collect()
}
