//! A store in a folder of a file system, perhaps one that several machines share.
//!
//! An object is prepared in `tmp`, waits for the disk, and gets its name by a link, which fails
//! where the name is taken: so it is there whole or not at all, and once. What a process left in
//! `tmp` that was killed is removed by the next one; files of a living one are locked.

use std::collections::hash_map::RandomState;
use std::fs::{self, File, TryLockError};
use std::hash::BuildHasher;
use std::io;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use lismoi_files::own::Folder;

use super::{Kept, Scratch, Store};

/// The folder of objects that are being prepared.
const SCRATCH: &str = "tmp";

/// A store in a folder.
#[derive(Debug)]
pub struct FolderStore {
    folder: Folder,
    scratch: Folder,
    /// The number of the next file in `tmp`.
    next: AtomicU64,
    /// A number that no other process has.
    token: u64,
}

/// A file in `tmp`, removed with this value.
#[derive(Debug)]
pub(super) struct Named {
    folder: Folder,
    name: String,
}

impl Drop for Named {
    fn drop(&mut self) {
        // What stays is removed by the next process.
        let _ = self.folder.remove(&self.name);
    }
}

impl FolderStore {
    /// Opens the store, and creates it where there is none.
    ///
    /// # Errors
    /// The folder cannot be created or written to.
    pub fn open(path: &Path) -> io::Result<FolderStore> {
        fs::create_dir_all(path)?;
        let folder = Folder::open(path)?;
        let scratch = folder.create_folder(SCRATCH)?;
        sweep(&scratch)?;
        Ok(FolderStore {
            folder,
            scratch,
            next: AtomicU64::new(0),
            token: token(),
        })
    }

    fn create_scratch(&self) -> io::Result<Scratch> {
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let name = format!("{:016x}-{number}", self.token);
            let file = self.scratch.create(&name)?;
            let named = Named {
                folder: self.scratch.clone(),
                name,
            };
            match file.try_lock() {
                // Another process was faster, and takes it for a file of a dead one.
                Err(TryLockError::WouldBlock) => {}
                Ok(()) | Err(TryLockError::Error(_)) if named.is_there(&file) => {
                    return Ok(Scratch {
                        file,
                        named: Some(named),
                    });
                }
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
        }
    }

    /// Gives a prepared file its name in the store.
    fn link(&self, scratch: &Scratch, name: &str) -> io::Result<Kept> {
        let Some(named) = &scratch.named else {
            return Err(io::Error::other("it was prepared for another store"));
        };
        scratch.file.sync_all()?;
        let (folders, file) = split(name)?;
        let mut folder = self.folder.clone();
        for part in folders {
            let inner = match folder.folder(part) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    let inner = folder.create_folder(part)?;
                    folder.sync_names()?;
                    inner
                }
                opened => opened?,
            };
            folder = inner;
        }
        if !self.scratch.link(&named.name, &folder, file)? {
            return Ok(Kept::WasThere);
        }
        folder.sync_names()?;
        Ok(Kept::New)
    }

    /// The folder of an object; `None` where there is none.
    fn folder_of(&self, folders: &[&str]) -> io::Result<Option<Folder>> {
        let mut folder = self.folder.clone();
        for part in folders {
            folder = match folder.folder(part) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                opened => opened?,
            };
        }
        Ok(Some(folder))
    }

    fn open_object(&self, name: &str) -> io::Result<Option<File>> {
        let (folders, file) = split(name)?;
        let Some(folder) = self.folder_of(&folders)? else {
            return Ok(None);
        };
        match folder.open_file(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            opened => opened.map(Some),
        }
    }

    /// Adds the names in a folder and those below it.
    fn add_names(folder: &Folder, path: &str, names: &mut Vec<String>) -> io::Result<()> {
        for name in folder.names()? {
            let Ok(name) = name?.into_string() else {
                continue;
            };
            let path = format!("{path}/{name}");
            if folder.length(&name).is_some() {
                names.push(path);
            } else if let Ok(inner) = folder.folder(&name) {
                FolderStore::add_names(&inner, &path, names)?;
            }
        }
        Ok(())
    }
}

impl Store for FolderStore {
    fn scratch(&self) -> Result<Scratch> {
        let created = self.create_scratch();
        created.with_context(|| format!("could not write to '{}'", self.scratch.path.display()))
    }

    fn keep(&self, scratch: Scratch, name: &str) -> Result<Kept> {
        let linked = self.link(&scratch, name);
        linked.with_context(|| format!("could not write '{}'", self.folder.path_of(name).display()))
    }

    fn length(&self, name: &str) -> Result<Option<u64>> {
        let length = || -> io::Result<_> {
            let (folders, file) = split(name)?;
            let folder = self.folder_of(&folders)?;
            Ok(folder.and_then(|folder| folder.length(file)))
        };
        length()
            .with_context(|| format!("could not read '{}'", self.folder.path_of(name).display()))
    }

    fn open(&self, name: &str) -> Result<Option<File>> {
        let opened = self.open_object(name);
        opened.with_context(|| format!("could not read '{}'", self.folder.path_of(name).display()))
    }

    fn names(&self, folder: &str) -> Result<Vec<String>> {
        let list = || -> io::Result<_> {
            let mut names = Vec::new();
            let parts: Vec<&str> = folder.split('/').collect();
            if let Some(found) = self.folder_of(&parts)? {
                FolderStore::add_names(&found, folder, &mut names)?;
            }
            names.sort();
            Ok(names)
        };
        list()
            .with_context(|| format!("could not read '{}'", self.folder.path_of(folder).display()))
    }
}

impl Named {
    fn is_there(&self, file: &File) -> bool {
        self.folder.is_name_of(&self.name, file)
    }
}

/// The folders of a name, and the name of the file.
fn split(name: &str) -> io::Result<(Vec<&str>, &str)> {
    let mut parts: Vec<&str> = name.split('/').collect();
    let file = parts.pop().unwrap_or_default();
    Ok((parts, file))
}

/// A number of this process, which no other has on any machine.
fn token() -> u64 {
    // The keys of each are random.
    RandomState::new().hash_one(process::id())
}

/// Removes the files whose processes have ended.
fn sweep(scratch: &Folder) -> io::Result<()> {
    for name in scratch.names()? {
        let Ok(name) = name?.into_string() else {
            continue;
        };
        if let Ok(file) = scratch.open_file(&name)
            && file.try_lock().is_ok()
            && scratch.is_name_of(&name, &file)
        {
            scratch.remove(&name)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;
    use crate::store::keep_bytes;

    fn names_in_scratch(store: &FolderStore) -> usize {
        store.scratch.names().expect("readable").count()
    }

    #[test]
    fn an_object_is_written_once_and_never_changes() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = FolderStore::open(folder.path()).expect("writable");
        let name = "o/ab/abc.opus";
        assert_eq!(store.length(name).expect("readable"), None);
        assert!(store.open(name).expect("readable").is_none());
        assert_eq!(
            keep_bytes(&store, b"one", name).expect("writable"),
            Kept::New
        );
        let again = keep_bytes(&store, b"other", name).expect("writable");
        assert_eq!(again, Kept::WasThere);
        let mut text = String::new();
        let file = store.open(name).expect("readable").expect("there");
        (&file).read_to_string(&mut text).expect("readable");
        assert_eq!(text, "one");
        assert_eq!(store.length(name).expect("readable"), Some(3));
        assert_eq!(store.names("o").expect("readable"), [name]);
        assert_eq!(store.names("c/x").expect("readable"), [""; 0]);
        assert_eq!(names_in_scratch(&store), 0);
    }

    #[test]
    fn what_a_dead_process_left_is_removed_and_what_a_living_one_has_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = FolderStore::open(folder.path()).expect("writable");
        fs::write(folder.path().join("tmp/dead"), "x").expect("writable");
        let mut scratch = store.scratch().expect("writable");
        scratch.file.write_all(b"one").expect("writable");
        let _other = FolderStore::open(folder.path()).expect("writable");
        assert!(!folder.path().join("tmp/dead").exists());
        assert_eq!(names_in_scratch(&store), 1);
        assert_eq!(store.keep(scratch, "o/a").expect("writable"), Kept::New);
        assert_eq!(names_in_scratch(&store), 0);
    }

    #[test]
    fn an_object_that_is_not_kept_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = FolderStore::open(folder.path()).expect("writable");
        drop(store.scratch().expect("writable"));
        assert_eq!(names_in_scratch(&store), 0);
    }

    #[test]
    fn no_name_leads_out_of_the_store() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = FolderStore::open(&folder.path().join("store")).expect("writable");
        for name in ["../x", "o/../../x", "/x", "o/"] {
            assert!(keep_bytes(&store, b"one", name).is_err(), "{name}");
            assert!(store.open(name).is_err(), "{name}");
        }
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1);
    }
}
