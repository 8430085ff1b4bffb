//! The program `lismoi` ("lis-moi", read to me): a French article in, audio to listen to out.
//!
//! [`pipeline`] calls every stage once, in this order, each a crate with the type that comes
//! out:
//!
//! 1. `lismoi-readers`: bytes to a [`Document`](lismoi_document::Document): what is written.
//! 2. `lismoi-french`: a section to its [`Utterance`](lismoi_french::Utterance)s: what is said.
//! 3. `lismoi-speech`: spoken text to a [`Take`](lismoi_speech::Take): eSpeak NG, in worker
//!    processes.
//! 4. `lismoi-audio`: samples, levelled, encoded and decoded.
//! 5. `lismoi-book`: takes to chapters, chapters to files.

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
compile_error!("lismoi runs on Linux and macOS: its workers fork, and talk through Unix pipes");

pub mod cli;
pub mod config;
pub mod pipeline;

pub mod commands;

pub mod message;
pub mod progress;
pub mod report;
