//! Parts of an article that its extraction has lost: headings between its paragraphs, long
//! paragraphs, and the lead under the title.

use std::collections::{HashMap, HashSet};

use lismoi_document::SkipReason;

use super::dom::{Dom, NodeId, ROOT};
use super::measure::Size;
use super::{elements, visibility};

/// The shortest paragraph that is put back, in letters and digits.
const SHORTEST: usize = 60;

/// Adds lost parts to the elements of an article.
pub(super) fn lost_parts(
    dom: &Dom,
    sizes: &[Size],
    clutter: &HashMap<NodeId, SkipReason>,
    title: Option<NodeId>,
    article: &mut HashSet<NodeId>,
) {
    let mut state = State {
        dom,
        sizes,
        clutter,
        is_after_title: false,
        has_started: false,
    };
    let mut found = Vec::new();
    for node in dom.descendants(ROOT) {
        if Some(node) == title {
            state.is_after_title = true;
        } else if article.contains(&node) {
            let is_text = dom.name(node) == "p" && sizes[node].letters >= SHORTEST;
            state.has_started |= is_text && sizes[node].is_text();
        } else if state.is_lost(node, article) {
            found.push(node);
        }
    }
    for node in found {
        article.extend(dom.descendants(node));
    }
}

struct State<'a> {
    dom: &'a Dom,
    sizes: &'a [Size],
    clutter: &'a HashMap<NodeId, SkipReason>,
    is_after_title: bool,
    /// Whether a paragraph of the article came.
    has_started: bool,
}

impl State<'_> {
    fn is_lost(&self, node: NodeId, article: &HashSet<NodeId>) -> bool {
        let dom = self.dom;
        let (name, size) = (dom.name(node), self.sizes[node]);
        let is_heading = elements::heading_level(name).is_some();
        let is_text = matches!(name, "p" | "li" | "dd" | "dt" | "div" | "blockquote" | "td")
            && size.blocks == 1
            && size.letters >= SHORTEST
            && size.is_text()
            && ends_sentence(&dom.text(node));
        if size.letters == 0 || !(is_heading || is_text) {
            return false;
        }
        // The lead stands between the title and the first paragraph, in the header.
        let is_lead = is_text && self.is_after_title && !self.has_started;
        for above in std::iter::once(node).chain(dom.ancestors(node)) {
            if article.contains(&above) {
                return !matches!(dom.name(above), "body" | "html");
            }
            if self.clutter.contains_key(&above)
                || visibility::reason(dom, above).is_some()
                || matches!(
                    dom.name(above),
                    "aside" | "footer" | "form" | "nav" | "button"
                )
            {
                return false;
            }
        }
        is_lead
    }
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['.', '!', '?', '…', '»', '"', '”', ')', ':'])
}
