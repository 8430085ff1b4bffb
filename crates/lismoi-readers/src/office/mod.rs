//! What the readers of office documents (`docx/`, `odt/`) share: their XML, the content that
//! they find in it, and how that is printed.
//!
//! | file | what |
//! |---|---|
//! | [`files`], [`xml`] | the files of the archive, each a tree of elements |
//! | [`content`] | the blocks of a document in reading order, as both formats have them |
//! | [`style_names`] | what the names of built-in styles say |
//! | `title.rs` | which of them is the title |
//! | `numerals.rs` | the numbers of list items, headings and footnotes |
//! | `print.rs`, `tables.rs` | blocks to printed text |
//! | `metadata.rs` | title, authors, date and language, as both formats have them |

pub(crate) mod content;
pub(crate) mod files;
pub(crate) mod metadata;
pub(crate) mod numerals;
mod print;
pub(crate) mod style_names;
mod tables;
mod title;
pub(crate) mod xml;
#[cfg(test)]
pub(crate) mod zipped;

pub(crate) use print::print;
