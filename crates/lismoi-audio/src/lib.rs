//! Audio: samples in, samples and files of sound out. It knows no text.
//!
//! Lengths here are samples, at a rate in hertz that the caller gives or a file says. Where
//! files stand is left to `lismoi-book`.

pub mod clock;

mod filter;
pub mod products;

pub mod level;
pub mod trim;

pub mod loudness;
pub mod meter;

pub mod wav;

pub mod decode;
pub mod encode;

/// Changes whenever the same takes would give another file: part of every section's key.
pub const VERSION: u32 = 3;
