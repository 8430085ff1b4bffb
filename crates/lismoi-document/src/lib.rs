//! Plain data for a written article. No I/O.
//!
//! Readers make these types from the bytes of a file: a [`Source`] is the printed text of an
//! article, a [`Document`] is its structure, as byte ranges of that text. How a sentence ends
//! and how it is spoken is left to `lismoi-french`.

mod piece;
mod source;

mod document;
mod metadata;
mod skipped;

pub use document::{Block, BlockKind, Document, FootnoteReference, Section, SectionKind};
pub use metadata::Metadata;
pub use piece::{Piece, PieceKind, Place, SourceFormat};
pub use skipped::{SkipReason, Skipped};
pub use source::{Source, collapse_whitespace};

pub mod lines;

pub mod months;
pub mod roman;
pub mod word_list;
