//! Tables of contents that nothing names: elements that hold little but links into the book.

use crate::html::dom::{Dom, NodeData, NodeId, ROOT};
use crate::html::elements;

use super::tree::Tree;

/// So many links are a table of contents.
const FEWEST: u32 = 3;

/// How much of a node's text is in links into the book.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Linked {
    /// How many links.
    links: u32,
    /// Their letters.
    letters: usize,
}

/// The links into the book in each node. `leads_into_book` tests the reference of a link.
pub(super) fn linked(
    dom: &Dom,
    tree: &Tree,
    leads_into_book: impl Fn(&str) -> bool,
) -> Vec<Linked> {
    let mut linked = vec![Linked::default(); dom.nodes.len()];
    let order: Vec<NodeId> = dom.descendants(ROOT).collect();
    for node in order.into_iter().rev() {
        if dom.name(node) == "a" && dom.attribute(node, "href").is_some_and(&leads_into_book) {
            linked[node] = Linked {
                links: 1,
                letters: tree.sizes[node].letters,
            };
        }
        if let Some(parent) = dom.nodes[node].parent {
            linked[parent].links += linked[node].links;
            linked[parent].letters += linked[node].letters;
        }
    }
    linked
}

/// The outermost elements of whose text four fifths are links into the book.
pub(super) fn lists_of_links(dom: &Dom, tree: &Tree, linked: &[Linked]) -> Vec<NodeId> {
    let mut is_inside = vec![false; dom.nodes.len()];
    let mut found = Vec::new();
    for node in dom.descendants(ROOT) {
        let parent = dom.nodes[node].parent;
        if parent.is_some_and(|parent| is_inside[parent]) {
            is_inside[node] = true;
            continue;
        }
        let is_block = matches!(dom.nodes[node].data, NodeData::Element { .. })
            && elements::is_block(dom.name(node))
            && dom.name(node) != "html";
        let Linked { links, letters } = linked[node];
        if is_block && links >= FEWEST && letters * 5 >= tree.sizes[node].letters * 4 {
            is_inside[node] = true;
            found.push(node);
        }
    }
    found
}

/// Whether half of the text of some nodes is links into the book.
pub(super) fn are_half_links(tree: &Tree, linked: &[Linked], nodes: &[NodeId]) -> bool {
    let letters: usize = nodes.iter().map(|node| tree.sizes[*node].letters).sum();
    let links: u32 = nodes.iter().map(|node| linked[*node].links).sum();
    let in_links: usize = nodes.iter().map(|node| linked[*node].letters).sum();
    links >= FEWEST && in_links * 2 >= letters
}
