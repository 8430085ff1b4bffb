//! What a page says about its article: `<title>`, `<meta>` (OpenGraph, Dublin Core) and
//! JSON-LD.

use crate::markup::iso_date::day;
use lismoi_document::{Metadata, collapse_whitespace};

use super::dom::{Dom, NodeId, ROOT};
use super::json_ld;

/// The facts that a page states about its article.
#[derive(Clone, Debug, Default)]
pub(super) struct PageMetadata {
    /// Titles, the most reliable first.
    pub(super) titles: Vec<String>,
    /// The text of `<title>`.
    pub(super) page_title: Option<String>,
    /// The addresses of its pictures: those that stand for the article, then those in it.
    pub(super) pictures: Vec<String>,
    /// All else.
    pub(super) metadata: Metadata,
}

/// Names of `<meta>` for each field, the most reliable first.
const TITLES: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
const AUTHORS: [&str; 4] = ["author", "article:author", "dc.creator", "twitter:creator"];
const DATES: [&str; 5] = [
    "article:published_time",
    "date",
    "dc.date",
    "datepublished",
    "pubdate",
];
const PICTURES: [&str; 2] = ["og:image", "twitter:image"];
const SITES: [&str; 2] = ["og:site_name", "application-name"];

/// The metadata of a page.
pub(super) fn of_page(dom: &Dom) -> PageMetadata {
    let mut metas: Vec<(String, String)> = Vec::new();
    let mut found = json_ld::Facts::default();
    let mut page_title = None;
    let mut canonical = None;
    let mut images = Vec::new();
    for node in dom.descendants(ROOT) {
        match dom.name(node) {
            "meta" => metas.extend(meta(dom, node)),
            "title" if page_title.is_none() && !is_in_picture(dom, node) => {
                page_title = Some(collapse_whitespace(&dom.text(node)));
            }
            "script" if dom.attribute(node, "type") == Some("application/ld+json") => {
                found.add(&dom.text(node));
            }
            "link" if dom.has_word(node, "rel", |word| word.eq_ignore_ascii_case("canonical")) => {
                canonical = dom.attribute(node, "href").map(str::to_owned);
            }
            "img" if dom.ancestors(node).any(|above| is_main(dom.name(above))) => {
                images.extend(dom.attribute(node, "src").map(str::to_owned));
            }
            _ => {}
        }
    }
    let get = |names: &[&str]| {
        names.iter().find_map(|name| {
            let found = metas.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.clone())
        })
    };
    let authors = if found.authors.is_empty() {
        let named = get(&AUTHORS).filter(|name| !name.contains("://") && !name.starts_with('@'));
        named.into_iter().collect()
    } else {
        found.authors
    };
    let titles = found.headline.into_iter().chain(get(&TITLES));
    let is_address = |address: &String| address.starts_with("http");
    PageMetadata {
        titles: titles.filter(|title| !title.is_empty()).collect(),
        page_title: page_title.filter(|title| !title.is_empty()),
        pictures: get(&PICTURES).into_iter().chain(images).collect(),
        metadata: Metadata {
            title: None,
            authors,
            date: found.date.or(get(&DATES)).and_then(|date| day(&date)),
            language: language(dom).or(found.language),
            site: get(&SITES).or(found.site),
            address: canonical.or(get(&["og:url"])).filter(is_address),
            cover: None,
        },
    }
}

/// Whether an element is one that holds the article of a page.
fn is_main(name: &str) -> bool {
    matches!(name, "article" | "main")
}

fn meta(dom: &Dom, node: NodeId) -> Option<(String, String)> {
    let keys = ["property", "name", "itemprop"];
    let key = keys.iter().find_map(|key| dom.attribute(node, key))?;
    let value = collapse_whitespace(dom.attribute(node, "content")?);
    (!value.is_empty()).then(|| (key.to_lowercase(), value))
}

/// Whether a `<title>` is that of a drawing.
fn is_in_picture(dom: &Dom, node: NodeId) -> bool {
    dom.ancestors(node).any(|above| dom.name(above) == "svg")
}

/// The language that the page says it is in.
fn language(dom: &Dom) -> Option<String> {
    let html = dom.children(ROOT).find(|node| dom.name(*node) == "html")?;
    let keys = ["lang", "xml:lang"].into_iter();
    let mut values = keys.filter_map(|key| dom.attribute(html, key));
    values.find(|value| !value.is_empty()).map(str::to_owned)
}
