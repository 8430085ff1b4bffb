//! The articles of a folder, and what in it is none.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lismoi_files::named;

use crate::detect;

/// Whether the folders in a folder are read too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subfolders {
    /// They are left out.
    #[default]
    LeftOut,
    /// They are read, and the folders in them.
    Read,
}

/// The file of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The folder that it is in, relative to the folder that was named; empty for that one.
    pub subfolder: PathBuf,
    /// Its path.
    pub path: PathBuf,
}

/// A file or folder that is not read, though it is in a folder that is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Its path.
    pub path: PathBuf,
    /// What it is: "a picture".
    pub kind: &'static str,
}

/// Folders nested deeper are left out.
const DEEPEST: usize = 64;

/// So many bytes of a file are read to know its format.
const SNIFFED: u64 = 16_384;

/// The files that lismoi writes into the folder of an article.
const WRITTEN: [&str; 2] = ["manifest.json", "playlist.m3u8"];

/// The articles of a folder, in the order of their paths, and what else is in it. Hidden files
/// and folders are not looked at.
pub(crate) fn articles(
    folder: &Path,
    subfolders: Subfolders,
) -> Result<(Vec<Found>, Vec<LeftOut>)> {
    let mut walk = Walk {
        subfolders,
        found: Vec::new(),
        left_out: Vec::new(),
    };
    walk.folder(folder, Path::new(""), 0)?;
    walk.found.sort();
    walk.left_out.sort();
    Ok((walk.found, walk.left_out))
}

struct Walk {
    subfolders: Subfolders,
    found: Vec<Found>,
    left_out: Vec<LeftOut>,
}

impl Walk {
    fn folder(&mut self, folder: &Path, subfolder: &Path, depth: usize) -> Result<()> {
        let unreadable = || format!("could not read the folder '{}'", folder.display());
        for entry in fs::read_dir(folder).with_context(unreadable)? {
            let entry = entry.with_context(unreadable)?;
            let name = entry.file_name();
            if name.to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            let left_out = if path.is_dir() {
                // A link could lead to a folder around it.
                if path.is_symlink() {
                    Some("a link to a folder")
                } else if is_output(&path) {
                    Some("written by lismoi")
                } else if self.subfolders == Subfolders::LeftOut {
                    Some("a folder; --recursive reads it")
                } else if depth >= DEEPEST {
                    Some("a folder too deep")
                } else {
                    self.folder(&path, &subfolder.join(name), depth + 1)?;
                    None
                }
            } else {
                let kind = kind_of_other(&path);
                if kind.is_none() {
                    self.found.push(Found {
                        subfolder: subfolder.to_owned(),
                        path: path.clone(),
                    });
                }
                kind
            };
            self.left_out
                .extend(left_out.map(|kind| LeftOut { path, kind }));
        }
        Ok(())
    }
}

/// Whether lismoi has written the files of a folder.
fn is_output(folder: &Path) -> bool {
    WRITTEN.iter().all(|name| folder.join(name).is_file())
}

/// What a file is that is no article; `None` if it is one, by its ending or its first bytes.
fn kind_of_other(path: &Path) -> Option<&'static str> {
    if !path.is_file() {
        return Some("no file");
    }
    if detect::has_readable_ending(path) {
        return None;
    }
    let mut bytes = Vec::new();
    let read = named::open(path).and_then(|file| file.take(SNIFFED).read_to_end(&mut bytes));
    if read.is_err() {
        return Some("not readable");
    }
    detect::kind_of_other(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_articles_and_names_the_rest() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, contents: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
            fs::write(path, contents).expect("writable");
        };
        write("b.txt", "Oui.");
        write("a.TXT", "Non.");
        write("c.wav", "RIFF\u{1}\u{1}\u{1}\u{1}WAVEfmt \u{0}\u{0}");
        write("d.css", "p { color: red }");
        write("d.json", "{\"name\": \"x\"}");
        write("d.py", "# a\n# b\n");
        write("e.xml", "<feed><entry/></feed>");
        write(".hidden.txt", "x");
        write("sub/b.txt", "Oui.");
        write("done/manifest.json", "{}");
        write("done/playlist.m3u8", "");
        let names = |subfolders| {
            let (found, left_out) = articles(folder.path(), subfolders).expect("readable");
            let relative = |path: &Path| {
                let path = path.strip_prefix(folder.path()).expect("within");
                path.to_string_lossy().replace('\\', "/")
            };
            let found: Vec<_> = found.iter().map(|found| relative(&found.path)).collect();
            let left_out: Vec<_> = left_out
                .iter()
                .map(|left| format!("{} {}", relative(&left.path), left.kind))
                .collect();
            (found.join(" "), left_out.join(", "))
        };
        let other = "c.wav a sound file, d.css no article, d.json no article, \
            d.py no article, done written by lismoi";
        assert_eq!(
            names(Subfolders::LeftOut),
            (
                "a.TXT b.txt e.xml".to_owned(),
                format!("{other}, sub a folder; --recursive reads it")
            )
        );
        assert_eq!(
            names(Subfolders::Read),
            ("a.TXT b.txt e.xml sub/b.txt".to_owned(), other.to_owned())
        );
    }
}
