//! The small XML files of a book: bytes in, a tree out. Entities that a file declares are not
//! expanded, and nothing is fetched.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::parse::ReadError;
use crate::text::decode;

/// Elements nested deeper are refused.
const DEEPEST: usize = 512;

/// The most elements of a file.
const MOST_ELEMENTS: usize = 200_000;

const NO_XML: ReadError = ReadError::Damaged("a file that describes the book is no XML");

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Its name, without a prefix.
    pub(super) name: String,
    /// Its attributes; names without a prefix, but for `xml:lang`.
    attributes: Vec<(String, String)>,
    /// The text in it, without that of its children.
    pub(super) text: String,
    /// The elements in it.
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The elements of a name in it, at any depth, in order.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        let mut open = vec![self.children.iter()];
        std::iter::from_fn(move || {
            loop {
                match open.last_mut()?.next() {
                    Some(child) => {
                        open.push(child.children.iter());
                        if child.name == name {
                            return Some(child);
                        }
                    }
                    None => {
                        open.pop();
                    }
                }
            }
        })
    }
}

/// The root of a file. An end tag that is missing or too many is forgiven.
///
/// # Errors
/// It is no XML, too deep, or too large.
pub(super) fn parse(bytes: Vec<u8>) -> Result<Element, ReadError> {
    let text = decode::decode(bytes);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut open = vec![Element::default()];
    let mut elements = 0;
    loop {
        match reader.read_event().map_err(|_| NO_XML)? {
            Event::Start(tag) => {
                elements += 1;
                if open.len() > DEEPEST || elements > MOST_ELEMENTS {
                    return Err(NO_XML);
                }
                open.push(element(&tag));
            }
            Event::Empty(tag) => {
                elements += 1;
                if elements > MOST_ELEMENTS {
                    return Err(NO_XML);
                }
                close(&mut open, element(&tag));
            }
            Event::End(_) => {
                if open.len() > 1
                    && let Some(element) = open.pop()
                {
                    close(&mut open, element);
                }
            }
            Event::Text(text) => add_text(&mut open, &text.xml10_content()),
            Event::CData(text) => add_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let character = reference.resolve_char_ref().ok().flatten();
                match (character, resolve_predefined_entity(&name)) {
                    (Some(character), _) => add_text(&mut open, character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => add_text(&mut open, text),
                    (None, None) => add_text(&mut open, &format!("&{name};")),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    while open.len() > 1
        && let Some(element) = open.pop()
    {
        close(&mut open, element);
    }
    let root = open.pop().and_then(|mut top| top.children.pop());
    root.ok_or(NO_XML)
}

fn close(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(element);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn element(tag: &BytesStart<'_>) -> Element {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    Element {
        name: tag.local_name().as_ref().to_owned(),
        attributes: attributes.map(|attribute| of(&attribute)).collect(),
        ..Element::default()
    }
}

fn of(attribute: &Attribute<'_>) -> (String, String) {
    let name = match attribute.key.as_ref() {
        "xml:lang" => "xml:lang",
        _ => attribute.key.local_name().into_inner(),
    };
    let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value.into_owned(),
        Err(_) => attribute.value.as_ref().to_owned(),
    };
    (name.to_owned(), value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_prefix_and_entities_are_not_expanded() {
        let text = "<!DOCTYPE a [<!ENTITY e 'long'>]><a><dc:b opf:c='&lt;1'>d&amp;&e;</dc:b></a>";
        let root = parse(text.as_bytes().to_vec()).expect("XML");
        let child = root.child("b").expect("a child");
        assert_eq!(child.attribute("c"), Some("<1"));
        assert_eq!(child.text, "d&&e;");
    }

    #[test]
    fn what_is_too_deep_or_no_xml_is_refused() {
        for text in ["<a>".repeat(600), String::new(), "texte".to_owned()] {
            assert_eq!(parse(text.into_bytes()).err(), Some(NO_XML));
        }
    }
}
