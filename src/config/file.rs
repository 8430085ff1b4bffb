//! `lismoi.toml`: options under their long names.
//!
//! A file that the user names, or the user's own, is trusted. One that lies in the working folder
//! is not, and is announced.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Command};
use lismoi_files::named;
use serde::de::DeserializeOwned;

use super::trust;
use crate::cli::library::LibraryOptions;
use crate::cli::options::Options;

/// Name of the file in the working folder, and in `lismoi/` in the configuration folder.
pub(super) const NAME: &str = "lismoi.toml";

/// The largest configuration, in bytes. With every option it has a few kilobytes.
const LARGEST: u64 = 1_000_000;

/// The options of a file.
#[derive(Debug, Default)]
pub(super) struct FileOptions {
    pub(super) options: Options,
    pub(super) library: LibraryOptions,
    /// The file, where it lies in the working folder and was not named.
    pub(super) found: Option<PathBuf>,
}

/// The options in the file `named`, or else in the working folder's `lismoi.toml`, or else in
/// the user's; the default where there is none.
pub(super) fn options(named: Option<&Path>) -> Result<FileOptions> {
    let trusted = |path: &Path| {
        let (mut options, library) = read(path)?;
        expand_home(&mut options);
        Ok(FileOptions {
            options,
            library,
            found: None,
        })
    };
    if let Some(named) = named {
        return trusted(named);
    }
    let (found, users) = (Path::new(NAME), users(NAME));
    let users = users.filter(|path| path.is_file());
    if found.is_file() && !users.as_deref().is_some_and(|users| is_same(users, found)) {
        let (options, library) = read(found)?;
        trust::ensure_harmless(&options, &library, found)?;
        return Ok(FileOptions {
            options,
            library,
            found: Some(found.to_owned()),
        });
    }
    users.map_or_else(|| Ok(FileOptions::default()), |users| trusted(&users))
}

/// Whether two paths lead to the same file: the working folder may be that of the user's
/// configuration.
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Path of a file of the user's own configuration, whether it exists or not.
pub(super) fn users(name: &str) -> Option<PathBuf> {
    dirs::config_dir().map(|folder| folder.join("lismoi").join(name))
}

fn read(path: &Path) -> Result<(Options, LibraryOptions)> {
    let text = named::read_to_string(path, LARGEST)
        .with_context(|| format!("could not read '{}'", path.display()))?;
    parse(&text).with_context(|| format!("'{}' is not a valid configuration", path.display()))
}

fn parse(text: &str) -> Result<(Options, LibraryOptions)> {
    let table: toml::Table = toml::from_str(text)?;
    let known = Options::augment_args(Command::new("lismoi"));
    let known = LibraryOptions::augment_args(known);
    let is_known = |key: &str| known.get_arguments().any(|arg| arg.get_long() == Some(key));
    if let Some(key) = table.keys().find(|key| !is_known(key)) {
        bail!("there is no option '{key}'");
    }
    let options = Options {
        reading: group(text)?,
        voice: group(text)?,
        output: group(text)?,
        tags: group(text)?,
        pauses: group(text)?,
    };
    Ok((options, group(text)?))
}

/// Puts the home folder in place of `~`, as a shell would, which never sees the file.
fn expand_home(options: &mut Options) {
    let Some(home) = dirs::home_dir() else { return };
    let Options {
        reading, output, ..
    } = options;
    let paths = [
        &mut output.output,
        &mut output.cover,
        &mut reading.password_file,
    ];
    let paths = paths.into_iter().flatten().chain(&mut reading.lexicon);
    for path in paths {
        if let Ok(rest) = path.strip_prefix("~") {
            *path = home.join(rest);
        }
    }
    if let Some(voice) = &mut reading.voice
        && let Some(rest) = voice.strip_prefix("~/")
    {
        *voice = home.join(rest).to_string_lossy().into_owned();
    }
}

/// The options of one group; those of other groups are ignored.
fn group<T: DeserializeOwned>(text: &str) -> Result<T> {
    // From the text, not the table, so that an error quotes the line.
    Ok(toml::from_str(text)?)
}
