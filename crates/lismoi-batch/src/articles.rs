//! The files that lines name, and the listing of all of them: a folder, or a store of objects.

use std::io;
#[cfg(feature = "cloud")]
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use lismoi_files::named;
use walkdir::{DirEntry, WalkDir};

use crate::answer::{Fault, Kind};
use crate::store;
#[cfg(feature = "cloud")]
use crate::store::{ObjectStore, Store};

/// The largest file that is read, in bytes. Each job holds one.
const LARGEST_FILE: u64 = 200_000_000;

/// Where the files of articles are.
#[derive(Debug)]
pub enum Articles {
    /// In a folder.
    Folder(PathBuf),
    /// In a bucket, below a path.
    #[cfg(feature = "cloud")]
    Objects(ObjectStore),
}

impl Articles {
    /// What a command line names: a folder, or `s3://`, `gs://` or `az://`, a bucket and a path.
    ///
    /// # Errors
    /// There is no such folder, or this program was built without stores of this kind.
    pub fn open(address: &Path) -> Result<Articles> {
        let written = address.to_string_lossy();
        #[cfg(feature = "cloud")]
        if let Some(objects) = ObjectStore::open(&written)? {
            return Ok(Articles::Objects(objects));
        }
        store::ensure_folder(&written)?;
        let name = address.display();
        ensure!(address.is_dir(), "there is no folder '{name}'");
        let folder = address.canonicalize();
        let folder = folder.with_context(|| format!("could not read the folder '{name}'"))?;
        Ok(Articles::Folder(folder))
    }

    /// The bytes of a file, and its name without folders. `path` is relative to where they are.
    ///
    /// # Errors
    /// It is elsewhere, cannot be read, or has more than 200 MB.
    pub fn read(&self, path: &str) -> Result<(String, Vec<u8>), Fault> {
        match self {
            Articles::Folder(folder) => read_file(folder, path),
            #[cfg(feature = "cloud")]
            Articles::Objects(objects) => read_object(objects, path),
        }
    }

    /// Passes the names of all files on, in the order of their names, those in folders too; hidden
    /// ones are left out. Stops where `each` returns `false`.
    ///
    /// # Errors
    /// They cannot be listed.
    pub fn each_name(&self, mut each: impl FnMut(String) -> bool) -> Result<()> {
        let is_hidden = |name: &str| name.split('/').any(|part| part.starts_with('.'));
        let each = |name: String| is_hidden(&name) || each(name);
        match self {
            Articles::Folder(folder) => each_file(folder, each),
            #[cfg(feature = "cloud")]
            Articles::Objects(objects) => objects.each_name(each),
        }
    }
}

fn refused(error: String) -> Fault {
    Fault::article(Kind::Path, error)
}

fn read_file(folder: &Path, path: &str) -> Result<(String, Vec<u8>), Fault> {
    let unreadable = |error: io::Error| refused(format!("could not read '{path}': {error}"));
    let found = folder.join(path).canonicalize().map_err(unreadable)?;
    if !found.starts_with(folder) {
        let error = format!("'{path}' is not in the folder of articles");
        return Err(refused(error));
    }
    let name = found.file_name().unwrap_or_default();
    let bytes = named::read(&found, LARGEST_FILE).map_err(unreadable)?;
    Ok((name.to_string_lossy().into_owned(), bytes))
}

#[cfg(feature = "cloud")]
fn read_object(objects: &ObjectStore, path: &str) -> Result<(String, Vec<u8>), Fault> {
    if object_store::path::Path::parse(path).is_err() {
        return Err(refused(format!("'{path}' is no name of an object")));
    }
    if objects
        .length(path)?
        .is_some_and(|length| length > LARGEST_FILE)
    {
        let error = format!("'{path}' has more than {} MB", LARGEST_FILE / 1_000_000);
        return Err(refused(error));
    }
    let Some(mut file) = objects.open(path)? else {
        return Err(refused(format!("there is no object '{path}'")));
    };
    let mut bytes = Vec::new();
    let read = file.read_to_end(&mut bytes);
    read.with_context(|| format!("could not read '{path}'"))?;
    let name = path.rsplit('/').next().unwrap_or(path);
    Ok((name.to_owned(), bytes))
}

fn each_file(folder: &Path, mut each: impl FnMut(String) -> bool) -> Result<()> {
    let is_shown = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !name.starts_with('.')
    };
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(is_shown) {
        let entry = entry.with_context(|| format!("could not read '{}'", folder.display()))?;
        let path = entry.path().strip_prefix(folder)?;
        if !entry.file_type().is_dir() && !each(path.to_string_lossy().into_owned()) {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_files_of_the_folder_are_read_and_all_are_listed() {
        let around = tempfile::tempdir().expect("a temporary folder");
        let folder = around.path().join("articles");
        fs::create_dir_all(folder.join("b/.d")).expect("writable");
        for (name, text) in [
            ("b/c.txt", "Si."),
            ("a.txt", "Oui."),
            (".e", ""),
            ("b/.d/f", ""),
        ] {
            fs::write(folder.join(name), text).expect("writable");
        }
        fs::write(around.path().join("b.txt"), "Non.").expect("writable");
        symlink("../b.txt", folder.join("link")).expect("writable");
        let articles = Articles::open(&folder).expect("a folder");
        let read = articles.read("b/c.txt").expect("readable");
        assert_eq!(read, ("c.txt".to_owned(), b"Si.".to_vec()));
        for path in ["../b.txt", "link", "/etc/passwd", "gone", ""] {
            let Err(Fault::Article(kind, error)) = articles.read(path) else {
                panic!("{path} was read");
            };
            assert_eq!(kind, Kind::Path, "{error}");
        }
        let mut names = Vec::new();
        let listed = articles.each_name(|name| {
            names.push(name);
            true
        });
        listed.expect("readable");
        assert_eq!(names, ["a.txt", "b/c.txt", "link"]);
        let mut first = Vec::new();
        let listed = articles.each_name(|name| {
            first.push(name);
            false
        });
        listed.expect("readable");
        assert_eq!(first.len(), 1);
        assert!(Articles::open(&folder.join("a.txt")).is_err());
    }
}
