//! Cards: elements of one kind in a row, each with a picture, the title of another article as
//! a link, and perhaps its summary.

use std::collections::HashMap;

use super::dom::{Dom, NodeData, NodeId};
use super::measure::Size;

/// So many cards are a list of other articles.
const FEWEST: usize = 3;

/// The shortest title in a link, in letters and digits.
const SHORTEST_TITLE: usize = 15;

/// The longest card, in letters and digits.
const LONGEST: usize = 600;

/// The children of an element that are cards; empty where there are too few, or where other
/// children are of the same kind.
pub(super) fn among_children(dom: &Dom, sizes: &[Size], parent: NodeId) -> Vec<NodeId> {
    let mut kinds: HashMap<(&str, &str), Vec<NodeId>> = HashMap::new();
    for child in dom.children(parent) {
        if matches!(dom.nodes[child].data, NodeData::Element { .. }) && sizes[child].letters > 0 {
            let class = dom.attribute(child, "class").unwrap_or_default();
            let kind = (dom.name(child), class);
            kinds.entry(kind).or_default().push(child);
        }
    }
    let is_card = |node: &NodeId| {
        let size = sizes[*node];
        size.images > 0 && size.linked >= SHORTEST_TITLE && size.letters <= LONGEST
    };
    let mut found: Vec<NodeId> = kinds
        .into_values()
        .filter(|children| children.len() >= FEWEST && children.iter().all(is_card))
        .flatten()
        .collect();
    found.sort_unstable();
    found
}
