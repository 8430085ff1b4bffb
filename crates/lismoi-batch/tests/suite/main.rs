//! The program from outside, as an engine calls it.

#![expect(clippy::unwrap_used, reason = "a test may")]

mod environment;

#[cfg(feature = "cloud")]
mod cloud;
mod contract;
mod interruption;
mod poison;
#[cfg(feature = "nats")]
mod queue;
#[cfg(feature = "serve")]
mod serving;
mod sound;
mod verifying;
