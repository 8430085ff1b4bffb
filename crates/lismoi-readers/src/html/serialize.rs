//! The tree of a page as HTML again, for the extraction of its article: bounded, without
//! scripts, and with a mark on every element by which it is known in the result.

use std::collections::HashSet;

use super::dom::{Dom, NodeData, NodeId, ROOT};
use super::elements;

/// The mark of an element is an attribute of this name and its number, so that an element that
/// is merged with another keeps both.
const MARK: &str = "data-lismoi-";

/// The page as HTML, without the nodes that `left_out` names and what is below them.
pub(super) fn marked(dom: &Dom, left_out: impl Fn(NodeId) -> bool) -> String {
    let mut out = String::from("<!DOCTYPE html>");
    // A node to be opened, or the name of one to be closed.
    let mut stack: Vec<Result<NodeId, NodeId>> = dom.children(ROOT).map(Ok).collect();
    stack.reverse();
    while let Some(step) = stack.pop() {
        let node = match step {
            Ok(node) => node,
            Err(opened) => {
                out.push_str("</");
                out.push_str(name(dom, opened));
                out.push('>');
                continue;
            }
        };
        match &dom.nodes[node].data {
            NodeData::Text { text, .. } => escape(&mut out, text),
            NodeData::Element { .. } if elements::is_program(dom.name(node)) || left_out(node) => {}
            NodeData::Element { attributes, .. } => {
                let name = name(dom, node);
                out.push('<');
                out.push_str(name);
                out.push_str(&format!(" {MARK}{node}=\"\""));
                for attribute in attributes {
                    let key = &*attribute.name.local;
                    if key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
                        out.push_str(&format!(" {key}=\""));
                        escape(&mut out, &attribute.value);
                        out.push('"');
                    }
                }
                out.push('>');
                if !elements::is_void(name) {
                    stack.push(Err(node));
                    let first = stack.len();
                    stack.extend(dom.children(node).map(Ok));
                    stack[first..].reverse();
                }
            }
            NodeData::Root | NodeData::Other => {}
        }
    }
    out
}

/// An outdated element that an extractor would strip of its attributes gets another name.
fn name(dom: &Dom, node: NodeId) -> &str {
    match dom.name(node) {
        "font" | "center" => "span",
        name => name,
    }
}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            character => out.push(character),
        }
    }
}

/// The elements whose marks stand in a part of such HTML.
pub(super) fn marks(html: &str) -> HashSet<NodeId> {
    let marks = html.match_indices(MARK).filter_map(|(at, _)| {
        let rest = &html[at + MARK.len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest[..digits].parse().ok()
    });
    marks.collect()
}
