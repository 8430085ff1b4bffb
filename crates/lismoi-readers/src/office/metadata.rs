//! Metadata of an office document: `docProps/core.xml`, `meta.xml`.

use lismoi_document::{Metadata, collapse_whitespace};

use super::xml::Element;
use crate::markup::iso_date;

/// Authors that a program has put there.
const NOBODY: [&str; 8] = [
    "admin",
    "auteur",
    "author",
    "microsoft office user",
    "python-docx",
    "user",
    "utilisateur",
    "utilisateur windows",
];

/// The metadata below an element.
pub(crate) fn of(root: Element<'_>) -> Metadata {
    let find = |names: &[&str]| {
        let mut found = names.iter().filter_map(|name| {
            let mut elements = root.descendants();
            let element = elements.find(|element| element.name() == *name)?;
            let text = collapse_whitespace(&element.text());
            Some(text).filter(|text| !text.is_empty())
        });
        found.next()
    };
    let author = find(&["initial-creator", "creator"]);
    let author = author.filter(|author| !NOBODY.contains(&author.to_lowercase().as_str()));
    let date = find(&["created", "creation-date", "modified", "date"]);
    Metadata {
        title: find(&["title"]),
        authors: author.into_iter().collect(),
        date: date.and_then(|date| iso_date::day(&date)),
        language: find(&["language"]),
        ..Metadata::default()
    }
}
