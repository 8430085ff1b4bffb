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
    // A first heading that is most of a stated title, or the other way round.
    for stated in &stated {
        let stated = fold(stated);
        let agrees = |(_, level, text): &&(NodeId, u8, String)| {
            let is_site = site.as_ref() == Some(text);
            let is_end = stated.starts_with(text.as_str()) || stated.ends_with(text.as_str());
            let is_most = is_end && text.len() * 2 > stated.len();
            let is_longer = text.starts_with(stated.as_str()) && stated.len() >= SHORTEST;
            *level == 1 && !is_site && (is_most || is_longer)
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
    let without_site: Vec<(&str, &str)> = without_site.collect();
    for (title, _) in &without_site {
        let title = fold(title);
        let equal = headings.iter().find(|(_, _, text)| *text == title);
        if let Some((node, ..)) = equal {
            return Some(Title::Heading(*node));
        }
    }
    // The name of the site may be a heading, too.
    let is_site = |text: &String| {
        site.as_ref() == Some(text) || without_site.iter().any(|(_, site)| fold(site) == *text)
    };
    let mut firsts = headings
        .iter()
        .filter(|(_, level, text)| *level == 1 && !is_site(text));
    if let (Some((node, ..)), None) = (firsts.next(), firsts.next()) {
        return Some(Title::Heading(*node));
    }
    let (stated, _) = without_site.first()?;
    Some(Title::Stated((*stated).to_owned()))
}

/// A title without the name of the site at its end or start, and that name, which may be empty.
fn without_site<'a>(title: &'a str, site: Option<&str>) -> (&'a str, &'a str) {
    let site = site.map(fold);
    let mut end = None;
    for separator in SEPARATORS {
        let (Some((first, rest)), Some((start, last))) =
            (title.split_once(separator), title.rsplit_once(separator))
        else {
            continue;
        };
        if site.as_ref() == Some(&fold(last)) {
            return (start, last);
        }
        if site.as_ref() == Some(&fold(first)) {
            return (rest, first);
        }
        // A colon is a part of many titles.
        if end.is_none() && separator != " : " {
            end = Some((start, last));
        }
    }
    end.filter(|(start, _)| start.split_whitespace().count() >= FEWEST_WORDS)
        .unwrap_or((title, ""))
}

/// A title has so many words; what is shorter may be the name of a section.
const FEWEST_WORDS: usize = 3;

#[cfg(test)]
mod tests {
    use super::super::{metadata, parse};
    use super::*;

    fn title(html: &str) -> Option<String> {
        let dom = parse::dom(html).expect("a page");
        let page = metadata::of_page(&dom);
        find(&dom, &page, |_| false).map(|title| match title {
            Title::Heading(node) => format!("<{}>", dom.text(node)),
            Title::Stated(title) => title,
        })
    }

    #[test]
    fn a_heading_that_the_page_states_is_the_title() {
        for (page, expected) in [
            (
                "<title>Un été à Lyon | Le Journal</title><h1>Le Journal</h1><h1>Un été à Lyon</h1>",
                "<Un été à Lyon>",
            ),
            (
                "<title>Un été à Lyon | Le Journal</title><h1>Le Journal</h1><h2>Un été à Lyon</h2>",
                "<Un été à Lyon>",
            ),
            (
                "<title>Un été à Lyon - Le Journal</title><h1>Le Journal</h1><p>Oui.",
                "Un été à Lyon",
            ),
            (
                "<title>Accueil</title><h1>Un été à Lyon</h1>",
                "<Un été à Lyon>",
            ),
            (
                "<title>2.1. Le matériel</title><h2>2.1. Le matériel</h2>",
                "<2.1. Le matériel>",
            ),
            (
                "<title>Procès : le verdict attendu</title><p>Oui.",
                "Procès : le verdict attendu",
            ),
            (
                "<meta property=og:site_name content='Lyon : info'><title>Lyon : info | Un été</title>",
                "Un été",
            ),
        ] {
            assert_eq!(title(page).as_deref(), Some(expected), "{page}");
        }
        assert_eq!(title("<p>Oui."), None);
    }
}
