//! The program from outside, as an engine calls it.

#![expect(clippy::unwrap_used, reason = "a test may")]

mod environment;

mod contract;
mod interruption;
mod poison;
mod sound;
mod verifying;
