//! A document on a page, for the snapshots of tests.

use lismoi_document::{Document, Section, Source};

/// `TYPE text` for each block, `drop text (REASON)` for skipped text, in order.
pub(crate) fn outline(source: &Source, document: &Document) -> String {
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let blocks = blocks.map(|block| {
        let text = &source.text[block.range.clone()];
        (block.range.start, format!("{} {text}", block.kind.name()))
    });
    let skipped = document.skipped.iter().map(|item| {
        let text = &source.text[item.range.clone()];
        (item.range.start, format!("drop {text} ({})", item.reason))
    });
    let mut lines: Vec<(usize, String)> = blocks.chain(skipped).collect();
    lines.sort();
    let lines = lines.into_iter().map(|(_, line)| line);
    lines.collect::<Vec<_>>().join("\n")
}
