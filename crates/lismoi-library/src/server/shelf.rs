//! The library in memory: read again where its journal or its folders have changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result};
use tokio::task::spawn_blocking;

use crate::catalogue::{Article, Library};
use crate::journal;

/// The folders are read again after this time: what is changed inside them is not seen from
/// above.
const STALE: Duration = Duration::from_secs(60);

/// The library as it was read last.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    read: Mutex<Read>,
    /// One request reads, the others wait for it.
    reading: tokio::sync::Mutex<()>,
}

#[derive(Clone, Debug)]
struct Read {
    library: Arc<Library>,
    at: Instant,
    stamps: Stamps,
    is_stale: bool,
}

/// What tells that something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamps {
    /// When a name in the folder of the library changed.
    folder: Option<SystemTime>,
    /// The length of the journal, and when it was written.
    journal: Option<(u64, SystemTime)>,
}

impl Stamps {
    fn of(folder: &Path) -> Stamps {
        let journal = fs::metadata(folder.join(journal::FILE)).ok();
        Stamps {
            folder: fs::metadata(folder)
                .and_then(|folder| folder.modified())
                .ok(),
            journal: journal.and_then(|file| Some((file.len(), file.modified().ok()?))),
        }
    }
}

impl Shelf {
    /// # Errors
    /// The library cannot be read.
    pub(super) fn open(folder: &Path) -> Result<Shelf> {
        Ok(Shelf {
            folder: folder.to_owned(),
            read: Mutex::new(Read::new(folder)?),
            reading: tokio::sync::Mutex::default(),
        })
    }

    /// The library as it is now.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) async fn library(&self) -> Result<Arc<Library>> {
        if let Some(library) = self.fresh() {
            return Ok(library);
        }
        let _reading = self.reading.lock().await;
        if let Some(library) = self.fresh() {
            return Ok(library);
        }
        let (folder, earlier) = (self.folder.clone(), self.last());
        let read = spawn_blocking(move || earlier.again(&folder));
        let read = read.await.context("a thread was lost")??;
        let library = read.library.clone();
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = read;
        Ok(library)
    }

    /// The article with this id, and the library that it is in; `None` where there is none.
    ///
    /// # Errors
    /// Those of [`Shelf::library`].
    pub(super) async fn article(&self, id: &str) -> Result<Option<(Article, Arc<Library>)>> {
        let library = self.library().await?;
        let article = library.articles.iter().find(|article| article.id == id);
        Ok(article.cloned().map(|article| (article, library)))
    }

    /// Has the folders read again by the next request.
    pub(super) fn is_stale(&self) {
        self.read
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_stale = true;
    }

    fn last(&self) -> Read {
        self.read
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn fresh(&self) -> Option<Arc<Library>> {
        let stamps = Stamps::of(&self.folder);
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let is_fresh = !read.is_stale && read.stamps == stamps && read.at.elapsed() < STALE;
        is_fresh.then(|| read.library.clone())
    }
}

impl Read {
    fn new(folder: &Path) -> Result<Read> {
        // Before it is read: what changes meanwhile is seen the next time.
        let stamps = Stamps::of(folder);
        Ok(Read {
            library: Arc::new(Library::open(folder)?),
            at: Instant::now(),
            stamps,
            is_stale: false,
        })
    }

    /// Reads what has changed.
    fn again(self, folder: &Path) -> Result<Read> {
        let stamps = Stamps::of(folder);
        let is_journal_only = stamps.folder == self.stamps.folder
            && stamps.journal != self.stamps.journal
            && !self.is_stale
            && self.at.elapsed() < STALE;
        if !is_journal_only {
            return Read::new(folder);
        }
        let mut library = Library::clone(&self.library);
        library.read_journal()?;
        // The folder of what was added may have been there before, not yet whole.
        if library.state.additions() != self.library.state.additions() {
            return Read::new(folder);
        }
        Ok(Read {
            library: Arc::new(library),
            stamps,
            ..self
        })
    }
}
