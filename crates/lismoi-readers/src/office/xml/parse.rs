//! The parser: bytes to the nodes of a tree.

use std::ops::Range;

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::{Content, Node, Tree};
use crate::parse::ReadError;

/// The most elements that may be open at a time.
const DEEPEST: usize = 512;

/// The most elements and texts of a document: a book of 1,000 pages that Word has written has
/// about 500,000.
const MOST_NODES: usize = 3_000_000;

/// The most bytes of a document, in all its files.
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

/// How much more of a document may be parsed.
#[derive(Debug)]
pub(crate) struct Limits {
    bytes: usize,
    nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: LARGEST,
            nodes: MOST_NODES,
        }
    }
}

impl Tree {
    /// Parses a file.
    ///
    /// # Errors
    /// It is not well-formed, uses other entities than those of XML, or is too large or deep.
    pub(crate) fn parse(bytes: Vec<u8>, limits: &mut Limits) -> Result<Tree, ReadError> {
        limits.bytes = limits.bytes.checked_sub(bytes.len()).ok_or(TOO_LARGE)?;
        let source = decode(bytes)?;
        let nodes = nodes(&source, limits.nodes)?;
        limits.nodes -= nodes.len();
        Ok(Tree { source, nodes })
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

/// The nodes of a file, at most so many.
fn nodes(source: &str, most: usize) -> Result<Vec<Node>, ReadError> {
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
        if nodes.len() > most {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(source: &str) -> Result<Tree, ReadError> {
        Tree::parse(source.as_bytes().to_vec(), &mut Limits::default())
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
