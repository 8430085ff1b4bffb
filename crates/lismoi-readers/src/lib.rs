//! Readers: the bytes of an article in, its printed text and [`Document`] out.
//!
//! [`parse()`] is pure: it takes bytes and needs no file. [`read`] and [`files`] are the only
//! I/O, for programs that take paths. Each input format is one file or folder here:
//!
//! | format | folder | feature |
//! |---|---|---|
//! | plain text, in three forms (see [`InputFormat`]) | [`text`] | |
//! | Markdown | `markdown/` | `markdown` |
//! | HTML | `html/` | `html` |
//! | PDF | `pdf/` | `pdf` |
//!
//! A reader of a format with markup prints what a sighted reader sees into `printed.rs`, as
//! pieces with their kinds and their places in the source; `markup/` makes a [`Document`] of
//! these. `detect/` finds the format.
//!
//! Readers find the title, headings, paragraphs, footnotes, metadata and boilerplate.
//! Sentences, and how they are spoken, are left to `lismoi-french`.
//!
//! [`Document`]: lismoi_document::Document

#![cfg_attr(
    not(all(feature = "html", feature = "markdown")),
    allow(dead_code, reason = "the readers share more than each of them needs")
)]

mod open;
mod options;
mod parse;

mod detect;

pub mod text;

#[cfg(feature = "html")]
mod html;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;

mod address;
mod superscript;
mod table;

#[cfg(feature = "package")]
mod package;
mod printed;

mod markup;

pub use open::{files, read, read_protected};
pub use options::{Boilerplate, Footnotes, InputFormat, ReadOptions};
pub use parse::{Input, ReadError, parse};

#[cfg(test)]
mod tests;
