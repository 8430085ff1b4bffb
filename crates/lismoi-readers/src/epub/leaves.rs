//! The blocks of a chapter that are read, as far as they can be headings.

use crate::html::dom::{Dom, NodeData, NodeId, ROOT};
use crate::html::footnotes::Footnotes;
use crate::html::{elements, visibility};
use crate::markup::classify::fold;

use super::marks::Marks;
use super::tree::heading_level;

/// The longest text that is compared with titles, in bytes.
const LONGEST: usize = 400;

/// A block of text.
#[derive(Debug)]
pub(super) struct Leaf {
    /// The innermost block element around the text.
    pub(super) node: NodeId,
    /// The first node of the text.
    pub(super) first: NodeId,
    /// Its text as `fold` makes it; empty for a text that is too long for a title.
    pub(super) text: String,
    /// Its level, if it is a heading.
    pub(super) level: Option<u8>,
    /// Its letters and digits.
    pub(super) letters: usize,
}

/// What a node inherits.
#[derive(Clone, Copy, Default)]
struct Inherited {
    is_skipped: bool,
    block: NodeId,
    level: Option<u8>,
}

/// The blocks that are read, in order.
pub(super) fn of_chapter(dom: &Dom, marks: &Marks, footnotes: &Footnotes) -> Vec<Leaf> {
    let mut inherited = vec![Inherited::default(); dom.nodes.len()];
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut open: Option<(NodeId, NodeId, String, Option<u8>)> = None;
    for node in dom.descendants(ROOT) {
        let mut state = dom.nodes[node]
            .parent
            .map_or(Inherited::default(), |parent| inherited[parent]);
        match &dom.nodes[node].data {
            NodeData::Element { .. } => {
                let name = dom.name(node);
                state.is_skipped |= marks.contains_key(&node)
                    || footnotes.notes.contains_key(&node)
                    || footnotes.references.contains_key(&node)
                    || elements::is_program(name)
                    || visibility::reason(dom, node).is_some();
                if elements::is_block(name) {
                    state.block = node;
                }
                state.level = heading_level(dom, node).or(state.level);
            }
            NodeData::Text { text, .. } if !state.is_skipped && !text.trim().is_empty() => {
                match &mut open {
                    Some((block, _, words, _)) if *block == state.block => words.push_str(text),
                    _ => {
                        leaves.extend(open.take().map(leaf));
                        open = Some((state.block, node, text.clone(), state.level));
                    }
                }
            }
            _ => {}
        }
        inherited[node] = state;
    }
    leaves.extend(open.map(leaf));
    leaves.retain(|leaf| leaf.letters > 0);
    leaves
}

fn leaf((node, first, words, level): (NodeId, NodeId, String, Option<u8>)) -> Leaf {
    let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
    Leaf {
        node,
        first,
        text: if words.len() > LONGEST {
            String::new()
        } else {
            fold(&words)
        },
        level,
        letters,
    }
}
