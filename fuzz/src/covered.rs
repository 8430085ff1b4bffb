//! Law 1 for a document: nothing that is printed is lost.

use std::ops::Range;

use lismoi_document::{Document, Section, Source};

/// The blocks and the skipped text cover what is printed.
pub fn check(source: &Source, document: &Document) {
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let blocks = blocks.flat_map(|block| {
        let footnotes = block
            .references
            .iter()
            .filter_map(|reference| reference.footnote.clone());
        footnotes.chain([block.range.clone()])
    });
    let mut ranges: Vec<Range<usize>> = blocks
        .chain(document.skipped.iter().map(|item| item.range.clone()))
        .collect();
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    for range in ranges {
        let gap = source.text.get(end..range.start).unwrap_or_default();
        assert!(gap.trim().is_empty(), "text is lost: {gap}");
        end = end.max(range.end);
    }
    assert!(source.text[end..].trim().is_empty(), "text is lost at the end");
}
