//! One file per command. Each prints to the writer it is given and says how the program ends.

use anyhow::Error;

use crate::config::Config;
use crate::exit_code::Exit;
use crate::message;

pub mod read;

mod dry_run;
pub mod show;

pub mod add;
pub mod export;
pub mod feed;
pub mod library;
pub mod listen;
pub mod play;
mod queued;
pub mod say;
#[cfg(feature = "serve")]
pub mod serve;
pub mod sources;

pub mod check;
pub mod completions;
pub mod doctor;
pub mod man;
pub mod voices;

/// Says that options come from a file that the user may not know of.
fn announce(config: &Config) {
    if let Some(file) = &config.found {
        message::note(&tr!("settings-of", file = file.to_string_lossy()));
    }
}

/// Prints an error in the options or the configuration.
fn wrong_usage(error: &Error) -> Exit {
    message::error(error);
    Exit::Usage
}
