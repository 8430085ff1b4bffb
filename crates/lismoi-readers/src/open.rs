//! Files, folders and standard input: the I/O of this crate.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use lismoi_document::{Document, Source};

use crate::detect;
use crate::options::ReadOptions;
use crate::parse::{Input, parse};

/// The argument that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// The articles that one argument names: the file itself, `-` for standard input, or the
/// files of a folder whose ending says that they can be read, sorted.
///
/// # Errors
/// The file does not exist, or the folder holds no article.
pub fn files(argument: &Path) -> Result<Vec<PathBuf>> {
    if argument == Path::new(STANDARD_INPUT) {
        return Ok(vec![argument.to_owned()]);
    }
    let metadata = fs::metadata(argument)
        .with_context(|| format!("could not read '{}'", argument.display()))?;
    if !metadata.is_dir() {
        return Ok(vec![argument.to_owned()]);
    }
    let unreadable = || format!("could not read the folder '{}'", argument.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(argument).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if detect::has_readable_ending(&path) && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!(
            "no article (*.txt, *.md, *.html) in the folder '{}'",
            argument.display()
        );
    }
    files.sort();
    Ok(files)
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
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context(unreadable)?;
        let input = Input {
            password,
            ..Input::new(bytes, None)
        };
        return parse(input, options).context(unreadable);
    }
    let unreadable = || format!("could not read '{}'", path.display());
    let bytes = fs::read(path).with_context(unreadable)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let input = Input {
        password,
        ..Input::new(bytes, name)
    };
    parse(input, options).with_context(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_articles_sorted() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["b.txt", "a.TXT", "c.wav", "d.xyz"] {
            fs::write(folder.path().join(name), "x").expect("writable");
        }
        let names: Vec<_> = files(folder.path())
            .expect("two articles")
            .iter()
            .map(|path| path.file_name().expect("a name").to_owned())
            .collect();
        assert_eq!(names, ["a.TXT", "b.txt"]);
    }
}
