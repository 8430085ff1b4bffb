//! Files, folders and standard input: the I/O of this crate.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use lismoi_document::{Document, Source};
use lismoi_files::{named, read_to_limit};

use crate::folder::{self, Found, LeftOut, Subfolders};
use crate::options::ReadOptions;
use crate::parse::{Input, parse};

/// The largest input that is read, in bytes: a mailbox or an export of many articles. What its
/// format allows, which is less, is said by its reader.
const LARGEST: u64 = 1_000_000_000;

/// The argument that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// The files that one argument names: the file itself, `-` for standard input, or those of a
/// folder that are articles, in the order of their paths; and what else is in that folder.
///
/// # Errors
/// The file does not exist, or the folder holds no article.
pub fn files(argument: &Path, subfolders: Subfolders) -> Result<(Vec<Found>, Vec<LeftOut>)> {
    let itself = Found {
        subfolder: PathBuf::new(),
        path: argument.to_owned(),
    };
    if argument == Path::new(STANDARD_INPUT) {
        return Ok((vec![itself], Vec::new()));
    }
    let metadata = fs::metadata(argument)
        .with_context(|| format!("could not read '{}'", argument.display()))?;
    if !metadata.is_dir() {
        return Ok((vec![itself], Vec::new()));
    }
    let (found, left_out) = folder::articles(argument, subfolders)?;
    if found.is_empty() {
        bail!(
            "no article that can be read in the folder '{}'",
            argument.display()
        );
    }
    Ok((found, left_out))
}

/// Reads the file at `path`, or standard input for `-`, and parses its articles.
///
/// # Errors
/// The file cannot be read, or [`parse`] fails.
pub fn read(path: &Path, options: ReadOptions) -> Result<Vec<(Source, Document)>> {
    read_protected(path, options, None)
}

/// Reads and parses a file as [`read`] does, with the password of encrypted documents.
///
/// # Errors
/// Those of [`read`].
pub fn read_protected(
    path: &Path,
    options: ReadOptions,
    password: Option<&str>,
) -> Result<Vec<(Source, Document)>> {
    let password = password.map(str::to_owned);
    if path == Path::new(STANDARD_INPUT) {
        let unreadable = "could not read standard input";
        let bytes = read_to_limit(io::stdin().lock(), LARGEST).context(unreadable)?;
        let input = Input {
            password,
            ..Input::new(bytes, None)
        };
        return parse(input, options).context(unreadable);
    }
    let unreadable = || format!("could not read '{}'", path.display());
    let bytes = named::read(path, LARGEST).with_context(unreadable)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let input = Input {
        password,
        ..Input::new(bytes, name)
    };
    parse(input, options).with_context(unreadable)
}
