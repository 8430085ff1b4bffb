//! Plain text: structure found by what each block looks like and what stands beside it.

pub mod decode;

pub mod blocks;
pub mod shape;

pub mod boilerplate;
pub mod byline;
pub mod date;
pub mod footnotes;
mod headings;
pub mod numbering;

pub mod structure;
