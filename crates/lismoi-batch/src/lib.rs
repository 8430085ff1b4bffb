//! The program `lismoi-batch`: many articles in, one object for each in a store, one line of
//! answer for each.
//!
//! ```text
//!  a line ──▶ record ──▶ article ──▶ recording ──▶ objects in the store
//!             key          lismoi-     samples        o/ab/<key>.opus
//!                          readers     captions       c/<batch>/00000.jsonl.gz
//! ```
//!
//! [`record`] is what a line asks for, [`options`] how it is spoken, [`key`] the name of the
//! result. [`article`] reads it, [`recording`] speaks it at one loudness without writing an
//! article's folder, and [`make`] encodes it. A [`store`] keeps each object once; [`captions`]
//! are gathered into parts. [`run`] does all of this for many articles at a time, `queue`
//! for articles that come from a broker, `serve` for those that somebody asks for over HTTP, and
//! [`verify`] checks a store.
//!
//! The program fails only where the next article would fail too. What is wrong with one article
//! is an [`answer`].

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
compile_error!("lismoi-batch runs on Linux and macOS: its workers fork");

pub mod answer;
pub mod options;
pub mod record;

pub mod article;
pub mod articles;
pub mod key;

pub mod recording;
mod spool;
pub mod voices;

pub mod captions;
pub mod store;

pub mod make;

pub mod input;
pub mod run;
pub mod verify;

#[cfg(feature = "serve")]
mod watch;

#[cfg(feature = "nats")]
pub mod queue;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;
pub mod localization;
pub mod program;
