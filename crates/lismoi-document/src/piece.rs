//! The pieces of a printed text, and the places in the source that they come from.

use std::fmt;
use std::ops::Range;

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
}

impl fmt::Display for SourceFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SourceFormat::Text => "plain text",
            SourceFormat::Markdown => "Markdown",
            SourceFormat::Html => "HTML",
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
}

impl Place {
    /// The smallest place that holds both.
    pub fn union(&self, other: &Place) -> Place {
        match (self, other) {
            (Place::Generated, place) | (place, Place::Generated) => place.clone(),
            (Place::Bytes(a), Place::Bytes(b)) => {
                Place::Bytes(a.start.min(b.start)..a.end.max(b.end))
            }
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
