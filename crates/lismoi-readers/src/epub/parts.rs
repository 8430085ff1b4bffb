//! The parts of a book, by the names that its markup and its guide give them, and by their
//! headings.

use crate::html::dom::{Dom, NodeId};
use crate::markup::classify::fold;
use crate::part::Part;

/// Names of parts in `epub:type` (EPUB Structural Semantics Vocabulary 1.1), in `role` (Digital
/// Publishing WAI-ARIA Module 1.1, without `doc-`) and in the guide of an EPUB 2.
const NAMES: &str = include_str!("../../data/book_parts.tsv");

/// Headings of parts that are known by them alone, as [`fold`] makes them.
const HEADINGS: &str = include_str!("../../data/book_part_headings.tsv");

/// The part of a name.
pub(super) fn by_name(name: &str) -> Option<Part> {
    let name = name.strip_prefix("doc-").unwrap_or(name);
    part(NAMES, &name.to_lowercase())
}

/// The part that a heading names: "Table des matières".
pub(super) fn by_heading(heading: &str) -> Option<Part> {
    part(HEADINGS, &fold(heading))
}

/// The part that an element says it is.
pub(super) fn of_element(dom: &Dom, node: NodeId) -> Option<Part> {
    ["epub:type", "role"].iter().find_map(|key| {
        let value = dom.attribute(node, key)?;
        value.split_ascii_whitespace().find_map(by_name)
    })
}

/// Whether an element says in `epub:type` or `role` that it is one of `kinds`.
pub(super) fn is(dom: &Dom, node: NodeId, kinds: &[&str]) -> bool {
    ["epub:type", "role"].iter().any(|key| {
        dom.has_word(node, key, |word| {
            kinds.contains(&word.strip_prefix("doc-").unwrap_or(word))
        })
    })
}

fn part(table: &'static str, name: &str) -> Option<Part> {
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.find_map(|line| {
        let (known, part) = line.split_once('\t')?;
        let is_it = |known: &&Part| known.name() == part;
        (known == name).then(|| Part::ALL.iter().find(is_it).copied())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_the_tables_names_a_part() {
        for table in [NAMES, HEADINGS] {
            let lines = table.lines().filter(|line| !line.starts_with('#'));
            let names: Vec<&str> = lines
                .map(|line| line.split('\t').next().expect("one"))
                .collect();
            assert!(names.is_sorted());
            for name in names {
                assert!(part(table, name).is_some(), "{name}");
            }
        }
        assert_eq!(by_name("doc-toc"), Some(Part::Contents));
        assert_eq!(by_heading("Table des Matières"), Some(Part::Contents));
        assert_eq!(by_heading("Chapitre 1"), None);
    }
}
