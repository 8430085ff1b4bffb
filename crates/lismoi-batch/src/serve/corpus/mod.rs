//! The articles that may be asked for: their keys, and where their lines stand.
//!
//! A line of a plain file is read from there again when it is made; one of a compressed file, of
//! another form or of standard input is copied into a temporary file without a name. In memory
//! an article takes 84 bytes.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use lismoi_files::named;
use sha2::{Digest, Sha256};

use super::key::Key;
use crate::input::{Content, Item};

mod reading;
mod spool;

/// The articles.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    /// In the order of the input.
    articles: Vec<Article>,
    /// Their places in `articles`, by their keys.
    by_key: Vec<u32>,
    /// By the hashes of the ids; of equal ones the last counts.
    by_id: Vec<(IdHash, Named)>,
    /// Answers to lines that cannot be made, as JSON in the spool.
    refused: Vec<Span>,
    sources: Vec<Source>,
    spool: Option<File>,
}

/// An article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Article {
    key: Key,
    span: Span,
    /// The number of its line.
    number: u32,
    source: u32,
}

/// Bytes of a file.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: u64,
    length: u32,
}

/// Half of the SHA-256 of an id: so many bits have no two ids in common.
type IdHash = [u8; 16];

/// What an id names.
#[derive(Clone, Copy, Debug)]
enum Named {
    Article(u32),
    Refused(u32),
}

/// A file of the input.
#[derive(Debug)]
struct Source {
    /// `None` for standard input.
    name: Option<Arc<str>>,
    /// Whether its lines are in the spool. A plain file is opened when one is made: an archive
    /// may have more files than a process may have open.
    is_spooled: bool,
}

/// What an id stands for.
#[derive(Debug)]
pub(super) enum Found {
    /// An article.
    Article(Key),
    /// A line that cannot be made: its answer, as JSON.
    Refused(Vec<u8>),
}

impl Corpus {
    /// How many lines can be made, and how many cannot.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.articles.len(), self.refused.len())
    }

    /// The article of a key.
    pub(super) fn article(&self, key: Key) -> Option<&Article> {
        let of = |at: u32| &self.articles[at as usize];
        let first = self.by_key.partition_point(|&at| of(at).key < key);
        let article = of(*self.by_key.get(first)?);
        (article.key == key).then_some(article)
    }

    /// The line of an article, as it was at the start or as it is now.
    ///
    /// # Errors
    /// It cannot be read any more.
    pub(super) fn item(&self, article: &Article) -> io::Result<Item> {
        let source = &self.sources[article.source as usize];
        let line = match source.name.as_deref().filter(|_| !source.is_spooled) {
            Some(path) => read(Some(&named::open(Path::new(path))?), article.span)?,
            None => read(self.spool.as_ref(), article.span)?,
        };
        Ok(Item {
            file: source.name.clone(),
            number: article.number.into(),
            first_byte: None,
            content: Content::Json(line),
        })
    }

    /// What an id names: a string, or a number in digits.
    ///
    /// # Errors
    /// The spool cannot be read.
    pub(super) fn named(&self, id: &str) -> io::Result<Option<Found>> {
        let hash = id_hash(id);
        let end = self.by_id.partition_point(|(other, _)| *other <= hash);
        let last = end.checked_sub(1).map(|at| self.by_id[at]);
        Ok(match last.filter(|(other, _)| *other == hash) {
            None => None,
            Some((_, Named::Article(at))) => Some(Found::Article(self.articles[at as usize].key)),
            Some((_, Named::Refused(at))) => {
                let span = self.refused[at as usize];
                Some(Found::Refused(read(self.spool.as_ref(), span)?))
            }
        })
    }
}

fn read(file: Option<&File>, span: Span) -> io::Result<Vec<u8>> {
    let file = file.ok_or(io::ErrorKind::NotFound)?;
    let mut bytes = vec![0; span.length as usize];
    file.read_exact_at(&mut bytes, span.first)?;
    Ok(bytes)
}

fn id_hash(id: &str) -> IdHash {
    let hash: [u8; 32] = Sha256::digest(id).into();
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    half
}
