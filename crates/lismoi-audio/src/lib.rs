//! Mono 16-bit audio: gain and loudness, WAV files, encoders and decoders.
//!
//! ```text
//! samples of a take ──▶ trim ──▶ limiter ──▶ wav::writer ──▶ encode ──▶ MP3, Opus, M4B, FLAC
//!                                   ▲            │                            │
//!                     loudness ◀── meter ◀───────┘            decode ◀────────┘
//! ```
//!
//! - [`trim`] cuts silence off both ends of a take and fades them; [`limiter`] applies a gain
//!   and keeps true peaks below a ceiling.
//! - [`true_peak`] measures peaks; [`meter`] measures a section; [`loudness`] turns measurements into the gain that brings a
//!   whole audiobook to its target.
//! - [`wav`] writes and reads WAV files of any length, with a marker for each sentence.
//! - [`mod@encode`] writes compressed files with tags, chapters and a cover; [`mod@decode`]
//!   reads them back, so that they can be verified.
//! - [`stretch`] plays faster or slower at the same pitch.
//!
//! Memory never grows with the length of the audio, and the same samples and tags always give
//! the same bytes. Lengths and positions are in samples unless a name has a unit (`_ms`,
//! `_us`); the sample rate, in hertz, is an argument or a field.
//!
//! This crate knows no articles and no speech engine. File names, folders and the text of the
//! tags are left to its callers.
//!
//! ```
//! use lismoi_audio::{limiter, loudness, meter::Meter};
//!
//! let sample_rate = 16_000;
//! let tone: Vec<i16> = (0..sample_rate * 2)
//!     .map(|at| ((at as f64 * 0.4).sin() * 3_000.0) as i16)
//!     .collect();
//! let louder = limiter::apply_gain(&tone, sample_rate, 6.0);
//! let mut meter = Meter::new(sample_rate);
//! meter.add(&louder);
//! let lufs = loudness::integrated([meter.finish()].iter()).expect("it is not silent");
//! assert!((-20.0..-15.0).contains(&lufs));
//! ```
//!
//! # Features
//!
//! `mp3`, `opus`, `m4b` and `flac` each build one encoder and its decoder; all are on by
//! default. A format that is not built is a [`MissingCodec`](encode::MissingCodec) error.

pub mod clock;
pub mod dot_product;

mod filter;

pub mod limiter;
pub mod trim;
pub mod true_peak;

pub mod loudness;
pub mod meter;

pub mod wav;

pub mod decode;
pub mod encode;

pub mod stretch;

#[cfg(test)]
mod tools;

/// The version of everything that turns a take into samples of a WAV file. It changes when
/// the same takes would give other samples, so that callers can tell which files are stale.
pub const VERSION: u32 = 4;
