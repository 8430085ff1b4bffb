//! Which command is meant, and the files that all of them read.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use lismoi_files::own::Folder;
use lismoi_library::sources::secrets::Secrets;

use super::{add, fetch, list, remove};
use crate::cli::sources::{Sources, SourcesCommand};
use crate::config;
use crate::exit_code::Exit;

/// Does what the command says; lists the sources where it says nothing.
///
/// # Errors
/// The library cannot be read or written, or those of `out`.
pub fn run(sources: &Sources, out: &mut impl Write) -> Result<Exit> {
    match &sources.command {
        None => list::run(None, out),
        Some(SourcesCommand::List { output }) => list::run(output.as_deref(), out),
        Some(SourcesCommand::Add(source)) => add::run(source, out),
        Some(SourcesCommand::Fetch(fetch)) => fetch::run(fetch, out),
        Some(SourcesCommand::Remove { name, output }) => remove::run(name, output.as_deref(), out),
    }
}

/// The folder of the library, which is made where it is missing.
pub(super) fn folder(output: Option<&Path>) -> Result<Folder> {
    let path = config::output_folder(output)?;
    let made = std::fs::create_dir_all(&path).and_then(|()| Folder::open(&path));
    made.with_context(|| format!("could not make the folder '{}'", path.display()))
}

/// What the services must be told.
pub(super) fn secrets() -> Result<Secrets> {
    let path = config::secrets_file().context("this user has no configuration folder")?;
    Secrets::read(&path)
}
