//! The metadata of a plain text: its title, and the authors and date that its bylines name.

use lismoi_document::{BlockKind, Document, Metadata, Section, collapse_whitespace};

use super::{byline, date};

/// The metadata of an assembled document.
pub(crate) fn infer(text: &str, document: &Document) -> Metadata {
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let bylines: Vec<String> = blocks
        .filter(|block| block.kind == BlockKind::Byline)
        .map(|block| collapse_whitespace(&text[block.range.clone()]))
        .collect();
    let author = bylines.iter().find_map(|byline| byline::authors(byline));
    Metadata {
        title: document
            .title()
            .map(|range| collapse_whitespace(&text[range])),
        authors: author.map(str::to_owned).into_iter().collect(),
        date: bylines.iter().find_map(|byline| date::first_in(byline)),
        ..Metadata::default()
    }
}
