//! What must hold for every article of every format with markup.

use std::ops::Range;

use lismoi_document::{Document, Section, Source};
use proptest::prelude::*;

/// The pieces cover the printed text, and so do the blocks and what is skipped.
pub(crate) fn check(source: &Source, document: &Document) -> Result<(), TestCaseError> {
    let mut end = 0;
    for piece in &source.pieces {
        prop_assert!(piece.range.start >= end && !piece.range.is_empty());
        prop_assert!(source.text[end..piece.range.start].trim().is_empty());
        end = piece.range.end;
    }
    prop_assert_eq!(end, source.text.len());

    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let blocks = blocks.flat_map(|block| {
        let references = block.references.iter();
        let footnotes = references.filter_map(|reference| reference.footnote.clone());
        footnotes.chain([block.range.clone()])
    });
    let skipped = document.skipped.iter().map(|item| item.range.clone());
    let mut ranges: Vec<Range<usize>> = blocks.chain(skipped).collect();
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    for range in ranges {
        let gap = source.text.get(end..range.start).unwrap_or_default();
        prop_assert!(gap.trim().is_empty(), "lost: {}", gap);
        end = end.max(range.end);
    }
    prop_assert!(source.text[end..].trim().is_empty());
    Ok(())
}

/// The letters and digits of a text, sorted.
pub(crate) fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}
