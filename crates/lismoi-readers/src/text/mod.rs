//! Plain text: structure found by what each block looks like and what stands beside it.

pub mod decode;

pub mod blocks;
pub mod shape;

pub mod byline;
pub mod date;
pub mod furniture;
mod headings;
pub mod notes;
pub mod numbering;

pub mod structure;
