//! Audio: samples in, samples and files of sound out. It knows no text.
//!
//! Lengths here are samples at [`SAMPLE_RATE`]; where files stand is left to `lismoi-book`.

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

/// Samples per second of every WAV file (mono, 16 bit).
pub const SAMPLE_RATE: u32 = 22_050;

/// Changes whenever the same takes would give another file: part of every section's key.
pub const VERSION: u32 = 3;

/// The number of samples in `ms` milliseconds.
pub fn samples(ms: u32) -> u64 {
    u64::from(ms) * u64::from(SAMPLE_RATE) / 1000
}
