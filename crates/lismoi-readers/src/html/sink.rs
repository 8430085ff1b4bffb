//! What the HTML parser builds the tree with.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use super::dom::{Dom, NodeData, NodeId, ROOT};

/// A node, with its name if it is an element.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    id: NodeId,
    name: Option<Rc<QualName>>,
}

/// The tree in the making.
#[derive(Debug)]
pub(super) struct Sink {
    dom: RefCell<Dom>,
    /// The bytes of the source that are being parsed.
    pub(super) place: RefCell<Range<usize>>,
    /// The node that stands for all comments, once there was one.
    other: Cell<Option<NodeId>>,
    /// How many elements have been made.
    pub(super) elements: Cell<usize>,
    /// The depth of the element that was added last.
    pub(super) depth: Cell<usize>,
}

impl Sink {
    pub(super) fn new() -> Self {
        Sink {
            dom: RefCell::new(Dom::new()),
            place: RefCell::new(0..0),
            other: Cell::new(None),
            elements: Cell::new(0),
            depth: Cell::new(0),
        }
    }

    /// A comment or a processing instruction. All share one node, which is never a part of the
    /// tree: a page may hold millions.
    fn other(&self) -> Handle {
        let id = self.other.get().unwrap_or_else(|| {
            let id = self.dom.borrow_mut().add(NodeData::Other);
            self.other.set(Some(id));
            id
        });
        Handle { id, name: None }
    }

    fn is_other(&self, handle: &Handle) -> bool {
        self.other.get() == Some(handle.id)
    }

    /// Adds to the text before, if there is one.
    fn grow(&self, last: Option<NodeId>, added: &str) -> bool {
        let mut dom = self.dom.borrow_mut();
        let Some(NodeData::Text { text, place }) = last.map(|last| &mut dom.nodes[last].data)
        else {
            return false;
        };
        text.push_str(added);
        let here = self.place.borrow();
        *place = place.start.min(here.start)..place.end.max(here.end);
        true
    }

    fn text(&self, text: &str) -> NodeId {
        let data = NodeData::Text {
            text: text.to_owned(),
            place: self.place.borrow().clone(),
        };
        self.dom.borrow_mut().add(data)
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            id: ROOT,
            name: None,
        }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        target
            .name
            .as_deref()
            .expect("the parser asks for the names of elements only")
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> Handle {
        self.elements.set(self.elements.get() + 1);
        let name = Rc::new(name);
        let data = NodeData::Element {
            name: name.clone(),
            attributes,
        };
        Handle {
            id: self.dom.borrow_mut().add(data),
            name: Some(name),
        }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(node) if self.is_other(&node) => {}
            NodeOrText::AppendNode(node) => {
                self.dom.borrow_mut().append(parent.id, node.id);
                self.depth.set(self.dom.borrow().nodes[node.id].depth);
            }
            NodeOrText::AppendText(text) => {
                let last = self.dom.borrow().nodes[parent.id].last_child;
                if !self.grow(last, &text) {
                    let node = self.text(&text);
                    self.dom.borrow_mut().append(parent.id, node);
                }
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.dom.borrow().nodes[element.id].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // The contents of a template are not printed, but listed like its other text.
        Handle {
            id: target.id,
            name: None,
        }
    }

    fn same_node(&self, a: &Handle, b: &Handle) -> bool {
        a.id == b.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(node) if self.is_other(&node) => {}
            NodeOrText::AppendNode(node) => {
                self.dom.borrow_mut().insert_before(sibling.id, node.id);
            }
            NodeOrText::AppendText(text) => {
                let previous = self.dom.borrow().nodes[sibling.id].previous;
                if !self.grow(previous, &text) {
                    let node = self.text(&text);
                    self.dom.borrow_mut().insert_before(sibling.id, node);
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, added: Vec<Attribute>) {
        let mut dom = self.dom.borrow_mut();
        if let NodeData::Element { attributes, .. } = &mut dom.nodes[target.id].data {
            for attribute in added {
                if !attributes.iter().any(|old| old.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.nodes[node.id].first_child {
            dom.append(new_parent.id, child);
        }
    }
}
