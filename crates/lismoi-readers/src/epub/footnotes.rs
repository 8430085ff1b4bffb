//! Footnotes of a book, by the links between them and their references, also across files.

use std::collections::HashMap;

use super::book::Book;
use super::chapter::Chapter;
use super::parts;
use super::tree::{self, Tree};
use crate::html::dom::{Dom, NodeId, ROOT};
use crate::html::footnotes::{self, Footnotes, LONGEST_REFERENCE};

/// A node of a chapter.
type Node = (usize, NodeId);

/// A link within the book whose text may be a reference to a footnote, or lead back to one.
struct Link {
    from: Node,
    to: Node,
    /// Whether it says that it is a reference.
    says_so: bool,
    /// Whether it looks like one.
    looks_so: bool,
    /// Whether its text is a number or a sign.
    is_number: bool,
}

/// The footnotes of each chapter. Numbers count from 0 in the order of the first references,
/// through the book; then come the footnotes without a reference.
pub(super) fn find(book: &Book, trees: &[Option<Tree>]) -> Vec<Footnotes> {
    let mut finder = Finder {
        book,
        trees,
        notes: HashMap::new(),
        numbers: HashMap::new(),
    };
    let mut found = vec![Footnotes::default(); book.chapters.len()];
    let mut others = Vec::new();
    for link in links(book) {
        match finder.note_of(&link) {
            Some(note) => {
                let next = finder.numbers.len();
                let number = *finder.numbers.entry(note).or_insert(next);
                found[link.from.0].references.insert(link.from.1, number);
            }
            None => others.push(link.from),
        }
    }
    for note in declared_notes(book) {
        let next = finder.numbers.len();
        finder.numbers.entry(note).or_insert(next);
    }
    for ((chapter, note), number) in finder.numbers {
        found[chapter].notes.insert(note, number);
    }
    for (chapter, link) in others {
        let Some(dom) = &book.chapters[chapter].dom else {
            continue;
        };
        let notes = &found[chapter].notes;
        let number = dom
            .ancestors(link)
            .find_map(|node| notes.get(&node))
            .copied();
        if let Some(number) = number {
            found[chapter].back_links.insert(link, number);
        }
    }
    found
}

struct Finder<'a> {
    book: &'a Book,
    trees: &'a [Option<Tree>],
    /// Whether blocks can be footnotes, as far as it has been asked.
    notes: HashMap<Node, bool>,
    /// The numbers of the footnotes.
    numbers: HashMap<Node, usize>,
}

impl Finder<'_> {
    /// The footnote that a link refers to.
    fn note_of(&mut self, link: &Link) -> Option<Node> {
        let (chapter, target) = link.to;
        let dom = self.book.chapters[chapter].dom.as_ref()?;
        let declared = std::iter::once(target)
            .chain(dom.ancestors(target))
            .find(|node| is_declared(dom, *node));
        let note = declared.or_else(|| footnotes::block_around(dom, target))?;
        let is_within =
            chapter == link.from.0 && dom.ancestors(link.from.1).any(|node| node == note);
        if is_within {
            return None;
        }
        let is_reference = if declared.is_some() {
            link.says_so || link.looks_so || link.is_number
        } else {
            let is_forward = self.place(link.to) > self.place(link.from);
            link.says_so
                || (is_forward
                    && (link.looks_so
                        || (link.is_number && self.leads_back(link, (chapter, note)))))
        };
        let is_note = is_reference
            && *self
                .notes
                .entry((chapter, note))
                .or_insert_with(|| declared.is_some() || footnotes::is_footnote(dom, note));
        is_note.then_some((chapter, note))
    }

    /// The place of a node in the book.
    fn place(&self, (chapter, node): Node) -> (usize, usize) {
        let tree = self.trees[chapter].as_ref();
        (chapter, tree.map_or(0, |tree| tree.order[node]))
    }

    /// Whether a footnote holds a link to the block that a link stands in.
    fn leads_back(&self, link: &Link, (chapter, note): Node) -> bool {
        let (Some(notes), Some(text)) = (
            &self.book.chapters[chapter].dom,
            &self.book.chapters[link.from.0].dom,
        ) else {
            return false;
        };
        let block = footnotes::block_around(text, link.from.1);
        let inside = notes.descendants(note).take(LARGEST_NOTE);
        let targets = inside.filter_map(|node| link_target(self.book, chapter, notes, node));
        targets.take(MOST_BACK_LINKS).any(|(file, fragment)| {
            file == link.from.0 && block.is_some_and(|block| holds_id(text, block, &fragment))
        })
    }
}

/// So many nodes of a footnote are searched for a link back.
const LARGEST_NOTE: usize = 64;

/// One of so many links of a footnote leads back.
const MOST_BACK_LINKS: usize = 2;

/// So many nodes of a paragraph are searched for the target of a link back.
const LARGEST_PARAGRAPH: usize = 256;

fn holds_id(dom: &Dom, block: NodeId, id: &str) -> bool {
    let mut inside = dom.descendants(block).take(LARGEST_PARAGRAPH);
    inside.any(|node| [dom.attribute(node, "id"), dom.attribute(node, "name")].contains(&Some(id)))
}

/// The chapter and the id that a link leads to.
fn link_target(book: &Book, chapter: usize, dom: &Dom, node: NodeId) -> Option<(usize, String)> {
    if dom.name(node) != "a" {
        return None;
    }
    let reference = dom.attribute(node, "href").filter(|to| to.contains('#'))?;
    let target = book
        .paths
        .resolve(&book.chapters[chapter].path, reference)?;
    let index = *book.index.get(&target.path)?;
    (!target.fragment.is_empty()).then_some((index, target.fragment))
}

/// The links with short texts that lead to an element of the book, in order.
fn links(book: &Book) -> Vec<Link> {
    let ids: Vec<HashMap<&str, NodeId>> = book.chapters.iter().map(ids).collect();
    let mut found = Vec::new();
    for (chapter, dom) in doms(book) {
        for link in dom.descendants(ROOT) {
            let Some((file, fragment)) = link_target(book, chapter, dom, link) else {
                continue;
            };
            let Some(target) = ids[file].get(fragment.as_str()) else {
                continue;
            };
            let text = tree::short_text(dom, link);
            let text = text.trim();
            if text.chars().count() > LONGEST_REFERENCE {
                continue;
            }
            let bare = text.trim_matches(|c: char| "[]()*†‡§. \u{A0}".contains(c));
            found.push(Link {
                from: (chapter, link),
                to: (file, *target),
                says_so: parts::is(dom, link, &["noteref"]) && !text.is_empty(),
                looks_so: footnotes::is_reference(dom, link),
                is_number: !text.is_empty() && bare.chars().all(|c| c.is_ascii_digit()),
            });
        }
    }
    found
}

/// The elements of a chapter by their ids.
fn ids(chapter: &Chapter) -> HashMap<&str, NodeId> {
    let mut ids = HashMap::new();
    if let Some(dom) = &chapter.dom {
        for node in dom.descendants(ROOT) {
            for key in ["id", "name"] {
                if let Some(id) = dom.attribute(node, key) {
                    ids.entry(id).or_insert(node);
                }
            }
        }
    }
    ids
}

fn doms(book: &Book) -> impl Iterator<Item = (usize, &Dom)> {
    let chapters = book.chapters.iter().enumerate();
    chapters.filter_map(|(index, chapter)| Some((index, chapter.dom.as_ref()?)))
}

/// The elements that say that they are footnotes.
fn declared_notes(book: &Book) -> Vec<Node> {
    let mut found = Vec::new();
    for (chapter, dom) in doms(book) {
        let nodes = dom.descendants(ROOT);
        let notes = nodes.filter(|node| is_declared(dom, *node));
        found.extend(notes.map(|node| (chapter, node)));
    }
    found
}

fn is_declared(dom: &Dom, node: NodeId) -> bool {
    parts::is(dom, node, &["footnote", "endnote", "rearnote"])
}
