//! What each line of a document is.

use lismoi_document::SkipReason;

use super::lines::Line;

/// A line, and what it is.
#[derive(Debug)]
pub(super) struct ClassifiedLine {
    pub(super) line: Line,
    pub(super) role: Role,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
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
    pub(super) fn is_body(&self) -> bool {
        self.role == Role::Body
    }
}
