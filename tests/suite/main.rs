//! The program from outside: real processes, real files.

#![allow(clippy::unwrap_used, reason = "a test may")]

mod environment;
mod manifests;
mod readers;
mod tools;

#[cfg(feature = "web")]
mod addresses;
mod audiobookshelf;
mod bad_exports;
mod bad_input;
mod captions;
mod checking;
mod command_line;
mod completions;
mod covers;
mod damage;
mod decoded;
mod epub;
mod exporting;
mod failing_calls;
mod feed;
mod guide;
mod help;
mod input_formats;
mod interrupted_exports;
mod interruption;
mod library;
mod listening;
mod localization;
mod loudness;
mod markers;
mod moved;
mod named_files;
mod packaging;
mod pico;
#[cfg(feature = "piper")]
mod piper;
mod planted;
mod previewing;
mod pronouncing;
#[cfg(feature = "serve")]
mod queueing;
mod quota;
mod reproducibility;
#[cfg(feature = "piper")]
mod reuse;
mod saying;
#[cfg(feature = "serve")]
mod serving;
mod showing;
mod sound_options;
mod sound_server;
#[cfg(feature = "web")]
mod sources;
mod spoken_forms;
mod synthesizer;
mod terminal;
mod trust;
mod updating;
mod voice_cache;
#[cfg(feature = "piper")]
mod voices;
mod word_lists;
