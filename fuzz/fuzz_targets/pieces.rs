//! What must hold for every format with markup.

use std::ops::Range;

use lismoi_document::{Document, Section, Source};
use lismoi_readers::{Boilerplate, Footnotes, Input, InputFormat, ReadOptions, parse};

/// Reads the bytes after the first, which chooses the options.
pub fn check(data: &[u8], format: InputFormat) {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    let options = ReadOptions {
        format,
        footnotes: [Footnotes::Skip, Footnotes::End, Footnotes::Inline][usize::from(choice % 3)],
        boilerplate: [Boilerplate::Drop, Boilerplate::Keep][usize::from(choice / 3 % 2)],
        ..ReadOptions::default()
    };
    for (source, document) in parse(Input::new(bytes.to_vec(), None), options).unwrap_or_default() {
        check_article(&source, &document);
    }
}

fn check_article(source: &Source, document: &Document) {
    let mut end = 0;
    for piece in &source.pieces {
        assert!(piece.range.start >= end && !piece.range.is_empty(), "overlap at {end}");
        assert!(source.text[end..piece.range.start].trim().is_empty(), "text without a piece");
        end = piece.range.end;
    }
    assert_eq!(end, source.text.len());

    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let blocks = blocks.flat_map(|block| {
        let footnotes = block.references.iter().filter_map(|reference| reference.footnote.clone());
        footnotes.chain([block.range.clone()])
    });
    let mut ranges: Vec<Range<usize>> = blocks.chain(document.skipped.iter().map(|item| item.range.clone())).collect();
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    for range in ranges {
        let gap = source.text.get(end..range.start).unwrap_or_default();
        assert!(gap.trim().is_empty(), "text is lost: {gap}");
        end = end.max(range.end);
    }
    assert!(source.text[end..].trim().is_empty(), "text is lost at the end");
}
