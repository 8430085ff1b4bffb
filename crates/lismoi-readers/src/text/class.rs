//! Classified blocks: what `classify.rs` finds and `assemble.rs` makes a document of.

use std::ops::Range;

use lismoi_document::{BlockKind, FootnoteReference, SkipReason};

/// The level of the title of an article.
pub(super) const TITLE_LEVEL: u8 = 1;

/// The level of a heading whose label and style say nothing else.
pub(super) const SECTION_LEVEL: u8 = 2;

/// A block and its class.
#[derive(Clone, Debug)]
pub(super) struct ClassifiedBlock {
    pub(super) class: BlockClass,
    /// Its bytes in the source, without white space at the ends.
    pub(super) range: Range<usize>,
    /// The footnote references in it, in order.
    pub(super) references: Vec<FootnoteReference>,
    /// Its facts as a footnote; default values for other classes.
    pub(super) footnote: FootnoteFacts,
}

/// The class of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockClass {
    Title,
    /// With its level.
    Heading(u8),
    Body(BlockKind),
    /// Before footnotes are resolved also a block that only looks like one.
    Footnote,
    Skip(SkipReason),
}

/// Facts about a footnote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FootnoteFacts {
    /// The length of its label, in bytes.
    pub(super) label_length: usize,
    /// Whether a reference to it was found.
    pub(super) is_referenced: bool,
    /// Whether it stands under a heading for footnotes.
    pub(super) is_under_heading: bool,
}

impl ClassifiedBlock {
    /// A block without footnote references.
    pub(super) fn new(class: BlockClass, range: Range<usize>) -> Self {
        ClassifiedBlock {
            class,
            range,
            references: Vec::new(),
            footnote: FootnoteFacts::default(),
        }
    }
}
