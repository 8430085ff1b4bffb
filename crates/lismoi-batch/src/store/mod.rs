//! Where objects are kept. Each is written once, whole, and never changes.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

mod folder;
#[cfg(feature = "cloud")]
mod objects;

pub use folder::FolderStore;
#[cfg(feature = "cloud")]
pub use objects::ObjectStore;

/// A store of objects. Their names are paths of a few parts, as `o/ab/<key>.opus`.
pub trait Store: Send + Sync {
    /// An empty file in which an object is prepared.
    ///
    /// # Errors
    /// It cannot be created.
    fn scratch(&self) -> Result<Scratch>;

    /// Keeps what was prepared under a name, unless that is taken. When this returns, the object
    /// survives a power cut.
    ///
    /// # Errors
    /// It cannot be written.
    fn keep(&self, scratch: Scratch, name: &str) -> Result<Kept>;

    /// The length of an object in bytes; `None` where there is none.
    ///
    /// # Errors
    /// The store does not tell.
    fn length(&self, name: &str) -> Result<Option<u64>>;

    /// An object, as a file at its start; `None` where there is none.
    ///
    /// # Errors
    /// It cannot be read.
    fn open(&self, name: &str) -> Result<Option<File>>;

    /// The names of the objects whose name begins with `folder` and a `/`, sorted.
    ///
    /// # Errors
    /// They cannot be listed.
    fn names(&self, folder: &str) -> Result<Vec<String>>;
}

/// Whether an object was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    New,
    /// One of this name was there, and stays.
    WasThere,
}

/// A file in which an object is prepared. It goes with this value.
#[derive(Debug)]
pub struct Scratch {
    /// Open for reading, writing and seeking.
    pub file: File,
    /// Its name, where it has one.
    named: Option<folder::Named>,
}

/// Opens the store that a command line names.
///
/// # Errors
/// It cannot be opened, or this program was built without its kind.
pub fn open(address: &str) -> Result<Box<dyn Store>> {
    #[cfg(feature = "cloud")]
    if let Some(store) = ObjectStore::open(address)? {
        return Ok(Box::new(store));
    }
    ensure_folder(address)?;
    let store = FolderStore::open(Path::new(address));
    let store = store.with_context(|| format!("could not open the store '{address}'"))?;
    Ok(Box::new(store))
}

/// Refuses an address of stores that this program was built without.
///
/// # Errors
/// It is one.
pub(crate) fn ensure_folder(address: &str) -> Result<()> {
    match address.split_once("://") {
        Some((scheme, _)) => {
            bail!("this program was built without stores of the kind '{scheme}://'")
        }
        None => Ok(()),
    }
}

/// Keeps some bytes under a name, unless that is taken.
///
/// # Errors
/// They cannot be written.
pub fn keep_bytes(store: &dyn Store, bytes: &[u8], name: &str) -> Result<Kept> {
    let mut scratch = store.scratch()?;
    let written = scratch.file.write_all(bytes);
    written.with_context(|| format!("could not write '{name}'"))?;
    store.keep(scratch, name)
}
