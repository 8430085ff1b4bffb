//! Classified blocks: what `classify.rs` finds and `assemble.rs` makes a document of.

use std::ops::Range;

use lismoi_document::{BlockKind, FootnoteReference, SkipReason};

/// The level of the title of an article.
pub(crate) const TITLE_LEVEL: u8 = 1;

/// The level of a heading whose label and style say nothing else.
pub(crate) const SECTION_LEVEL: u8 = 2;

/// A block and its class.
#[derive(Clone, Debug)]
pub(crate) struct ClassifiedBlock {
    pub(crate) class: BlockClass,
    /// Its bytes in the source, without white space at the ends.
    pub(crate) range: Range<usize>,
    /// The footnote references in it, in order.
    pub(crate) references: Vec<FootnoteReference>,
    /// Its facts as a footnote; default values for other classes.
    pub(crate) footnote: FootnoteFacts,
}

/// The class of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockClass {
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
pub(crate) struct FootnoteFacts {
    /// The length of its label, in bytes.
    pub(crate) label_length: usize,
    /// Whether a reference to it was found.
    pub(crate) is_referenced: bool,
    /// Whether it stands under a heading for footnotes.
    pub(crate) is_under_heading: bool,
}

impl ClassifiedBlock {
    /// A block without footnote references.
    pub(crate) fn new(class: BlockClass, range: Range<usize>) -> Self {
        ClassifiedBlock {
            class,
            range,
            references: Vec::new(),
            footnote: FootnoteFacts::default(),
        }
    }
}
