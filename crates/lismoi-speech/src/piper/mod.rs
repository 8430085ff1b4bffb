//! Piper: VITS voices in ONNX files that the user brings.
//!
//! Spoken text and the phonemes of eSpeak NG in, a [`Take`](crate::Take) out. A voice is two
//! files: the model, `NAME.onnx`, and its configuration, `NAME.onnx.json`. [`config`] reads the
//! configuration, [`voice`] names a voice without loading its model. With the feature `piper`,
//! [`ids`] makes phonemes into the model's input, [`graph`] finds the nodes that it needs,
//! `noise` replaces the model's random numbers, [`model`] runs it, and [`engine`] joins all
//! that in a worker process.
//!
//! Which phonemes are right is left to `lismoi-french` and eSpeak NG.

use lismoi_french::Limits;

use crate::render::espeak;

pub mod config;
pub mod voice;

pub mod ids;

/// How much text is spoken at once: 12 s, because each second takes 35 MB. What eSpeak NG drops
/// is divided before, too.
pub const LIMITS: Limits = Limits {
    utterance_half_sounds: 520,
    ..espeak::LIMITS
};

#[cfg(feature = "piper")]
mod noise;

#[cfg(feature = "piper")]
pub mod graph;
#[cfg(feature = "piper")]
pub mod model;

#[cfg(feature = "piper")]
pub mod engine;

#[cfg(all(test, feature = "piper"))]
mod tests;
