//! Footnotes of a page, by the links between them and their references.

use std::collections::HashMap;

use super::dom::{Dom, NodeData, NodeId, ROOT};
use super::elements;

/// The footnotes of a page. Numbers count from 0 in the order of the first references.
#[derive(Clone, Debug, Default)]
pub(crate) struct Footnotes {
    /// The links that are references.
    pub(crate) references: HashMap<NodeId, usize>,
    /// The elements that hold the footnotes.
    pub(crate) notes: HashMap<NodeId, usize>,
    /// The links from footnotes back to their references.
    pub(crate) back_links: HashMap<NodeId, usize>,
}

/// The longest text of a reference, in characters: "[note 12]".
pub(crate) const LONGEST_REFERENCE: usize = 12;

/// The footnotes of a page.
pub(crate) fn find(dom: &Dom) -> Footnotes {
    let order = dom.descendants(ROOT).enumerate();
    let order: HashMap<NodeId, usize> = order.map(|(place, node)| (node, place)).collect();
    let by_id = |node: &NodeId| {
        let keys = ["id", "name"].into_iter();
        let keys = keys.filter_map(|key| dom.attribute(*node, key)).next();
        keys.map(|id| (id.to_owned(), *node))
    };
    let mut targets: HashMap<String, NodeId> = HashMap::new();
    for (id, node) in dom.descendants(ROOT).filter_map(|node| by_id(&node)) {
        targets.entry(id).or_insert(node);
    }
    let mut found = Footnotes::default();
    let mut links: Vec<NodeId> = Vec::new();
    let mut blocks: HashMap<NodeId, bool> = HashMap::new();
    for link in dom.descendants(ROOT).filter(|node| dom.name(*node) == "a") {
        let Some(target) = target_of(dom, link).and_then(|id| targets.get(id)) else {
            continue;
        };
        if order[target] < order[&link] {
            links.push(link);
            continue;
        }
        if !is_reference(dom, link) {
            continue;
        }
        let Some(note) = block_around(dom, *target) else {
            continue;
        };
        if !*blocks.entry(note).or_insert_with(|| is_footnote(dom, note)) {
            continue;
        }
        let next = found.notes.len();
        let number = *found.notes.entry(note).or_insert(next);
        found.references.insert(link, number);
    }
    for link in links {
        let note = dom.ancestors(link).find_map(|node| found.notes.get(&node));
        if let Some(number) = note.copied() {
            found.back_links.insert(link, number);
        }
    }
    found
}

/// The id within the page that a link leads to.
fn target_of(dom: &Dom, link: NodeId) -> Option<&str> {
    dom.attribute(link, "href")?
        .strip_prefix('#')
        .filter(|id| !id.is_empty())
}

/// Whether a link looks like a reference: it says so, or is a raised number or sign, or a
/// number in brackets.
pub(crate) fn is_reference(dom: &Dom, link: NodeId) -> bool {
    let text = dom.text(link);
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_REFERENCE {
        return false;
    }
    let says_so = ["epub:type", "role", "rel", "class"].iter().any(|key| {
        dom.has_word(link, key, |word| {
            let word = word.to_ascii_lowercase();
            [
                "noteref",
                "doc-noteref",
                "footnote",
                "footnote-ref",
                "footnote-reference",
            ]
            .contains(&word.as_str())
        })
    });
    let is_raised = dom
        .ancestors(link)
        .take(3)
        .chain(dom.children(link))
        .any(|node| dom.name(node) == "sup");
    let bare = text.trim_matches(['[', ']', '(', ')', '*', '†', '‡']);
    let is_bracketed = text.starts_with(['[', '(']) && text.ends_with([']', ')']);
    let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    says_so || is_raised || (is_bracketed && is_number)
}

/// The target of a reference, or the block around it.
pub(crate) fn block_around(dom: &Dom, target: NodeId) -> Option<NodeId> {
    let is_block = |node: &NodeId| {
        let name = dom.name(*node);
        matches!(name, "li" | "p" | "div" | "aside" | "dd" | "section" | "td")
    };
    std::iter::once(target)
        .chain(dom.ancestors(target))
        .find(is_block)
}

/// Whether a block can be a footnote, and not a part of the article that is linked to.
pub(crate) fn is_footnote(dom: &Dom, block: NodeId) -> bool {
    let mut inside = dom.descendants(block);
    let has_heading = inside.any(|node| elements::heading_level(dom.name(node)).is_some());
    let texts = dom.descendants(block);
    let lengths = texts.map(|node| match &dom.nodes[node].data {
        NodeData::Text { text, .. } => text.len(),
        _ => 0,
    });
    !has_heading && lengths.sum::<usize>() <= LONGEST_NOTE
}

/// The longest footnote, in bytes.
const LONGEST_NOTE: usize = 8_000;
