//! The articles that have an EPUB.

use std::collections::HashMap;
use std::fs;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use lismoi_book::formats::table;
use lismoi_book::manifest::{self, read};
use lismoi_files::own::Folder;

use crate::catalogue::{Article, Library};
use crate::feed::dates;

/// What the manifests say of the books, with the moment at which each was written.
#[derive(Debug, Default)]
pub(in crate::server) struct Books {
    known: Mutex<HashMap<String, (Option<SystemTime>, Known)>>,
}

/// What a manifest says.
#[derive(Clone, Debug, Default)]
struct Known {
    files: Vec<File>,
    /// The day of the article, as `YYYY-MM-DD`.
    date: Option<String>,
}

/// An EPUB.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: u64,
}

/// An article that has an EPUB.
#[derive(Debug)]
pub(super) struct Book<'a> {
    pub(super) article: &'a Article,
    /// In seconds since 1970, the same as in the feed.
    pub(super) published: u64,
    pub(super) date: Option<String>,
    /// At least one.
    pub(super) files: Vec<File>,
}

impl Books {
    /// All books of a library, the newest first.
    pub(super) fn all<'a>(&self, library: &'a Library) -> Vec<Book<'a>> {
        let known: Vec<Known> = library
            .articles
            .iter()
            .map(|article| self.of(library, article))
            .collect();
        let dates = library.articles.iter().zip(&known);
        let dates: HashMap<&str, &Option<String>> = dates
            .map(|(article, known)| (article.id.as_str(), &known.date))
            .collect();
        let date_of = |article: &Article| dates.get(article.id.as_str()).copied()?.clone();
        let order = dates::order(&library.articles, date_of).into_iter().rev();
        let books = order.map(|(place, published)| Book {
            article: &library.articles[place],
            published,
            date: known[place].date.clone(),
            files: known[place].files.clone(),
        });
        books.filter(|book| !book.files.is_empty()).collect()
    }

    /// What the manifest of an article says; nothing where it cannot be read.
    fn of(&self, library: &Library, article: &Article) -> Known {
        let path = library.folder.join(&article.folder);
        let written = fs::metadata(path.join(manifest::FILE))
            .and_then(|file| file.modified())
            .ok();
        let all = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, known)) = all().get(&article.id)
            && *at == written
        {
            return known.clone();
        }
        let read = || {
            let folder = Folder::open(&path).ok()?;
            Known::read(&folder)
        };
        let known = read().unwrap_or_default();
        all().insert(article.id.clone(), (written, known.clone()));
        known
    }
}

impl Known {
    fn read(folder: &Folder) -> Option<Known> {
        let opening = read::opening(folder).ok()??;
        let files = opening.files.into_iter().filter_map(|record| {
            let format = table::of_file(&record.file)?;
            let is_there = folder.length(&record.file) == Some(record.bytes);
            let is_book = record.section.is_none() && format.media_type == MEDIA_TYPE;
            (is_book && is_there).then_some(File {
                name: record.file,
                bytes: record.bytes,
            })
        });
        Some(Known {
            files: files.collect(),
            date: opening.head.metadata.and_then(|metadata| metadata.date),
        })
    }
}

/// The media type of EPUB.
pub(super) const MEDIA_TYPE: &str = "application/epub+zip";
