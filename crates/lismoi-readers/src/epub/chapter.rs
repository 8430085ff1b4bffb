//! The chapters of a book: their files, as trees.

use std::collections::HashSet;

use super::package_document::{Item, PackageDocument};
use super::paths::Paths;
use crate::html::dom::{Dom, ROOT};
use crate::html::{decode, parse};
use crate::markup;
use crate::package::Package;
use crate::parse::ReadError;

/// The most bytes that the chapters of a book have together.
const LARGEST: usize = 64_000_000;

/// The most elements and texts of a book.
const MOST_NODES: usize = 1_500_000;

const TOO_LARGE: ReadError = ReadError::Refused {
    reason: "its chapters have more than 64 MB or 1.5 million elements and texts",
    hint: "divide it, for example with Calibre",
};

/// A file of the text.
#[derive(Debug)]
pub(super) struct Chapter {
    /// Its path in the archive.
    pub(super) path: String,
    /// Whether it is a part of the sequence of the text; others are only linked to.
    pub(super) is_linear: bool,
    /// Its content; `None` where the file is missing.
    pub(super) dom: Option<Dom>,
    /// Whether it has bytes that could not be decoded.
    pub(super) is_damaged: bool,
}

/// Reads chapters, and counts what they take.
#[derive(Debug, Default)]
pub(super) struct ChapterReader {
    /// The paths of the chapters that have been read.
    pub(super) known: HashSet<String>,
    bytes: usize,
    nodes: usize,
}

impl ChapterReader {
    /// Reads a chapter.
    ///
    /// # Errors
    /// It is damaged, or the chapters are too large.
    pub(super) fn read(
        &mut self,
        package: &mut Package,
        paths: &Paths,
        item: &Item,
        is_linear: bool,
    ) -> Result<Chapter, ReadError> {
        let mut chapter = Chapter {
            path: item.path.clone(),
            is_linear,
            dom: None,
            is_damaged: false,
        };
        let Some(bytes) = file(package, paths, &item.path)? else {
            return Ok(chapter);
        };
        markup::ensure_size(&bytes)?;
        self.bytes += bytes.len();
        // A page that is no text is as good as missing.
        if let Ok(source) = decode::source(bytes, None) {
            let dom = parse::xhtml(&source.text)?;
            self.nodes += dom.nodes.len();
            chapter.is_damaged = !source.damaged_lines.is_empty();
            chapter.dom = Some(dom);
        }
        if self.bytes > LARGEST || self.nodes > MOST_NODES {
            return Err(TOO_LARGE);
        }
        Ok(chapter)
    }
}

/// The pages that chapters link to and that are in no sequence, in the order of the links.
pub(super) fn linked_pages(
    chapters: &[Chapter],
    document: &PackageDocument,
    paths: &Paths,
) -> Vec<String> {
    let known = chapters.iter().map(|chapter| chapter.path.clone());
    let navigation = document.navigation().map(|item| item.path.clone());
    let mut known: HashSet<String> = known.chain(navigation).collect();
    let mut found = Vec::new();
    for chapter in chapters {
        for link in chapter.links() {
            let target = paths.resolve(&chapter.path, link);
            let Some(target) = target.filter(|target| !target.fragment.is_empty()) else {
                continue;
            };
            let is_page = document.item_at(&target.path).is_some_and(Item::is_page);
            if is_page && known.insert(target.path.clone()) {
                found.push(target.path);
            }
        }
    }
    found
}

impl Chapter {
    /// The references of its links.
    fn links(&self) -> impl Iterator<Item = &str> {
        let links = self.dom.iter().flat_map(|dom| {
            let links = dom.descendants(ROOT);
            links
                .filter(|node| dom.name(*node) == "a")
                .filter_map(|link| dom.attribute(link, "href"))
        });
        links.filter(|link| link.contains('#') && !link.starts_with('#'))
    }
}

/// The content of a file; `None` if it is missing.
///
/// # Errors
/// It is damaged, or the archive is too large when unpacked.
pub(super) fn file(
    package: &mut Package,
    paths: &Paths,
    path: &str,
) -> Result<Option<Vec<u8>>, ReadError> {
    match paths.find(path) {
        Some(path) => package.read(path),
        None => Ok(None),
    }
}
