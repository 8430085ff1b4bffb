//! `sources.json`, in the folder of the library: the sources that the user has added.

use std::io;

use anyhow::{Context, Result};
use lismoi_files::own::Folder;

use super::Source;

/// The name of the file.
pub const FILE: &str = "sources.json";

const PART: &str = ".lismoi-sources.part";

/// A source has a name that another one has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is a source '{0}' already")]
pub struct Taken(pub String);

/// No source has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no source '{0}'")]
pub struct Unknown(pub String);

/// The sources of the library in a folder, in the order of their addition.
///
/// # Errors
/// The file is there and cannot be read.
pub fn read(folder: &Folder) -> Result<Vec<Source>> {
    let unreadable = || format!("could not read '{}'", folder.path_of(FILE).display());
    match folder.read(FILE) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => serde_json::from_slice(&read.with_context(unreadable)?).with_context(unreadable),
    }
}

/// Replaces the sources of a library.
///
/// # Errors
/// The file cannot be written.
pub fn write(folder: &Folder, sources: &[Source]) -> Result<()> {
    let mut json = serde_json::to_vec_pretty(sources)?;
    json.push(b'\n');
    let written = folder.write_whole(FILE, PART, &json);
    written.with_context(|| format!("could not write '{}'", folder.path_of(FILE).display()))
}

/// Adds a source, at the end.
///
/// # Errors
/// Another one has its name, or its kind, address and account.
pub fn add(sources: &mut Vec<Source>, source: Source) -> Result<(), Taken> {
    let is_same = |other: &&Source| {
        let account = |it: &Source| (it.kind, it.address.clone(), it.user.clone());
        other.name == source.name || account(other) == account(&source)
    };
    if let Some(other) = sources.iter().find(is_same) {
        return Err(Taken(other.name.clone()));
    }
    sources.push(source);
    Ok(())
}

/// Takes a source away.
///
/// # Errors
/// There is none of this name.
pub fn remove(sources: &mut Vec<Source>, name: &str) -> Result<Source, Unknown> {
    let place = sources.iter().position(|source| source.name == name);
    let place = place.ok_or_else(|| Unknown(name.to_owned()))?;
    Ok(sources.remove(place))
}
