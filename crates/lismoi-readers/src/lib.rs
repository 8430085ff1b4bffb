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
//! | MHTML and web archives of Safari | `webarchive/` | `webarchive` |
//! | messages and mailboxes | `mail/` | `mail` |
//! | RSS, Atom and JSON Feed | `feed/` | `feed` |
//! | exports of read-later services | `export/` | `export` |
//! | DOCX | `docx/`, `office/` | `docx` |
//! | ODT | `odt/`, `office/` | `odt` |
//! | EPUB 2 and 3 | `epub/` | `epub` |
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
    not(all(
        feature = "export",
        feature = "feed",
        feature = "html",
        feature = "mail",
        feature = "markdown",
        feature = "webarchive"
    )),
    allow(dead_code, reason = "the readers share more than each of them needs")
)]

mod folder;
mod open;
mod options;
mod parse;
mod part;

mod detect;

pub mod text;

#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "epub")]
mod epub;
#[cfg(feature = "export")]
mod export;
#[cfg(feature = "feed")]
mod feed;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "webarchive")]
mod webarchive;

#[cfg(any(feature = "export", feature = "feed", feature = "mail"))]
mod entry;
#[cfg(any(feature = "export", feature = "feed"))]
mod listed;
#[cfg(any(feature = "mail", feature = "webarchive"))]
mod mime;
#[cfg(feature = "odt")]
mod odt;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "html")]
mod quotation;
mod several;

mod address;
mod media_type;
mod superscript;
mod table;

#[cfg(any(feature = "docx", feature = "odt"))]
mod office;
#[cfg(feature = "package")]
mod package;
mod printed;

mod markup;

pub use detect::has_readable_ending;
pub use folder::{Found, LeftOut, Subfolders};
#[cfg(feature = "html")]
pub use html::decode::page_text;
#[cfg(any(feature = "export", feature = "feed"))]
pub use listed::{ListedArticle, listed};
pub use open::{files, read, read_protected};
pub use options::{Boilerplate, Footnotes, InputFormat, ReadOptions};
pub use parse::{Input, ReadError, parse};
pub use part::{Part, Parts};

#[cfg(test)]
mod invariants;
#[cfg(test)]
mod tests;
