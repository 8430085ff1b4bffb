//! The tree of a page: elements and texts, with the place of every text in the source.

use std::ops::Range;
use std::rc::Rc;

use html5ever::{Attribute, QualName};

/// The index of a node.
pub(crate) type NodeId = usize;

/// The root.
pub(crate) const ROOT: NodeId = 0;

/// The tree of a page.
#[derive(Debug)]
pub(crate) struct Dom {
    pub(crate) nodes: Vec<Node>,
}

/// A node and its neighbours.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) parent: Option<NodeId>,
    pub(crate) first_child: Option<NodeId>,
    pub(crate) last_child: Option<NodeId>,
    pub(crate) previous: Option<NodeId>,
    pub(crate) next: Option<NodeId>,
    /// How many nodes are above it, when it was added.
    pub(crate) depth: usize,
    pub(crate) data: NodeData,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum NodeData {
    /// The document, or the contents of a template.
    Root,
    /// An element.
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
    /// A text, and its bytes in the source.
    Text { text: String, place: Range<usize> },
    /// A comment or a processing instruction.
    Other,
}

impl Dom {
    pub(crate) fn new() -> Self {
        let mut dom = Dom { nodes: Vec::new() };
        dom.add(NodeData::Root);
        dom
    }

    pub(crate) fn add(&mut self, data: NodeData) -> NodeId {
        self.nodes.push(Node {
            parent: None,
            first_child: None,
            last_child: None,
            previous: None,
            next: None,
            depth: 0,
            data,
        });
        self.nodes.len() - 1
    }

    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.nodes[parent].last_child;
        self.nodes[child].parent = Some(parent);
        self.nodes[child].previous = last;
        self.nodes[child].depth = self.nodes[parent].depth + 1;
        match last {
            Some(last) => self.nodes[last].next = Some(child),
            None => self.nodes[parent].first_child = Some(child),
        }
        self.nodes[parent].last_child = Some(child);
    }

    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let (parent, previous) = (self.nodes[sibling].parent, self.nodes[sibling].previous);
        self.nodes[child].parent = parent;
        self.nodes[child].previous = previous;
        self.nodes[child].next = Some(sibling);
        self.nodes[child].depth = self.nodes[sibling].depth;
        self.nodes[sibling].previous = Some(child);
        match (previous, parent) {
            (Some(previous), _) => self.nodes[previous].next = Some(child),
            (None, Some(parent)) => self.nodes[parent].first_child = Some(child),
            (None, None) => {}
        }
    }

    pub(crate) fn detach(&mut self, node: NodeId) {
        let Node {
            parent,
            previous,
            next,
            ..
        } = self.nodes[node];
        match (previous, parent) {
            (Some(previous), _) => self.nodes[previous].next = next,
            (None, Some(parent)) => self.nodes[parent].first_child = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => self.nodes[next].previous = previous,
            (None, Some(parent)) => self.nodes[parent].last_child = previous,
            (None, None) => {}
        }
        let node = &mut self.nodes[node];
        (node.parent, node.previous, node.next) = (None, None, None);
    }

    /// Moves the places of all texts.
    #[cfg(feature = "markdown")]
    pub(crate) fn move_places(&mut self, offset: usize) {
        for node in &mut self.nodes {
            if let NodeData::Text { place, .. } = &mut node.data {
                *place = place.start + offset..place.end + offset;
            }
        }
    }

    /// The children of a node, in order.
    pub(crate) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.nodes[node].first_child, |child| {
            self.nodes[*child].next
        })
    }

    /// The node and all below it, in the order of the document.
    pub(crate) fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(top), move |node| {
            if let Some(child) = self.nodes[*node].first_child {
                return Some(child);
            }
            let mut node = *node;
            loop {
                if node == top {
                    return None;
                }
                match self.nodes[node].next {
                    Some(next) => return Some(next),
                    None => node = self.nodes[node].parent?,
                }
            }
        })
    }

    /// The nodes above a node, from its parent to the root.
    pub(crate) fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.nodes[node].parent, |node| self.nodes[*node].parent)
    }

    /// The local name of an element, in lower case; empty for other nodes.
    pub(crate) fn name(&self, node: NodeId) -> &str {
        match &self.nodes[node].data {
            NodeData::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, node: NodeId, key: &str) -> Option<&str> {
        let NodeData::Element { attributes, .. } = &self.nodes[node].data else {
            return None;
        };
        let mut attributes = attributes.iter();
        let attribute = attributes.find(|attribute| &*attribute.name.local == key);
        attribute.map(|attribute| &*attribute.value)
    }

    /// Whether one of the words of an attribute passes a test.
    pub(crate) fn has_word(&self, node: NodeId, key: &str, test: impl Fn(&str) -> bool) -> bool {
        let value = self.attribute(node, key).unwrap_or_default();
        value.split_ascii_whitespace().any(test)
    }

    /// The text of a node and all below it.
    pub(crate) fn text(&self, node: NodeId) -> String {
        let mut out = String::new();
        for node in self.descendants(node) {
            match &self.nodes[node].data {
                NodeData::Text { text, .. } => out.push_str(text),
                NodeData::Element { name, .. } if &*name.local == "br" => out.push(' '),
                _ => {}
            }
        }
        out
    }
}
