//! What each line of a document is.

use lismoi_document::SkipReason;

use crate::pdf::layout::lines::Line;

/// A line, and what it is.
#[derive(Debug)]
pub(in crate::pdf) struct ClassifiedLine {
    pub(in crate::pdf) line: Line,
    pub(in crate::pdf) role: Role,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pdf) enum Role {
    /// Running text, or an item of a list.
    Body,
    Title,
    /// Lines of one heading follow each other with the same number.
    Heading {
        level: u8,
        number: usize,
    },
    /// A line of the footnote of this number.
    Footnote(usize),
    Skipped(SkipReason),
}

impl ClassifiedLine {
    pub(in crate::pdf) fn is_body(&self) -> bool {
        self.role == Role::Body
    }
}
