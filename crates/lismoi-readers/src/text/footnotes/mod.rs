//! Footnotes and footnote references.
//!
//! `label.rs` finds the label that a footnote starts with, `reference.rs` the references in a
//! block, `heading.rs` the headings for footnotes; `resolve.rs` ties each footnote to the first
//! reference to it. Where footnotes are read is left to `assemble.rs`.

pub(super) mod heading;
pub(super) mod label;
mod reference;

pub(super) mod resolve;
