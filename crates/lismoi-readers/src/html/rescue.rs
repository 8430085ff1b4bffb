//! Parts of an article that its extraction has lost: headings between its paragraphs, long
//! paragraphs, and the lead under the title.

use std::collections::{HashMap, HashSet};

use lismoi_document::SkipReason;

use super::dom::{Dom, NodeId, ROOT};
use super::measure::Size;
use super::{elements, visibility};

/// The shortest paragraph that is put back, in letters and digits.
const SHORTEST: usize = 60;

/// Adds lost parts to the elements of an article. Returns the element that names the authors,
/// if it stands above the first paragraph.
pub(super) fn lost_parts(
    dom: &Dom,
    sizes: &[Size],
    boilerplate: &HashMap<NodeId, SkipReason>,
    title: Option<NodeId>,
    article: &mut HashSet<NodeId>,
) -> Option<NodeId> {
    let mut state = State {
        dom,
        sizes,
        boilerplate,
        is_after_title: title.is_none(),
        has_started: false,
    };
    let mut byline = None;
    let mut found = Vec::new();
    for node in dom.descendants(ROOT) {
        if Some(node) == title {
            state.is_after_title = true;
        } else if byline.is_none() && state.is_byline(node) {
            let line = state.line_of(node);
            byline = Some(line);
            found.push(line);
        } else if article.contains(&node) {
            let is_text = dom.name(node) == "p" && sizes[node].letters >= SHORTEST;
            state.has_started |= is_text && sizes[node].is_text();
        } else if state.is_lost(node, article) {
            found.push(node);
        }
    }
    // A line of text is in the article or not, but not in part.
    for node in dom.descendants(ROOT) {
        let is_line = sizes[node].blocks == 1 && elements::is_block(dom.name(node));
        if is_line
            && sizes[node].letters > 0
            && dom.descendants(node).any(|node| article.contains(&node))
        {
            found.push(node);
        }
    }
    for node in found {
        article.extend(dom.descendants(node));
    }
    byline
}

struct State<'a> {
    dom: &'a Dom,
    sizes: &'a [Size],
    boilerplate: &'a HashMap<NodeId, SkipReason>,
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
            if self.boilerplate.contains_key(&above)
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

    /// The line that an element stands in, if it is a short one: "lundi 3 mars 2014, par Zoé".
    fn line_of(&self, node: NodeId) -> NodeId {
        let lines = std::iter::once(node).chain(self.dom.ancestors(node));
        let mut lines = lines.filter(|node| elements::is_block(self.dom.name(*node)));
        let line = lines.next().filter(|line| {
            let size = self.sizes[*line];
            size.blocks == 1 && size.headings == 0 && size.letters <= LONGEST_LINE
        });
        line.unwrap_or(node)
    }

    /// Whether an element between the title and the first paragraph names the authors.
    fn is_byline(&self, node: NodeId) -> bool {
        let dom = self.dom;
        let says_so = dom.has_word(node, "rel", |word| word == "author")
            || dom.attribute(node, "itemprop") == Some("author")
            || dom.has_word(node, "class", |class| {
                class
                    .split(['-', '_'])
                    .any(|word| BYLINE_CLASSES.contains(&word))
            });
        says_so
            && self.is_after_title
            && !self.has_started
            && LENGTHS_OF_BYLINES.contains(&self.sizes[node].letters)
            && self.sizes[node].headings == 0
            && !std::iter::once(node)
                .chain(dom.ancestors(node))
                .any(|above| {
                    self.boilerplate.contains_key(&above)
                        || visibility::reason(dom, above).is_some()
                        || matches!(dom.name(above), "aside" | "footer" | "form" | "nav")
                })
    }
}

/// Words in the classes of elements that name the authors.
const BYLINE_CLASSES: [&str; 6] = [
    "author",
    "authors",
    "auteur",
    "auteurs",
    "byline",
    "signature",
];

/// The longest line with a byline in it, in letters and digits.
const LONGEST_LINE: usize = 60;

/// The lengths of bylines, in letters and digits.
const LENGTHS_OF_BYLINES: std::ops::RangeInclusive<usize> = 4..=80;

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['.', '!', '?', '…', '»', '"', '”', ')', ':'])
}
