//! XML in, a tree of its elements and texts out, with their bytes in the source.
//!
//! Names are compared without their prefixes. Nothing that a document declares is expanded:
//! only the five entities of XML and numbers of characters are known.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use crate::parse::ReadError;

/// The most elements that may be open at a time.
const DEEPEST: usize = 512;

/// The most elements and texts of a file: a book of 1,000 pages that Word has written has
/// about 500,000.
const MOST_NODES: usize = 3_000_000;

/// The largest file, in bytes.
const LARGEST: usize = 64 << 20;

const HINT: &str = "open it in an office program, and save it anew";
const NOT_WELL_FORMED: ReadError = ReadError::Damaged("a file in it is no well-formed XML");
const ENTITIES: ReadError = ReadError::Refused {
    reason: "it uses entities that XML does not know",
    hint: HINT,
};
const TOO_DEEP: ReadError = ReadError::Refused {
    reason: "its elements are nested more than 512 deep",
    hint: HINT,
};
const TOO_LARGE: ReadError = ReadError::Refused {
    reason: "its text has more than 64 MB or 3 million elements",
    hint: "divide it",
};

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
    /// Parses a file.
    ///
    /// # Errors
    /// It is not well-formed, uses other entities than those of XML, or is too large or deep.
    pub(crate) fn parse(bytes: Vec<u8>) -> Result<Tree, ReadError> {
        if bytes.len() > LARGEST {
            return Err(TOO_LARGE);
        }
        let source = decode(bytes)?;
        let nodes = nodes(&source)?;
        Ok(Tree { source, nodes })
    }

    /// The root element.
    pub(crate) fn root(&self) -> Element<'_> {
        Element {
            tree: self,
            index: 0,
        }
    }
}

/// UTF-8, or what a byte order mark says.
fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => {
            let (text, has_errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
            match has_errors {
                true => Err(NOT_WELL_FORMED),
                false => Ok(text.into_owned()),
            }
        }
        None => String::from_utf8(bytes).map_err(|_| NOT_WELL_FORMED),
    }
}

fn nodes(source: &str) -> Result<Vec<Node>, ReadError> {
    let mut reader = Reader::from_str(source);
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut start = 0;
    loop {
        let event = reader.read_event().map_err(|_| NOT_WELL_FORMED)?;
        let end = u32::try_from(reader.buffer_position()).map_err(|_| TOO_LARGE)?;
        let next = nodes.len() as u32 + 1;
        let node = |content| Node {
            start,
            end,
            tag_end: end,
            next,
            content,
        };
        match event {
            // There is one root element.
            Event::Start(_) | Event::Empty(_) if open.is_empty() && !nodes.is_empty() => {
                return Err(NOT_WELL_FORMED);
            }
            Event::Start(_) => {
                open.push(nodes.len());
                nodes.push(node(Content::Element));
            }
            Event::Empty(_) => nodes.push(node(Content::Element)),
            Event::End(_) => {
                let index = open.pop().ok_or(NOT_WELL_FORMED)?;
                nodes[index].end = end;
                nodes[index].next = nodes.len() as u32;
            }
            Event::Text(_) if !open.is_empty() => add_text(&mut nodes, start..end),
            Event::GeneralRef(reference) if !open.is_empty() => {
                let is_known = match reference.is_char_ref() {
                    true => matches!(reference.resolve_char_ref(), Ok(Some(_))),
                    false => resolve_predefined_entity(&reference.into_inner()).is_some(),
                };
                if !is_known {
                    return Err(ENTITIES);
                }
                add_text(&mut nodes, start..end);
            }
            Event::CData(_) if !open.is_empty() => nodes.push(node(Content::Verbatim)),
            Event::DocType(declaration) if declaration.contains("<!ENTITY") => {
                return Err(ENTITIES);
            }
            Event::Eof if nodes.is_empty() || !open.is_empty() => return Err(NOT_WELL_FORMED),
            Event::Eof => return Ok(nodes),
            _ => {}
        }
        if open.len() > DEEPEST {
            return Err(TOO_DEEP);
        }
        if nodes.len() > MOST_NODES {
            return Err(TOO_LARGE);
        }
        start = end;
    }
}

/// Adds text, or makes it a part of the text that ends where it starts.
fn add_text(nodes: &mut Vec<Node>, range: Range<u32>) {
    let next = nodes.len() as u32 + 1;
    match nodes.last_mut() {
        Some(last) if last.content == Content::Text && last.end == range.start => {
            last.end = range.end;
        }
        _ => nodes.push(Node {
            start: range.start,
            end: range.end,
            tag_end: range.end,
            next,
            content: Content::Text,
        }),
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

    fn tree(source: &str) -> Result<Tree, ReadError> {
        Tree::parse(source.as_bytes().to_vec())
    }

    #[test]
    fn names_attributes_and_texts_have_their_places() {
        let source = "<?xml version='1.0'?>\n<w:p xmlns:w='u' xml:id='7'><w:t a='&lt;'>L&#233;a &amp; lui<!-- x --></w:t><t/><![CDATA[<3]]></w:p>";
        let tree = tree(source).expect("well-formed");
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

    #[test]
    fn entities_depth_and_what_is_not_well_formed_are_errors() {
        assert_eq!(tree("<a>&b;</a>").err(), Some(ENTITIES));
        let declared = "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>";
        assert_eq!(tree(declared).err(), Some(ENTITIES));
        assert_eq!(tree(&"<a>".repeat(600)).err(), Some(TOO_DEEP));
        for source in ["", "x", "<a>", "<a></b>", "<a/><b/>", "</a>", "<a"] {
            assert_eq!(tree(source).err(), Some(NOT_WELL_FORMED), "{source}");
        }
    }
}
