//! What is known about each node of a chapter from the nodes above and below it.

use crate::html::dom::{Dom, NodeData, NodeId, ROOT};
use crate::html::elements;
use crate::html::measure::{self, Size};

/// A chapter, measured.
#[derive(Debug)]
pub(super) struct Tree {
    /// The place of each node in the order of the document.
    pub(super) order: Vec<usize>,
    /// The size of each node with all below it.
    pub(super) sizes: Vec<Size>,
    /// The headings in order, with their levels.
    pub(super) headings: Vec<(NodeId, u8)>,
}

impl Tree {
    pub(super) fn new(dom: &Dom) -> Self {
        let mut order = vec![usize::MAX; dom.nodes.len()];
        let mut headings = Vec::new();
        for (place, node) in dom.descendants(ROOT).enumerate() {
            order[node] = place;
            headings.extend(heading_level(dom, node).map(|level| (node, level)));
        }
        Tree {
            order,
            sizes: measure::sizes(dom),
            headings,
        }
    }

    /// The letters of the chapter.
    pub(super) fn letters(&self) -> usize {
        self.sizes[ROOT].letters
    }
}

/// The longest text of a heading or a label, in bytes.
const LONGEST: usize = 1_000;

/// The start of the text of a node. Nodes may be nested, and the text of each be that of all.
pub(super) fn short_text(dom: &Dom, node: NodeId) -> String {
    let mut text = String::new();
    for node in dom.descendants(node) {
        match &dom.nodes[node].data {
            NodeData::Text { text: part, .. } => text.push_str(part),
            NodeData::Element { .. } if dom.name(node) == "br" => text.push(' '),
            _ => {}
        }
        if text.len() > LONGEST {
            break;
        }
    }
    text
}

/// The level of a heading, also of one that only says that it is one.
pub(super) fn heading_level(dom: &Dom, node: NodeId) -> Option<u8> {
    elements::heading_level(dom.name(node)).or_else(|| {
        let is_heading = dom.attribute(node, "role") == Some("heading");
        let level = dom.attribute(node, "aria-level").filter(|_| is_heading)?;
        level
            .trim()
            .parse()
            .ok()
            .filter(|level| (1..=6).contains(level))
    })
}

/// So many elements around a heading may start with it.
const MOST_AROUND: usize = 16;

/// The nodes that the section under a heading consists of, the heading's own among them: an
/// element that holds nothing before it, and what follows up to a heading as high.
pub(super) fn section(dom: &Dom, heading: NodeId, level: u8) -> Vec<NodeId> {
    let mut top = heading;
    for parent in dom.ancestors(heading).take(MOST_AROUND) {
        let is_first = has_no_text_before(dom, parent, top);
        if !is_first
            || !matches!(
                dom.name(parent),
                "div" | "section" | "header" | "hgroup" | "body" | "article" | "nav" | "aside"
            )
        {
            break;
        }
        let others = dom.descendants(parent);
        let mut others = others.filter(|node| *node != heading);
        if others.any(|node| heading_level(dom, node).is_some_and(|other| other <= level)) {
            break;
        }
        top = parent;
    }
    let mut found = vec![top];
    if matches!(
        dom.name(top),
        "section" | "body" | "article" | "nav" | "aside"
    ) {
        return found;
    }
    let next = std::iter::successors(dom.nodes[top].next, |node| dom.nodes[*node].next);
    for sibling in next {
        let mut inside = dom.descendants(sibling);
        if inside.any(|node| heading_level(dom, node).is_some_and(|other| other <= level)) {
            break;
        }
        found.push(sibling);
    }
    found
}

/// Whether a parent has no text before one of its children.
fn has_no_text_before(dom: &Dom, parent: NodeId, child: NodeId) -> bool {
    let before = dom.children(parent).take_while(|node| *node != child);
    before
        .into_iter()
        .all(|node| dom.text(node).trim().is_empty())
}
