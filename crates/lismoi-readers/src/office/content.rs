//! The content of an office document: blocks in reading order.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use lismoi_document::{PieceKind, SkipReason};

/// A document.
#[derive(Clone, Debug)]
pub(crate) struct Content<'a> {
    /// The heads and feet of pages.
    pub(crate) running: Vec<Part<'a>>,
    /// Its text.
    pub(crate) body: Part<'a>,
    /// Its footnotes and endnotes, in the order of their references.
    pub(crate) notes: Vec<Note<'a>>,
    /// Comments and deleted text that stand apart from the text.
    pub(crate) apart: Vec<Part<'a>>,
}

/// The blocks of one file of the archive.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    /// The path of the file; `None` where the document is a single file.
    pub(crate) entry: Option<Arc<str>>,
    pub(crate) blocks: Vec<Block<'a>>,
}

/// A footnote or endnote.
#[derive(Clone, Debug)]
pub(crate) struct Note<'a> {
    /// As in [`Part::entry`].
    pub(crate) entry: Option<Arc<str>>,
    /// The number that ties it to its reference.
    pub(crate) number: usize,
    /// Its label as printed: "1", "iv", "*".
    pub(crate) label: String,
    pub(crate) blocks: Vec<Block<'a>>,
}

/// A block.
#[derive(Clone, Debug)]
pub(crate) enum Block<'a> {
    Paragraph(Paragraph<'a>),
    Table(Table<'a>),
}

/// A paragraph, heading or list item.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph<'a> {
    /// Its kind; for [`PieceKind::Skipped`], none of it is spoken.
    pub(crate) kind: PieceKind,
    /// Its number as printed: "1.2", "a)".
    pub(crate) number: Option<String>,
    pub(crate) inlines: Vec<Inline<'a>>,
}

/// A part of a paragraph. Places are bytes of the file that it stands in.
#[derive(Clone, Debug)]
pub(crate) enum Inline<'a> {
    Text {
        text: Cow<'a, str>,
        place: Range<usize>,
        /// As the document has it; `None` where it does not tell.
        language: Option<Rc<str>>,
    },
    /// The reference to a note.
    Reference {
        label: String,
        place: Range<usize>,
        number: usize,
    },
    /// Text that is not spoken.
    Skipped {
        reason: SkipReason,
        text: Cow<'a, str>,
        place: Range<usize>,
    },
    LineBreak,
    Space,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table<'a> {
    pub(crate) rows: Vec<Row<'a>>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row<'a> {
    /// Whether the document says that it holds the heads of the columns.
    pub(crate) is_head: bool,
    /// The blocks of each cell; a cell that a merged one covers has none.
    pub(crate) cells: Vec<Vec<Block<'a>>>,
}

impl Paragraph<'_> {
    /// Its text that is spoken.
    pub(crate) fn spoken(&self) -> String {
        let mut spoken = String::new();
        for inline in &self.inlines {
            match inline {
                Inline::Text { text, .. } => spoken.push_str(text),
                Inline::LineBreak | Inline::Space => spoken.push(' '),
                Inline::Reference { .. } | Inline::Skipped { .. } => {}
            }
        }
        spoken
    }

    /// Whether some of it is spoken.
    pub(crate) fn has_text(&self) -> bool {
        let mut inlines = self.inlines.iter();
        inlines.any(|inline| matches!(inline, Inline::Text { text, .. } if !text.trim().is_empty()))
    }
}
