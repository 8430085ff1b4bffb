//! The outline of a document (bookmarks; ISO 32000-1, 12.3.3), matched to its lines.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{self, Array, Dict, Object, ObjectIdentifier};

use crate::pdf::strings;

/// The most entries and levels that are read.
const MOST_ENTRIES: usize = 20_000;
const DEEPEST: usize = 16;

/// The most named destinations that are read.
const MOST_NAMES: usize = 100_000;

/// An entry of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pdf) struct Entry {
    pub(in crate::pdf) title: String,
    /// From 1.
    pub(in crate::pdf) level: u8,
    /// The number of the page that it leads to, from 1; `None` if it leads nowhere.
    pub(in crate::pdf) page: Option<u32>,
}

/// The entries of the outline, in order.
pub(in crate::pdf) fn entries(pdf: &Pdf, catalog: &Dict<'_>) -> Vec<Entry> {
    let Some(outline) = catalog.get::<Dict<'_>>(keys::OUTLINES) else {
        return Vec::new();
    };
    let pages = pdf.pages().iter().enumerate();
    let pages = pages.filter_map(|(index, page)| Some((page.raw().obj_id()?, index as u32 + 1)));
    let mut reader = Reader {
        pages: pages.collect(),
        names: names(catalog),
        visited: 0,
        entries: Vec::new(),
    };
    reader.children(&outline, 1);
    reader.entries
}

struct Reader<'a> {
    pages: HashMap<ObjectIdentifier, u32>,
    names: HashMap<Vec<u8>, Object<'a>>,
    visited: usize,
    entries: Vec<Entry>,
}

impl Reader<'_> {
    fn children(&mut self, parent: &Dict<'_>, level: usize) {
        if level > DEEPEST {
            return;
        }
        let mut next = parent.get::<Dict<'_>>(keys::FIRST);
        while let Some(item) = next {
            // The items may be linked in a circle.
            self.visited += 1;
            if self.visited > MOST_ENTRIES {
                return;
            }
            if let Some(title) = item.get::<object::String<'_>>(keys::TITLE) {
                let title = strings::decode(title.as_bytes());
                self.entries.push(Entry {
                    title: title.split_whitespace().collect::<Vec<_>>().join(" "),
                    level: level as u8,
                    page: self.page(&item),
                });
            }
            self.children(&item, level + 1);
            next = item.get::<Dict<'_>>(keys::NEXT);
        }
    }

    fn page(&self, item: &Dict<'_>) -> Option<u32> {
        let destination = match item.get::<Object<'_>>(keys::DEST) {
            Some(destination) => destination,
            None => item.get::<Dict<'_>>(keys::A)?.get::<Object<'_>>(keys::D)?,
        };
        self.page_of(&destination, 0)
    }

    fn page_of(&self, destination: &Object<'_>, depth: usize) -> Option<u32> {
        if depth > 4 {
            return None;
        }
        match destination {
            Object::Array(array) => {
                let reference = array.raw_iter().next()?.as_obj_ref()?;
                self.pages.get(&reference.into()).copied()
            }
            Object::Dict(dict) => self.page_of(&dict.get::<Object<'_>>(keys::D)?, depth + 1),
            Object::Name(name) => self.page_of(self.names.get(name.as_ref())?, depth + 1),
            Object::String(name) => self.page_of(self.names.get(name.as_bytes())?, depth + 1),
            _ => None,
        }
    }
}

/// The named destinations.
fn names<'a>(catalog: &Dict<'a>) -> HashMap<Vec<u8>, Object<'a>> {
    let mut names = HashMap::new();
    if let Some(dests) = catalog.get::<Dict<'a>>("Dests") {
        for name in dests.keys().take(MOST_NAMES) {
            if let Some(destination) = dests.get::<Object<'a>>(name.as_ref()) {
                names.insert(name.as_ref().to_vec(), destination);
            }
        }
    }
    let tree = catalog.get::<Dict<'a>>("Names");
    if let Some(root) = tree.and_then(|tree| tree.get::<Dict<'a>>("Dests")) {
        add_names(&root, &mut names, 0);
    }
    names
}

fn add_names<'a>(node: &Dict<'a>, names: &mut HashMap<Vec<u8>, Object<'a>>, depth: usize) {
    if depth > DEEPEST || names.len() > MOST_NAMES {
        return;
    }
    if let Some(pairs) = node.get::<Array<'a>>("Names") {
        let mut pairs = pairs.iter::<Object<'a>>();
        while let (Some(name), Some(destination)) = (pairs.next(), pairs.next()) {
            if let Object::String(name) = name {
                names.insert(name.as_bytes().to_vec(), destination);
            }
        }
    }
    if let Some(kids) = node.get::<Array<'a>>(keys::KIDS) {
        for kid in kids.iter::<Dict<'a>>() {
            add_names(&kid, names, depth + 1);
        }
    }
}
