//! Glyphs in, lines in reading order out, and how lines join into paragraphs.

pub(super) mod columns;
pub(super) mod items;
pub(super) mod lines;
pub(super) mod looks;
pub(super) mod order;
pub(super) mod pages;
pub(super) mod paragraphs;
pub(super) mod segments;
