//! The printed text of an article.

use crate::piece::{Piece, SourceFormat};

/// The text of an article, before its structure is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file name without its folder; `None` for standard input.
    pub name: Option<String>,
    /// The format that it was read from.
    pub format: SourceFormat,
    /// The whole text in UTF-8: the file itself where it is plain text, else what a sighted
    /// reader sees, in reading order. All ranges are byte ranges of it.
    pub text: String,
    /// Lines (from 1) with bytes that could not be decoded; U+FFFD replaces these bytes.
    pub damaged_lines: Vec<usize>,
    /// The titles of articles of the same input that have no text; empty but for the first
    /// article of an input.
    pub left_out: Vec<String>,
    /// What the markup says about each piece of the text; empty for plain text.
    pub pieces: Vec<Piece>,
}

/// The words of `text` on one line, separated by single spaces.
pub fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
