//! Prosody: the marks that move the voice, and the silences between utterances.
//!
//! [`Mark`] is what is left of punctuation once a sentence is in words; [`pauses`] sets how
//! long the silence is after each utterance. The melody within an utterance is left to the
//! synthesizer, which follows the marks.

mod brackets;
pub(crate) mod gaps;
mod marks;
pub mod pauses;
pub(crate) mod strokes;

pub use marks::Mark;

pub(crate) use brackets::Brackets;
pub(crate) use marks::is_mark;
