//! How much text each element of a page holds, and how much of it is in links.

use super::dom::{Dom, NodeData, NodeId, ROOT};
use super::{elements, visibility};

/// The size of a node with all below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    /// Letters and digits that are seen.
    pub(crate) letters: usize,
    /// Those of them in links.
    pub(crate) linked: usize,
    /// Pictures.
    pub(crate) images: usize,
    /// Headings.
    pub(crate) headings: usize,
    /// Elements whose text starts a line.
    pub(crate) blocks: usize,
}

impl Size {
    /// Whether less than a third of the text is in links.
    pub(crate) fn is_text(self) -> bool {
        self.letters > 0 && self.linked * 3 < self.letters
    }
}

/// The size of each node, by its id.
pub(crate) fn sizes(dom: &Dom) -> Vec<Size> {
    let mut sizes = vec![Size::default(); dom.nodes.len()];
    let order: Vec<NodeId> = dom.descendants(ROOT).collect();
    for node in order.into_iter().rev() {
        let mut size = sizes[node];
        match &dom.nodes[node].data {
            NodeData::Text { text, .. } => {
                size.letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            }
            NodeData::Element { .. } => {
                let name = dom.name(node);
                if elements::is_program(name) || visibility::is_hidden(dom, node) {
                    size = Size::default();
                }
                if name == "a" && dom.attribute(node, "href").is_some() {
                    size.linked = size.letters;
                }
                size.images += usize::from(matches!(name, "img" | "picture"));
                size.headings += usize::from(elements::heading_level(name).is_some());
                size.blocks += usize::from(elements::is_block(name));
            }
            NodeData::Root | NodeData::Other => {}
        }
        sizes[node] = size;
        if let Some(parent) = dom.nodes[node].parent {
            let above = &mut sizes[parent];
            above.letters += size.letters;
            above.linked += size.linked;
            above.images += size.images;
            above.headings += size.headings;
            above.blocks += size.blocks;
        }
    }
    sizes
}
