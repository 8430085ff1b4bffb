//! Articles that are to be made, on the disk: what was added is made after a restart too.
//!
//! Each is a small JSON file in a hidden folder of the library, with the text or the file that
//! was given beside it. The content is on the disk before the record, so what has a record is
//! whole. A record goes when its audiobook is complete and noted in the journal. Making the
//! audiobooks is left to the program.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context, Result};
use lismoi_files::own::Folder;

use self::item::{Failure, Item, New, is_id};
use crate::clock::now;

pub mod item;

#[cfg(test)]
mod tests;

/// The name of its folder, in that of the library.
pub const FOLDER: &str = ".queue";

/// The most articles that wait.
pub const MOST: usize = 100;

/// The name of the file that is locked while items are changed.
const LOCK: &str = "queue.lock";

/// The name of the file that is locked by whoever makes the articles.
const MAKER_LOCK: &str = "maker.lock";

/// The name under which files are written until they are whole.
const PART: &str = ".part";

const RECORD: &str = ".json";
const CONTENT: &str = ".content";

/// The articles that are to be made in a library.
#[derive(Clone, Debug)]
pub struct Queue {
    folder: Folder,
}

/// Why an article cannot be added, or an item changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueueError {
    /// So many wait already.
    #[error("{MOST} articles are waiting already")]
    Full,
    /// There is no such item.
    #[error("it is not in the queue any more")]
    Gone,
}

/// An article was added, or was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The id of its item.
    pub id: String,
    /// Whether it was there already.
    pub was_there: bool,
}

impl Queue {
    /// The queue of the library in a folder. Its own folder is made where it is missing.
    ///
    /// # Errors
    /// The folder cannot be made or read.
    pub fn of(library: &Path) -> Result<Queue> {
        let path = library.join(FOLDER);
        let open = || {
            match fs::create_dir(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => made?,
            }
            Folder::open(&path)
        };
        let folder = open().with_context(|| unreadable(&path))?;
        Ok(Queue { folder })
    }

    /// The items in their order. A record that is no item is left out.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn items(&self) -> Result<Vec<Item>> {
        let names = self
            .names()
            .with_context(|| unreadable(&self.folder.path))?;
        let ids = names.iter().filter_map(|name| name.strip_suffix(RECORD));
        let mut items: Vec<Item> = ids.filter_map(|id| self.item(id)).collect();
        items.sort_by(|a, b| (a.place, &a.id).cmp(&(b.place, &b.id)));
        Ok(items)
    }

    /// The item with this id, if there is one.
    pub fn item(&self, id: &str) -> Option<Item> {
        if !is_id(id) {
            return None;
        }
        let record = self.folder.read(&format!("{id}{RECORD}")).ok()?;
        let item: Item = serde_json::from_slice(&record).ok()?;
        Some(item).filter(|item| item.id == id)
    }

    /// The text or the file that was given with an item.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn content(&self, item: &Item) -> Result<Vec<u8>> {
        let name = format!("{}{CONTENT}", item.id);
        let content = self.folder.read(&name);
        content.with_context(|| unreadable(&self.folder.path_of(&name)))
    }

    /// Adds an article at the end, and waits until it is on the disk. One that has failed and is
    /// added again waits again.
    ///
    /// # Errors
    /// Too many are waiting ([`QueueError`]), or it cannot be written.
    pub fn add(&self, new: New, tags: Vec<String>) -> Result<Added> {
        let _lock = self.lock()?;
        let id = new.id();
        if let Some(item) = self.item(&id) {
            if item.failure.is_some() {
                self.write(&Item {
                    failure: None,
                    ..item
                })?;
            }
            let was_there = true;
            return Ok(Added { id, was_there });
        }
        let items = self.items()?;
        if items.len() >= MOST {
            return Err(QueueError::Full.into());
        }
        let (origin, content) = new.into_parts();
        if let Some(content) = content {
            self.write_file(&format!("{id}{CONTENT}"), &content)?;
        }
        let last = items.last().map_or(0, |item| item.place);
        self.write(&Item {
            id: id.clone(),
            at: now(),
            place: last + 1,
            origin,
            tags,
            failure: None,
        })?;
        let was_there = false;
        Ok(Added { id, was_there })
    }

    /// Notes that an article could not be made.
    ///
    /// # Errors
    /// It is gone ([`QueueError`]), or its record cannot be written.
    pub fn fail(&self, id: &str, failure: Failure) -> Result<()> {
        self.change(id, |item| item.failure = Some(failure))
    }

    /// Lets an article that has failed wait again.
    ///
    /// # Errors
    /// Those of [`Queue::fail`].
    pub fn retry(&self, id: &str) -> Result<()> {
        self.change(id, |item| item.failure = None)
    }

    /// Removes an item: it was made, or is not wanted any more. That it is gone already is no
    /// error.
    ///
    /// # Errors
    /// A file cannot be removed.
    pub fn remove(&self, id: &str) -> Result<()> {
        if !is_id(id) {
            return Ok(());
        }
        let _lock = self.lock()?;
        let remove = || {
            // The record goes first: without it the content is nothing.
            self.folder.remove(&format!("{id}{RECORD}"))?;
            self.folder.sync_names()?;
            self.folder.remove(&format!("{id}{CONTENT}"))
        };
        remove().with_context(|| unwritable(&self.folder.path))
    }

    /// Removes contents whose records never came, because the program was killed between them.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn clean(&self) -> Result<()> {
        let _lock = self.lock()?;
        let clean = || {
            for name in self.names()? {
                let id = name.strip_suffix(CONTENT);
                let is_orphan = |id| self.folder.length(&format!("{id}{RECORD}")).is_none();
                if id.is_some_and(is_orphan) || name == PART {
                    self.folder.remove(&name)?;
                }
            }
            Ok::<(), io::Error>(())
        };
        clean().with_context(|| unwritable(&self.folder.path))
    }

    /// The right to make the articles, which one program at a time has; `None` while another has
    /// it. It is held as long as the file is open, in this process or in one that it was handed
    /// to: a child that outlives its parent keeps it.
    ///
    /// # Errors
    /// The file cannot be opened or locked.
    pub fn make_alone(&self) -> io::Result<Option<File>> {
        let lock = self.folder.open_to_lock(MAKER_LOCK)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(lock)),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let names = self.folder.names()?.collect::<io::Result<Vec<_>>>()?;
        Ok(names
            .into_iter()
            .filter_map(|name| name.into_string().ok())
            .collect())
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut Item)) -> Result<()> {
        let _lock = self.lock()?;
        let mut item = self.item(id).ok_or(QueueError::Gone)?;
        change(&mut item);
        self.write(&item)
    }

    fn write(&self, item: &Item) -> Result<()> {
        let record = serde_json::to_vec(item)?;
        self.write_file(&format!("{}{RECORD}", item.id), &record)
    }

    /// Under the lock, so that one name for what is not yet whole is enough.
    fn write_file(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let written = self.folder.write_durably(name, PART, bytes);
        written.with_context(|| unwritable(&self.folder.path_of(name)))
    }

    fn lock(&self) -> Result<File> {
        let lock = || {
            let lock = self.folder.open_to_lock(LOCK)?;
            lock.lock()?;
            Ok::<File, io::Error>(lock)
        };
        lock().with_context(|| unwritable(&self.folder.path_of(LOCK)))
    }
}

fn unreadable(path: &Path) -> String {
    format!("could not read '{}'", path.display())
}

fn unwritable(path: &Path) -> String {
    format!("could not write '{}'", path.display())
}
