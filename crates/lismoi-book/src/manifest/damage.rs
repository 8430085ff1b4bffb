//! The parts of a manifest that are damaged.

use std::fmt::{self, Display, Formatter};

/// A part that is not as lismoi wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamagedPart {
    /// The line before the sections.
    Head,
    /// The section of this number, from 1.
    Section(usize),
    /// The line after the sections.
    Checksums,
    /// All: another program has rewritten it.
    Whole,
}

impl Display for DamagedPart {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            DamagedPart::Head => out.write_str("its head is damaged"),
            DamagedPart::Section(number) => write!(out, "its section {number} is damaged"),
            DamagedPart::Checksums => out.write_str("its checksums are damaged"),
            DamagedPart::Whole => out.write_str("another program has rewritten it"),
        }
    }
}
