//! Lismoi ("lis-moi", read to me): a French article in, audio to listen to out.
//!
//! [`pipeline`] calls every stage once, in this order, each with the type that comes out:
//!
//! 1. [`article`]: bytes to a [`Document`](article::Document): what is written.
//! 2. [`french`]: a section to its [`Utterance`](french::Utterance)s: what is said.
//! 3. [`speech`]: spoken text to a [`Take`](speech::Take): eSpeak NG, in worker processes.
//! 4. [`audio`]: takes to the sound and the [`Cue`](audio::Cue)s of a chapter.
//! 5. [`audiobook`]: chapters to files.

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
compile_error!("lismoi runs on Linux and macOS: its workers fork, and talk through Unix pipes");

pub mod cli;
pub mod config;
pub mod pipeline;

mod roman;
mod word_list;

pub mod article;
pub mod french;
pub mod speech;

pub mod audio;
pub mod audiobook;

pub mod doctor;
pub mod message;
pub mod progress;
pub mod report;
pub mod show;
pub mod words;
