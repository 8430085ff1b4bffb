//! The table of contents that reading systems show: the navigation document of an EPUB 3, or
//! the NCX of an EPUB 2.

use lismoi_document::collapse_whitespace;

use super::paths::{Paths, Target};
use super::tree;
use super::xml::Element;
use crate::html::dom::{Dom, NodeId, ROOT};

/// An entry of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its text on one line.
    pub(super) label: String,
    /// Where it leads.
    pub(super) target: Target,
    /// How deep it stands, from 1.
    pub(super) level: u8,
}

/// What a navigation document says.
#[derive(Debug, Default)]
pub(super) struct Navigation {
    /// The table of contents.
    pub(super) entries: Vec<Entry>,
    /// The parts of the book, with their types.
    pub(super) landmarks: Vec<(String, Target)>,
}

/// The navigation document at `path`.
pub(super) fn of_document(dom: &Dom, path: &str, paths: &Paths) -> Navigation {
    let mut found = Navigation::default();
    let is_nav = |node: NodeId| dom.name(node) == "nav";
    let is_outermost = |node: &NodeId| is_nav(*node) && !dom.ancestors(*node).any(is_nav);
    for nav in dom.descendants(ROOT).filter(is_outermost) {
        let is = |kind: &str| dom.has_word(nav, "epub:type", |word| word == kind);
        let links = dom.descendants(nav).filter(|node| dom.name(*node) == "a");
        for link in links {
            let target = dom.attribute(link, "href");
            let Some(target) = target.and_then(|to| paths.resolve(path, to)) else {
                continue;
            };
            if is("landmarks") {
                let kinds = dom.attribute(link, "epub:type").unwrap_or_default();
                let kinds = kinds.split_whitespace().map(str::to_lowercase);
                found
                    .landmarks
                    .extend(kinds.map(|kind| (kind, target.clone())));
            } else if is("toc") {
                found.entries.push(Entry {
                    label: collapse_whitespace(&tree::short_text(dom, link)),
                    target,
                    level: depth(dom, nav, link),
                });
            }
        }
    }
    found
}

/// How many lists within `nav` an entry stands in.
fn depth(dom: &Dom, nav: NodeId, link: NodeId) -> u8 {
    let above = dom.ancestors(link).take_while(|node| *node != nav);
    let lists = above.filter(|node| matches!(dom.name(*node), "ol" | "ul"));
    u8::try_from(lists.count().max(1)).unwrap_or(u8::MAX)
}

/// The entries of an NCX at `path`.
pub(super) fn of_ncx(root: &Element, path: &str, paths: &Paths) -> Vec<Entry> {
    let mut entries = Vec::new();
    if let Some(map) = root.child("navMap") {
        add_points(map, 1, path, paths, &mut entries);
    }
    entries
}

/// Adds the entries in an element. Its depth is bounded by the parser.
fn add_points(parent: &Element, level: u8, path: &str, paths: &Paths, out: &mut Vec<Entry>) {
    for point in parent
        .children
        .iter()
        .filter(|child| child.name == "navPoint")
    {
        let label = point
            .child("navLabel")
            .and_then(|label| label.child("text"));
        let content = point
            .child("content")
            .and_then(|content| content.attribute("src"));
        if let (Some(label), Some(target)) = (label, content.and_then(|to| paths.resolve(path, to)))
        {
            out.push(Entry {
                label: collapse_whitespace(&label.text),
                target,
                level,
            });
        }
        add_points(point, level.saturating_add(1), path, paths, out);
    }
}
