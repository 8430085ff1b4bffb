//! `lismoi.toml`: options under their long names.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Command};
use serde::de::DeserializeOwned;

use crate::cli::options::Options;

/// Name of the file in the working folder, and in `lismoi/` in the configuration folder.
pub(super) const NAME: &str = "lismoi.toml";

/// The options in the file `named`, or else in the working folder's `lismoi.toml`, or else in
/// the user's; the default where there is none.
pub(super) fn options(named: Option<&Path>) -> Result<Options> {
    match named.map(Path::to_owned).or_else(find) {
        Some(path) => read(&path),
        None => Ok(Options::default()),
    }
}

fn find() -> Option<PathBuf> {
    [Some(PathBuf::from(NAME)), users(NAME)]
        .into_iter()
        .flatten()
        .find(|path| path.is_file())
}

/// Path of a file of the user's own configuration, whether it exists or not.
pub(super) fn users(name: &str) -> Option<PathBuf> {
    dirs::config_dir().map(|folder| folder.join("lismoi").join(name))
}

fn read(path: &Path) -> Result<Options> {
    let text =
        fs::read_to_string(path).with_context(|| format!("could not read '{}'", path.display()))?;
    parse(&text).with_context(|| format!("'{}' is not a valid configuration", path.display()))
}

fn parse(text: &str) -> Result<Options> {
    let table: toml::Table = toml::from_str(text)?;
    let known = Options::augment_args(Command::new("lismoi"));
    let is_known = |key: &str| known.get_arguments().any(|arg| arg.get_long() == Some(key));
    if let Some(key) = table.keys().find(|key| !is_known(key)) {
        bail!("there is no option '{key}'");
    }
    let mut options = Options {
        reading: group(text)?,
        voice: group(text)?,
        output: group(text)?,
        tags: group(text)?,
        pauses: group(text)?,
    };
    let Options {
        reading, output, ..
    } = &mut options;
    let paths = [
        &mut output.output,
        &mut output.cover,
        &mut reading.password_file,
    ];
    let paths = paths.into_iter().flatten().chain(&mut reading.lexicon);
    for path in paths {
        // As a shell would, which never sees the file.
        if let (Ok(rest), Some(home)) = (path.strip_prefix("~"), dirs::home_dir()) {
            *path = home.join(rest);
        }
    }
    Ok(options)
}

/// The options of one group; those of other groups are ignored.
fn group<T: DeserializeOwned>(text: &str) -> Result<T> {
    // From the text, not the table, so that an error quotes the line.
    Ok(toml::from_str(text)?)
}
