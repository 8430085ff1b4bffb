//! XML in, a tree of its elements and texts out, with their bytes in the source.
//!
//! Names are compared without their prefixes. Nothing that a document declares is expanded:
//! only the five entities of XML and numbers of characters are known.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attributes;

mod parse;

pub(crate) use parse::Limits;

/// A file of XML.
#[derive(Debug)]
pub(crate) struct Tree {
    source: String,
    /// In the order of the source; the first is the root element.
    nodes: Vec<Node>,
}

/// Positions are bytes of the source.
#[derive(Clone, Copy, Debug)]
struct Node {
    start: u32,
    end: u32,
    /// The end of the start tag; for a text, that of the text.
    tag_end: u32,
    /// The index after the last node within.
    next: u32,
    content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Element,
    Text,
    /// Text in which nothing is escaped.
    Verbatim,
}

impl Tree {
    /// The root element.
    pub(crate) fn root(&self) -> Element<'_> {
        Element {
            tree: self,
            index: 0,
        }
    }
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    tree: &'a Tree,
    index: usize,
}

/// A text of a tree.
#[derive(Clone, Debug)]
pub(crate) struct Text<'a> {
    /// The text, with its references resolved.
    pub(crate) text: Cow<'a, str>,
    /// Its bytes in the source.
    pub(crate) place: Range<usize>,
}

/// A child of an element.
#[derive(Clone, Debug)]
pub(crate) enum Child<'a> {
    Element(Element<'a>),
    Text(Text<'a>),
}

impl<'a> Element<'a> {
    fn node(self) -> &'a Node {
        &self.tree.nodes[self.index]
    }

    /// The name, without its prefix.
    pub(crate) fn name(self) -> &'a str {
        let name = self.qualified_name();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The name with its prefix.
    fn qualified_name(self) -> &'a str {
        let node = self.node();
        let tag = &self.tree.source[node.start as usize + 1..node.tag_end as usize];
        let end = tag.find(|c: char| matches!(c, '>' | '/') || c.is_ascii_whitespace());
        &tag[..end.unwrap_or(tag.len())]
    }

    /// An attribute, by its name without prefix.
    pub(crate) fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        let node = self.node();
        let tag = &self.tree.source[node.start as usize + 1..node.tag_end as usize - 1];
        let mut attributes = Attributes::new(tag, self.qualified_name().len());
        // The check for duplicates is quadratic.
        let attributes = attributes.with_checks(false);
        let mut attributes = attributes.map_while(Result::ok);
        let found = attributes.find(|attribute| {
            let (prefix, local) = match attribute.key.as_ref().split_once(':') {
                Some((prefix, local)) => (prefix, local),
                None => ("", attribute.key.as_ref()),
            };
            local == name && prefix != "xmlns"
        })?;
        match found.value {
            Cow::Borrowed(raw) => Some(unescape(raw).unwrap_or(Cow::Borrowed(raw))),
            Cow::Owned(raw) => Some(Cow::Owned(raw)),
        }
    }

    /// Its bytes in the source.
    pub(crate) fn place(self) -> Range<usize> {
        self.node().start as usize..self.node().end as usize
    }

    /// Its elements and texts, in order.
    pub(crate) fn children(self) -> impl Iterator<Item = Child<'a>> + use<'a> {
        let tree = self.tree;
        let end = self.node().next as usize;
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            (index < end).then(|| {
                let child = tree.child(index);
                index = tree.nodes[index].next as usize;
                child
            })
        })
    }

    /// Its elements, in order.
    pub(crate) fn elements(self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        self.children().filter_map(Child::element)
    }

    /// The first of its elements of this name.
    pub(crate) fn child(self, name: &str) -> Option<Element<'a>> {
        self.elements().find(|element| element.name() == name)
    }

    /// The attribute `val` of its element of this name.
    pub(crate) fn value(self, name: &str) -> Option<Cow<'a, str>> {
        self.child(name)?.attribute("val")
    }

    /// The elements within it, at any depth, in the order of the source.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        self.all().filter_map(Child::element)
    }

    /// The texts within it, at any depth, in the order of the source.
    pub(crate) fn texts(self) -> impl Iterator<Item = Text<'a>> + use<'a> {
        self.all().filter_map(|child| match child {
            Child::Text(text) => Some(text),
            Child::Element(_) => None,
        })
    }

    /// All text within it.
    pub(crate) fn text(self) -> String {
        self.texts().map(|text| text.text).collect()
    }

    fn all(self) -> impl Iterator<Item = Child<'a>> + use<'a> {
        let tree = self.tree;
        (self.index + 1..self.node().next as usize).map(|index| tree.child(index))
    }
}

impl Tree {
    fn child(&self, index: usize) -> Child<'_> {
        let node = &self.nodes[index];
        let place = node.start as usize..node.end as usize;
        let raw = &self.source[place.clone()];
        let text = match node.content {
            Content::Element => return Child::Element(Element { tree: self, index }),
            Content::Text => unescape(raw).unwrap_or(Cow::Borrowed(raw)),
            Content::Verbatim => {
                let inner = raw.strip_prefix("<![CDATA[");
                let inner = inner.and_then(|inner| inner.strip_suffix("]]>"));
                Cow::Borrowed(inner.unwrap_or(raw))
            }
        };
        Child::Text(Text { text, place })
    }
}

impl<'a> Child<'a> {
    fn element(self) -> Option<Element<'a>> {
        match self {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_attributes_and_texts_have_their_places() {
        let source = "<?xml version='1.0'?>\n<w:p xmlns:w='u' xml:id='7'><w:t a='&lt;'>L&#233;a &amp; lui<!-- x --></w:t><t/><![CDATA[<3]]></w:p>";
        let tree = Tree::parse(source.into(), &mut Limits::default()).expect("well-formed");
        let root = tree.root();
        assert_eq!((root.name(), root.attribute("w")), ("p", None));
        assert_eq!(root.attribute("id").as_deref(), Some("7"));
        let text = root.child("t").expect("an element");
        assert_eq!(text.attribute("a").as_deref(), Some("<"));
        let texts: Vec<_> = root.texts().map(|text| text.text).collect();
        assert_eq!(texts, ["Léa & lui", "<3"]);
        let place = text.texts().next().expect("a text").place;
        assert_eq!(&source[place], "L&#233;a &amp; lui");
        assert_eq!(root.elements().count(), 2);
    }
}
