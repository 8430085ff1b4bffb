//! Which elements of a page are its article.
//!
//! dom_smoothie chooses: it loses least of the extractors that were measured, and says too
//! much, which the boilerplate rules can mend.

use std::collections::HashSet;

use dom_smoothie::{CandidateSelectMode, Config, Readability};

use super::dom::{Dom, NodeId};
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
