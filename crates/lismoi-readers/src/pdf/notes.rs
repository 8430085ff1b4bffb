//! Footnotes at the foot of pages, and the superscripts that refer to them.

use std::collections::HashMap;

/// The superscripts that are references to footnotes, or the labels of footnotes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The number of the footnote, by the number of the line and the first byte of the
    /// superscript.
    numbers: HashMap<(usize, usize), usize>,
}

impl Notes {
    /// The number of the footnote that a superscript refers to, or that it is the label of.
    pub(super) fn number_at(&self, line: usize, start: usize) -> Option<usize> {
        self.numbers.get(&(line, start)).copied()
    }
}
