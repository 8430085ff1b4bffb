//! What the user names, read: a file, standard input, or an address.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context, Result};
use lismoi_book::manifest;
use lismoi_document::{Document, Source};
use lismoi_files::own::Folder;
use lismoi_readers::{self as readers, ReadOptions};

#[cfg(not(feature = "web"))]
use offline as web;

pub mod kept;
#[cfg(not(feature = "web"))]
mod offline;
pub mod similar;
#[cfg(feature = "web")]
mod web;

pub use kept::Page;

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Its articles, in order.
    pub articles: Vec<(Source, Document)>,
    /// What was downloaded; `None` for a file.
    pub page: Option<Page>,
}

/// What the user allows and knows, beside how articles are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Access<'a> {
    /// Whether addresses in private networks may be contacted.
    pub allow_private: bool,
    /// The password of encrypted documents.
    pub password: Option<&'a str>,
}

/// Reads a file, standard input (`-`) or an address.
///
/// # Errors
/// It cannot be read or downloaded, or is not in a format that can be read.
pub fn read(argument: &Path, options: ReadOptions, access: Access<'_>) -> Result<Input> {
    if let Some(address) = argument.to_str().filter(|text| is_address(text)) {
        return web::read(address, options, access);
    }
    if argument != Path::new("-") {
        similar::ensure_not_misnamed(argument)?;
    }
    let mut articles = readers::read_protected(argument, options, access.password)?;
    if let ([(source, document)], Some(folder)) = (articles.as_mut_slice(), kept_in(argument)) {
        // As when it was downloaded.
        let name_of_folder = folder.file_name().unwrap_or_default().to_string_lossy();
        source.name = name(document, &name_of_folder);
        if document.metadata.address.is_none() {
            document.metadata.address = address(folder);
        }
    }
    Ok(Input {
        articles,
        page: None,
    })
}

/// Reads what was given before, as a file of this name, or as standard input.
///
/// # Errors
/// It is not in a format that can be read.
pub fn given(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
    access: Access<'_>,
) -> Result<Input> {
    let unreadable = match &name {
        Some(name) => format!("could not read '{name}'"),
        None => "could not read the text".to_owned(),
    };
    let input = readers::Input {
        password: access.password.map(str::to_owned),
        ..readers::Input::new(bytes, name)
    };
    Ok(Input {
        articles: readers::parse(input, options).context(unreadable)?,
        page: None,
    })
}

/// Whether a text is an address that can be downloaded, rather than the path of a file.
pub fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The folder that an audiobook and the page it was made from are in.
fn kept_in(path: &Path) -> Option<&Path> {
    let is_page = path.file_stem() == Some(OsStr::new(kept::STEM));
    let folder = path.parent()?;
    (is_page && folder.join(manifest::FILE).is_file()).then_some(folder)
}

/// The address that an audiobook was made from.
fn address(folder: &Path) -> Option<String> {
    let folder = Folder::open(folder).ok()?;
    let summary = manifest::read::summary(&folder);
    summary.ok()??.head.metadata?.address
}

/// The file name of a page, after which its folder is called: none where it has a title, which
/// says more.
fn name(document: &Document, otherwise: &str) -> Option<String> {
    match document.metadata.title {
        Some(_) => None,
        None => Some(otherwise.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_paths() {
        for address in ["https://example.org/a", "HTTP://example.org"] {
            assert!(is_address(address), "{address}");
        }
        for path in ["http", "https/a.html", "ftp://example.org/", "a.html", "é"] {
            assert!(!is_address(path), "{path}");
        }
    }
}
