//! One file per command. Each prints to the writer it is given and says how the program ends.

use anyhow::Error;

use crate::exit_code::Exit;
use crate::message;

pub mod read;

mod dry_run;
pub mod show;

pub mod play;
pub mod say;

pub mod check;
pub mod completions;
pub mod doctor;
pub mod man;
pub mod voices;

/// Prints an error in the options or the configuration.
fn wrong_usage(error: &Error) -> Exit {
    message::error(error);
    Exit::Usage
}
