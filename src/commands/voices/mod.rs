//! `lismoi voices`: the voices that there are, and those that the user adds and removes.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use lismoi_speech::installed;

use crate::cli::voices::VoicesCommand;
use crate::exit_code::Exit;

#[cfg(not(feature = "web"))]
use offline as download;

pub(super) mod add;
#[cfg(feature = "web")]
mod download;
#[cfg(not(feature = "web"))]
mod offline;

mod list;
mod remove;
mod try_out;

/// Does what the command says; lists the voices where it says nothing.
///
/// # Errors
/// A voice cannot be read, added or removed, or `out` cannot be written.
pub fn run(command: Option<&VoicesCommand>, out: &mut impl Write) -> Result<Exit> {
    match command {
        None => list::run(false, out),
        Some(VoicesCommand::List { all }) => list::run(*all, out),
        Some(VoicesCommand::Add(voice)) => add::run(voice, out),
        Some(VoicesCommand::Try(voice)) => try_out::run(voice, out),
        Some(VoicesCommand::Remove { name }) => remove::run(name, out),
    }
}

/// The folder of the added voices.
fn folder() -> Result<PathBuf> {
    installed::folder().context("there is no folder for the data of this user")
}
