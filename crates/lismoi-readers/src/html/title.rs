//! The title of the article: a heading of the page where one agrees with what the page says
//! about itself, else what it says, without the name of the site.

use super::dom::{Dom, NodeId, ROOT};
use super::elements::heading_level;
use super::metadata::PageMetadata;
use crate::markup::classify::fold;

/// Marks between the title and the name of the site.
const SEPARATORS: [&str; 9] = [
    " | ", " - ", " – ", " — ", " • ", " · ", " » ", " « ", " : ",
];

/// The title of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// It is this heading.
    Heading(NodeId),
    /// It is not in the text.
    Stated(String),
}

/// The shortest title that is compared with others, in letters and digits.
const SHORTEST: usize = 4;

/// The title; `is_hidden` says which elements are not seen. `None` where the page has none.
pub(super) fn find(
    dom: &Dom,
    page: &PageMetadata,
    is_hidden: impl Fn(NodeId) -> bool,
) -> Option<Title> {
    let headings = dom.descendants(ROOT).filter_map(|node| {
        let level = heading_level(dom.name(node))?;
        let text = fold(&dom.text(node));
        (level <= 3 && text.len() >= SHORTEST && !is_hidden(node)).then_some((node, level, text))
    });
    let headings: Vec<(NodeId, u8, String)> = headings.collect();
    let site = page.metadata.site.as_deref().map(fold);
    let stated: Vec<String> = page
        .titles
        .iter()
        .chain(&page.page_title)
        .cloned()
        .collect();
    // A first heading that is a part of a stated title, or the other way round.
    for stated in &stated {
        let stated = fold(stated);
        let agrees = |(_, level, text): &&(NodeId, u8, String)| {
            let is_site = site.as_ref() == Some(text);
            let is_start = stated.starts_with(text.as_str()) || stated.ends_with(text.as_str());
            let is_longer = text.starts_with(stated.as_str()) && stated.len() >= SHORTEST;
            *level == 1 && !is_site && (*text == stated || is_start || is_longer)
        };
        let longest = headings
            .iter()
            .filter(agrees)
            .max_by_key(|(_, _, text)| text.len());
        if let Some((node, ..)) = longest {
            return Some(Title::Heading(*node));
        }
    }
    let without_site = stated
        .iter()
        .map(|title| without_site(title, page.metadata.site.as_deref()));
    let without_site: Vec<&str> = without_site.collect();
    for stated in &without_site {
        let stated = fold(stated);
        let equal = headings.iter().find(|(_, _, text)| *text == stated);
        if let Some((node, ..)) = equal {
            return Some(Title::Heading(*node));
        }
    }
    let mut firsts = headings.iter().filter(|(_, level, _)| *level == 1);
    if let (Some((node, ..)), None) = (firsts.next(), firsts.next()) {
        return Some(Title::Heading(*node));
    }
    let stated = without_site.first()?;
    Some(Title::Stated((*stated).to_owned()))
}

/// A title without the name of the site at its end or start.
fn without_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let site = site.map(fold);
    let parts = SEPARATORS.iter().filter_map(|separator| {
        let (start, end) = (title.split_once(separator), title.rsplit_once(separator));
        Some((start?, end?))
    });
    for ((first, rest), (start, last)) in parts.clone() {
        if site.as_ref() == Some(&fold(last)) {
            return start;
        }
        if site.as_ref() == Some(&fold(first)) {
            return rest;
        }
    }
    // A colon is a part of many titles, and a short end is rarely.
    let longest = parts.filter(|((first, rest), _)| {
        let is_colon = title[first.len()..].starts_with(" : ");
        let _ = rest;
        !is_colon
    });
    let cut = longest.map(|(_, (start, _))| start).next();
    match cut {
        Some(start) if start.split_whitespace().count() >= FEWEST_WORDS => start,
        _ => title,
    }
}

/// A title has so many words; what is shorter may be the name of a section.
const FEWEST_WORDS: usize = 3;
