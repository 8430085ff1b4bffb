//! An utterance in, the text by which an engine says it right out.

use std::ops::Range;

pub mod espeak;
pub mod pico;

/// The text of an utterance for an engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The text: words with a space between them, and their marks.
    pub text: String,
    /// The range of each spoken word in the text, in bytes, one for one.
    pub words: Vec<Range<usize>>,
}
