//! The program `lismoi` ("lis-moi", read to me): a French article in, audio to listen to out.
//!
//! [`cli`] says what may be typed, [`config`] what it means, and [`commands`] has one file per
//! command. [`pipeline`] calls every stage once, each a crate with the type that comes out:
//!
//! 1. `lismoi-readers`: bytes to a [`Document`](lismoi_document::Document), what is written.
//! 2. `lismoi-french`: a section to [`Utterance`](lismoi_french::Utterance)s, what is said.
//! 3. `lismoi-speech`: an utterance to a [`Take`](lismoi_speech::Take), what is heard, in
//!    worker processes.
//! 4. `lismoi-audio`: samples, normalized in loudness, encoded and decoded.
//! 5. `lismoi-book`: takes to chapters, chapters to files.
//!
//! [`progress`], [`message`] and [`report`] print, in the language that [`localization`] finds.
//! Nothing below this crate does.

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
compile_error!("lismoi runs on Linux and macOS: its workers fork, and talk through Unix pipes");

#[macro_use]
pub mod localization;

pub mod cli;
pub mod config;

pub mod input;

pub mod commands;
pub mod pipeline;

mod language;

mod hints;
pub mod message;
pub mod playback;
pub mod printable;
pub mod progress;
pub mod report;
pub mod signal;
pub mod unknown_phonemes;
pub mod workers;

pub mod exit_code;
