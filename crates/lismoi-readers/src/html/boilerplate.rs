//! Elements that stand around an article, by their role, their class, or what is in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use lismoi_document::SkipReason;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{self, StrDeserializer};

use super::cards;
use super::dom::{Dom, NodeData, NodeId, ROOT};
use super::measure::Size;

const TABLE: &str = include_str!("../../data/boilerplate_classes.tsv");

/// The reasons by the words of classes.
static CLASSES: LazyLock<HashMap<&'static str, SkipReason>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| parse(line).expect("each line of the table has two known columns"))
        .collect()
});

fn parse(line: &'static str) -> Option<(&'static str, SkipReason)> {
    let (word, reason) = line.split_once('\t')?;
    let reason: StrDeserializer<'_, value::Error> = reason.into_deserializer();
    Some((word, SkipReason::deserialize(reason).ok()?))
}

/// The share of a page's text that boilerplate has at most, as a divisor: more must be the article
/// itself, whatever its class says.
const SMALLEST_DIVISOR: usize = 3;

/// The longest caption that is known by its picture alone, in letters and digits.
const LONGEST_CAPTION: usize = 160;

/// Why elements are boilerplate, for each that is. `title` is never in one.
pub(super) fn find(
    dom: &Dom,
    sizes: &[Size],
    title: Option<NodeId>,
) -> HashMap<NodeId, SkipReason> {
    let all = sizes[ROOT].letters;
    let around_title: Vec<NodeId> = title
        .into_iter()
        .flat_map(|title| dom.ancestors(title).chain([title]))
        .collect();
    let mut found = HashMap::new();
    for node in dom.descendants(ROOT) {
        for card in cards::among_children(dom, sizes, node) {
            if sizes[node].letters * SMALLEST_DIVISOR <= all && !around_title.contains(&card) {
                found.insert(card, SkipReason::RelatedLink);
            }
        }
        if !matches!(dom.nodes[node].data, NodeData::Element { .. })
            || matches!(
                dom.name(node),
                "html" | "body" | "main" | "article" | "td" | "tr" | "tbody"
            )
            || sizes[node].letters * SMALLEST_DIVISOR > all
            || around_title.contains(&node)
        {
            continue;
        }
        let reason = by_role(dom, node)
            .or_else(|| by_class(dom, node))
            .or_else(|| is_caption(dom, node, sizes[node]).then_some(SkipReason::Caption));
        if let Some(reason) = reason {
            found.insert(node, reason);
        }
    }
    found
}

fn by_role(dom: &Dom, node: NodeId) -> Option<SkipReason> {
    if dom.name(node) == "nav" {
        return Some(SkipReason::Navigation);
    }
    match dom.attribute(node, "role")? {
        "navigation" | "menu" | "menubar" | "search" | "doc-toc" => Some(SkipReason::Navigation),
        "dialog" | "alertdialog" | "contentinfo" => Some(SkipReason::OutsideArticle),
        _ => None,
    }
}

fn by_class(dom: &Dom, node: NodeId) -> Option<SkipReason> {
    ["class", "id"].iter().find_map(|key| {
        let value = dom.attribute(node, key)?;
        words(value).find_map(|word| CLASSES.get(word.as_str()).copied())
    })
}

/// The words of a class or id in lower case: "share", "buttons" of "shareButtons".
fn words(value: &str) -> impl Iterator<Item = String> + '_ {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let mut previous_is_lower = false;
        let end = rest.char_indices().find(|(_, c)| {
            let starts_word = previous_is_lower && c.is_ascii_uppercase();
            previous_is_lower = c.is_ascii_lowercase();
            starts_word || !c.is_ascii_alphabetic()
        });
        let end = end.map_or(rest.len(), |(at, _)| at);
        let word = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        (!word.is_empty()).then_some(word)
    })
}

/// Whether an element holds a picture and little text beside it.
fn is_caption(dom: &Dom, node: NodeId, size: Size) -> bool {
    let is_box = matches!(dom.name(node), "div" | "figure" | "span" | "dl")
        && size.images > 0
        && size.headings == 0
        && (1..=LONGEST_CAPTION).contains(&size.letters);
    is_box
        && !dom.descendants(node).any(|node| {
            dom.has_word(node, "rel", |word| word == "author")
                || dom.attribute(node, "itemprop") == Some("author")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_divided_into_words() {
        let words = |value| words(value).collect::<Vec<_>>();
        assert_eq!(
            words("article__share-Buttons relatedPosts2 x"),
            ["article", "share", "buttons", "related", "posts", "x"]
        );
        assert!(CLASSES.len() > 40);
    }
}
