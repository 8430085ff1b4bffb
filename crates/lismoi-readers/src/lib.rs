//! Readers: the bytes of an article in, its text and [`Document`] out.
//!
//! [`parse()`] is pure: it takes bytes and needs no file. [`read`] and [`files`] are the only
//! I/O, for programs that take paths. Each input format is one file or folder here: today
//! [`text`], in three forms (see [`InputFormat`]). A new format adds its module, its variant of
//! [`InputFormat`] and its line in [`parse()`]; if it needs further crates, behind a feature.
//!
//! Readers find the title, headings, paragraphs, footnotes, metadata and boilerplate.
//! Sentences, and how they are spoken, are left to `lismoi-french`.
//!
//! [`Document`]: lismoi_document::Document

mod open;
mod options;
mod parse;

pub mod text;

pub use open::{files, read};
pub use options::{Boilerplate, Footnotes, InputFormat, ReadOptions};
pub use parse::{ReadError, parse};

#[cfg(test)]
mod tests;
