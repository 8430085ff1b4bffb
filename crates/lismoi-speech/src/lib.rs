//! Speech synthesis: spoken text in, [`Take`]s out.
//!
//! [`Synthesizer`] is what every engine implements, [`engine::Engine`] the list of engines. They
//! run in worker processes ([`process`] on this side of the pipe, [`worker`] on the other),
//! because they keep hidden state between utterances and because C code may crash.
//! [`order::speak_in_order`] runs several synthesizers at once.
//!
//! The words of an utterance are left to `lismoi-french`, the processing of samples to
//! `lismoi-audio` and `lismoi-book`.

mod synthesizer;
mod take;

pub use synthesizer::{EngineIdentity, SpeechError, Synthesizer};
pub use take::{Take, TakeWord};

pub mod render;

pub mod hash;
pub mod installed;
pub mod voice;
pub mod voice_data;

pub mod order;

mod child;
pub mod command;
pub mod process;

pub mod protocol;

pub mod engine;
pub mod espeak;
pub mod pico;
pub mod piper;
pub mod worker;
