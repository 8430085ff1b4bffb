//! Footnotes and footnote references.
//!
//! `label.rs` finds the label that a footnote starts with, `reference.rs` the references in a
//! block, `heading.rs` the headings for footnotes; `resolve.rs` ties each footnote to the first
//! reference to it. Where footnotes are read is left to `assemble.rs`.

pub(crate) mod heading;
pub(crate) mod label;
mod reference;

pub(crate) mod resolve;
