//! The audiobooks of a library: their folders, and what the journal says of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Error, Result};
use lismoi_book::manifest::{self, Summary, read};
use lismoi_files::own::Folder;

use crate::journal::Journal;
use crate::journal::event::{ArticleId, Place};
use crate::owned::record;
use crate::state::{ArticleState, State};

/// How many folders deep audiobooks are looked for: `--recursive` keeps the folders of articles.
pub(crate) const DEPTH: usize = 8;

/// How many threads read manifests: it is the system that takes the time.
const THREADS: usize = 4;

/// A library.
#[derive(Clone, Debug)]
pub struct Library {
    /// The folder of the library.
    pub folder: PathBuf,
    /// Its journal.
    pub journal: Journal,
    /// Its audiobooks: the oldest addition first, those that were never added by name first of
    /// all, then by folder.
    pub articles: Vec<Article>,
    /// What the journal says.
    pub state: State,
    /// How many lines of the journal are damaged.
    pub damaged: usize,
    /// Folders whose manifest cannot be read, and why.
    pub unreadable: Vec<(PathBuf, Arc<Error>)>,
}

/// An audiobook of a library.
#[derive(Clone, Debug)]
pub struct Article {
    /// SHA-256 of its text.
    pub id: ArticleId,
    /// Its folder, relative to that of the library.
    pub folder: PathBuf,
    /// Its title; the name of its folder where it has none.
    pub title: String,
    /// Its authors, as it names them.
    pub authors: Vec<String>,
    /// The site that it is from.
    pub site: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Its length in seconds.
    pub seconds: f64,
    /// The seconds that were not heard yet.
    pub left: f64,
    /// What the journal says of it.
    pub state: ArticleState,
}

impl Library {
    /// The library in a folder.
    ///
    /// # Errors
    /// The folder or its journal cannot be read.
    pub fn open(folder: &Path) -> Result<Library> {
        let unreadable = || format!("could not read the folder '{}'", folder.display());
        let journal = Journal::of(folder).with_context(unreadable)?;
        let contents = journal.read()?;
        let mut folders = Vec::new();
        audiobooks(folder, Path::new(""), DEPTH, &mut folders).with_context(unreadable)?;
        folders.sort();
        let mut articles = Vec::with_capacity(folders.len());
        let mut failed = Vec::new();
        for (folder, article) in read_all(folder, folders, &contents.state) {
            match article {
                Ok(Some(article)) => articles.push(article),
                Ok(None) => {}
                Err(error) => failed.push((folder, Arc::new(error))),
            }
        }
        let mut library = Library {
            folder: folder.to_owned(),
            journal,
            articles,
            state: contents.state,
            damaged: contents.damaged,
            unreadable: failed,
        };
        library.sort();
        Ok(library)
    }

    /// Reads the journal again: what was heard, and where it was stopped. The folders are not
    /// looked at.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn read_journal(&mut self) -> Result<()> {
        let contents = self.journal.read()?;
        for article in &mut self.articles {
            let state = contents.state.of(&article.id);
            if state != article.state {
                article.set_state(&self.folder, state);
            }
        }
        (self.state, self.damaged) = (contents.state, contents.damaged);
        self.sort();
        Ok(())
    }

    fn sort(&mut self) {
        let added = |article: &Article| article.state.added.as_ref().map(|added| added.place);
        self.articles.sort_by_key(added);
    }
}

impl Article {
    fn new(library: &Path, folder: &Path, opening: Summary, state: &State) -> Article {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let head = opening.head;
        let state = state.of(&head.source.sha256);
        let seconds = head.samples as f64 / f64::from(head.sample_rate);
        let metadata = head.metadata.unwrap_or_default();
        let mut article = Article {
            title: head.title.unwrap_or_else(|| name.into_owned()),
            id: head.source.sha256,
            folder: folder.to_owned(),
            authors: metadata.authors,
            site: metadata.site,
            address: metadata.address,
            seconds,
            left: seconds,
            state: ArticleState::default(),
        };
        article.set_state(library, state);
        article
    }

    fn set_state(&mut self, library: &Path, state: ArticleState) {
        let folder = library.join(&self.folder);
        let heard = match (state.heard, state.stopped) {
            (Some(_), _) => self.seconds,
            (None, Some((_, place))) => heard_before(&folder, place).unwrap_or(0.0),
            (None, None) => 0.0,
        };
        self.left = (self.seconds - heard).max(0.0);
        self.state = state;
    }

    /// Whether it was heard to its end.
    pub fn is_heard(&self) -> bool {
        self.state.heard.is_some()
    }

    /// Whether it was begun and not heard to its end.
    pub fn is_begun(&self) -> bool {
        self.state.stopped.is_some()
    }
}

/// The seconds before a place; `None` where the audiobook has no such place any more.
fn heard_before(folder: &Path, place: Place) -> Option<f64> {
    let summary = read::summary(&Folder::open(folder).ok()?).ok()??;
    let rate = f64::from(summary.head.sample_rate);
    let before = summary.sections.get(..place.section.checked_sub(1)?)?;
    let before = before.iter().map(|section| section.samples as f64 / rate);
    Some(before.sum::<f64>() + place.seconds)
}

/// The folders of audiobooks in `within`, relative to `library`. Hidden folders and links are
/// left out, as are folders in those of audiobooks, and those of feeds.
fn audiobooks(
    library: &Path,
    within: &Path,
    depth: usize,
    found: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for entry in fs::read_dir(library.join(within))? {
        let entry = entry?;
        let name = entry.file_name();
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        if is_hidden || !entry.file_type()?.is_dir() {
            continue;
        }
        let folder = within.join(name);
        if library.join(&folder).join(manifest::FILE).exists() {
            found.push(folder);
        } else if depth > 1 && !library.join(&folder).join(record::OF_FEED).exists() {
            audiobooks(library, &folder, depth - 1, found)?;
        }
    }
    Ok(())
}

/// The articles of folders, in their order.
fn read_all(
    library: &Path,
    folders: Vec<PathBuf>,
    state: &State,
) -> Vec<(PathBuf, Result<Option<Article>>)> {
    let read = |folder: &PathBuf| {
        let opened = Folder::open(&library.join(folder));
        let opening = opened
            .map_err(Error::from)
            .and_then(|folder| read::opening(&folder));
        let article = opening
            .map(|opening| opening.map(|opening| Article::new(library, folder, opening, state)));
        (folder.clone(), article)
    };
    let share = folders.len().div_ceil(THREADS).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> = folders
            .chunks(share)
            .map(|folders| scope.spawn(move || folders.iter().map(read).collect::<Vec<_>>()))
            .collect();
        let ended = threads.into_iter().map(thread::ScopedJoinHandle::join);
        ended.flat_map(Result::unwrap_or_default).collect()
    })
}
