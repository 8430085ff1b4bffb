//! Covers: the user's picture, or one that is drawn from the title.

pub mod draw;
pub mod read;

mod wrap;
