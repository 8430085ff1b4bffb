//! Which elements of a page are its article.
//!
//! dom_smoothie chooses: it loses least of the extractors that were measured, and says too
//! much, which the boilerplate rules can mend.

use std::collections::HashSet;

use dom_smoothie::{CandidateSelectMode, Config, Readability};

use super::dom::{Dom, NodeData, NodeId, ROOT};
use super::measure::Size;
use super::serialize;

/// An article of fewer letters and digits is not believed; a short page is read whole.
const SHORTEST: usize = 140;

/// The elements of the article; `None` where none was found, and the whole page is to be read.
pub(super) fn find(dom: &Dom, left_out: impl Fn(NodeId) -> bool) -> Option<HashSet<NodeId>> {
    let html = serialize::marked(dom, left_out);
    let config = Config {
        candidate_select_mode: CandidateSelectMode::DomSmoothie,
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config))
        .ok()?
        .parse()
        .ok()?;
    let letters = article.text_content.chars();
    let is_short = letters
        .filter(|c| c.is_alphanumeric())
        .nth(SHORTEST)
        .is_none();
    (!is_short).then(|| serialize::marks(&article.content))
}

/// The shortest body that a page states and that is believed, in letters and digits.
const SHORTEST_BODY: usize = 400;

/// Adds the element that the page says is the body of its article (`itemprop="articleBody"`),
/// where less than half of it was found.
pub(super) fn add_stated(dom: &Dom, sizes: &[Size], article: &mut HashSet<NodeId>) {
    let is_body = |node: &NodeId| {
        dom.has_word(*node, "itemprop", |word| word == "articleBody")
            && sizes[*node].letters >= SHORTEST_BODY
            && sizes[*node].is_text()
    };
    let bodies = dom.descendants(ROOT).filter(is_body);
    let Some(body) = bodies.max_by_key(|node| sizes[*node].letters) else {
        return;
    };
    let texts = dom.descendants(body).filter(|node| {
        let parent = dom.nodes[*node].parent;
        matches!(dom.nodes[*node].data, NodeData::Text { .. })
            && parent.is_some_and(|parent| article.contains(&parent))
    });
    let found: usize = texts.map(|node| sizes[node].letters).sum();
    if found * 2 < sizes[body].letters {
        article.extend(dom.descendants(body));
    }
}

/// The elements of a page in which no article was found: all but its head and foot, forms and
/// what stands at its side.
pub(super) fn whole_page(dom: &Dom) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    for node in dom.descendants(ROOT) {
        let parent = dom.nodes[node].parent;
        let is_inside = parent.is_none_or(|parent| parent == ROOT || found.contains(&parent));
        let is_around = match dom.name(node) {
            "aside" | "footer" | "nav" => true,
            "header" => !dom
                .ancestors(node)
                .any(|above| matches!(dom.name(above), "article" | "main")),
            _ => false,
        };
        if is_inside && !is_around {
            found.insert(node);
        }
    }
    found
}
