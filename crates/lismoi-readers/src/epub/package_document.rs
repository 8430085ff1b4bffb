//! The package document of a book (OPF): its metadata, its files, and their order.
//!
//! EPUB 2 and 3 are read alike. What the specification forbids is forgiven, as far as the
//! chapters can be found.

use std::collections::HashMap;

use super::paths::{Paths, Target};
use super::xml::Element;
use crate::parse::ReadError;

/// A file of the book.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// Its path in the archive. The file may be missing.
    pub(super) path: String,
    media_type: String,
    properties: String,
}

/// What the package document says about the book.
#[derive(Debug, Default)]
pub(super) struct PackageDocument {
    /// `<metadata>`.
    pub(super) metadata: Element,
    /// The files that are read, in order, and whether each is a part of the sequence of the
    /// text.
    pub(super) spine: Vec<(Item, bool)>,
    /// The files by their ids.
    items: HashMap<String, Item>,
    /// The ids of the files, in order.
    order: Vec<String>,
    /// The ids of the files by their paths.
    ids: HashMap<String, String>,
    /// The parts that an EPUB 2 names, with their types.
    pub(super) guide: Vec<(String, Target)>,
    /// The id of the table of contents of an EPUB 2.
    ncx: Option<String>,
}

impl Item {
    /// Whether it is a page of text.
    pub(super) fn is_page(&self) -> bool {
        let ending = self.path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = ending.to_ascii_lowercase();
        match self.media_type.as_str() {
            "application/xhtml+xml"
            | "text/html"
            | "application/x-dtbook+xml"
            | "text/x-oeb1-document" => true,
            _ => matches!(ending.as_str(), "xhtml" | "html" | "htm"),
        }
    }

    fn has_property(&self, name: &str) -> bool {
        self.properties.split_whitespace().any(|word| word == name)
    }
}

impl PackageDocument {
    /// Reads the package document of this path.
    ///
    /// # Errors
    /// It names no file to be read.
    pub(super) fn new(root: Element, path: &str, paths: &Paths) -> Result<Self, ReadError> {
        let mut found = PackageDocument::default();
        for element in root.all("item") {
            let (Some(id), Some(reference)) = (element.attribute("id"), element.attribute("href"))
            else {
                continue;
            };
            let Some(target) = paths.resolve(path, reference) else {
                continue;
            };
            let text = |name| element.attribute(name).unwrap_or_default().to_owned();
            let item = Item {
                path: target.path,
                media_type: text("media-type"),
                properties: text("properties"),
            };
            found.order.push(id.to_owned());
            found.ids.insert(item.path.clone(), id.to_owned());
            found.items.insert(id.to_owned(), item);
        }
        for element in root.all("itemref") {
            let id = element.attribute("idref").unwrap_or_default();
            let is_linear = element.attribute("linear") != Some("no");
            // A file that the manifest lacks is missing, under its id.
            let item = found.items.get(id).cloned().unwrap_or_else(|| Item {
                path: id.to_owned(),
                media_type: "application/xhtml+xml".to_owned(),
                ..Item::default()
            });
            found.spine.push((item, is_linear));
        }
        if found.spine.is_empty() {
            return Err(ReadError::Damaged("it names no chapters"));
        }
        for element in root.all("reference") {
            let kind = element.attribute("type").unwrap_or_default();
            let target = element
                .attribute("href")
                .and_then(|to| paths.resolve(path, to));
            found
                .guide
                .extend(target.map(|target| (kind.to_lowercase(), target)));
        }
        let spine = root.child("spine");
        found.ncx = spine
            .and_then(|spine| spine.attribute("toc"))
            .map(str::to_owned);
        found.metadata = root.child("metadata").cloned().unwrap_or_default();
        Ok(found)
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.order.iter().filter_map(|id| self.items.get(id))
    }

    /// The file of an id.
    pub(super) fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(id)
    }

    /// The file at a path.
    pub(super) fn item_at(&self, path: &str) -> Option<&Item> {
        self.items.get(self.ids.get(path)?)
    }

    /// The navigation document of an EPUB 3.
    pub(super) fn navigation(&self) -> Option<&Item> {
        self.items().find(|item| item.has_property("nav"))
    }

    /// The table of contents of an EPUB 2.
    pub(super) fn ncx(&self) -> Option<&Item> {
        let named = self.ncx.as_ref().and_then(|id| self.items.get(id));
        named.or_else(|| {
            self.items()
                .find(|item| item.media_type == "application/x-dtbncx+xml")
        })
    }

    /// The picture that an EPUB 3 names as its cover.
    pub(super) fn cover_image(&self) -> Option<&Item> {
        self.items().find(|item| item.has_property("cover-image"))
    }

    /// Whether a file is a picture.
    pub(super) fn is_picture(&self, path: &str) -> bool {
        let item = self.item_at(path);
        item.is_some_and(|item| item.media_type.starts_with("image/"))
    }
}
