//! The pieces of a printed text, and the places in the source that they come from.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::skipped::SkipReason;

/// The format of a source, as it was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceFormat {
    /// Plain text. Its printed text is the source itself, so it has no pieces.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// A page saved with its pictures: MHTML, or a web archive of Safari.
    WebArchive,
    /// EPUB.
    Epub,
    /// DOCX, the format of Word.
    Docx,
    /// ODT, OpenDocument text.
    Odt,
    /// PDF.
    Pdf,
    /// A message (RFC 5322).
    Mail,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// The articles saved in a read-later service.
    Export,
}

impl fmt::Display for SourceFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SourceFormat::Text => "plain text",
            SourceFormat::Markdown => "Markdown",
            SourceFormat::Html => "HTML",
            SourceFormat::WebArchive => "web archives",
            SourceFormat::Epub => "EPUB",
            SourceFormat::Docx => "Word documents",
            SourceFormat::Odt => "OpenDocument texts",
            SourceFormat::Pdf => "PDF",
            SourceFormat::Mail => "mail",
            SourceFormat::Feed => "feeds",
            SourceFormat::Export => "exports of read-later services",
        })
    }
}

/// A piece of a printed text: what the markup says about it. The pieces are in order, do not
/// overlap, and hold everything but white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the printed text, never empty.
    pub range: Range<usize>,
    /// The place in the source that it comes from.
    pub place: Place,
    /// The kind of its block, or why it is not spoken.
    pub kind: PieceKind,
    /// Whether it is the first piece of its block; the others go on where it ends.
    pub starts_block: bool,
    /// Its language as a BCP 47 tag; `None` where it is that of the article.
    pub language: Option<String>,
}

/// The place in a source that a piece of printed text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// Nowhere: the number of a list item, or a title that stands in an attribute.
    Generated,
    /// These bytes of the source, decoded to UTF-8. Markup may lie between its first and its
    /// last byte.
    Bytes(Range<usize>),
    /// A part of one entry of a source that holds several: a file in an EPUB, a part of a
    /// message.
    Entry {
        /// The path or name of the entry.
        name: Arc<str>,
        /// As in [`Place::Bytes`].
        bytes: Range<usize>,
    },
    /// A part of a page.
    Page {
        /// The number of the page, from 1.
        number: u32,
        /// Left, top, right and bottom, in points (1/72 inch) from the top left of the page.
        area: [i32; 4],
    },
}

impl Place {
    /// The smallest place that holds both; `None` where they are not in one entry or page, or
    /// one of them is nowhere.
    pub fn union(&self, other: &Place) -> Option<Place> {
        let cover = |a: &Range<usize>, b: &Range<usize>| a.start.min(b.start)..a.end.max(b.end);
        match (self, other) {
            (Place::Generated, Place::Generated) => Some(Place::Generated),
            (Place::Bytes(a), Place::Bytes(b)) => Some(Place::Bytes(cover(a, b))),
            (
                Place::Entry { name, bytes: a },
                Place::Entry {
                    name: other,
                    bytes: b,
                },
            ) => (name == other).then(|| Place::Entry {
                name: name.clone(),
                bytes: cover(a, b),
            }),
            (
                Place::Page { number, area: a },
                Place::Page {
                    number: other,
                    area: b,
                },
            ) => (number == other).then(|| Place::Page {
                number: *number,
                area: [
                    a[0].min(b[0]),
                    a[1].min(b[1]),
                    a[2].max(b[2]),
                    a[3].max(b[3]),
                ],
            }),
            _ => None,
        }
    }
}

/// The kind of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// The title of the article.
    Title,
    /// A heading, with its level from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A part of a quotation.
    Quote,
    /// The names of the authors, or the date.
    Byline,
    /// The footnote of this number. Its label is a piece of its own, see
    /// [`PieceKind::FootnoteReference`].
    Footnote(usize),
    /// A reference to the footnote of this number, within another block; or the label of that
    /// footnote, at its start.
    FootnoteReference(usize),
    /// Text that is not spoken.
    Skipped(SkipReason),
}
