//! Any bytes are refused or parsed. The blocks and the skipped text cover everything but white
//! space, for all options.
#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use lismoi_document::{Section, SkipReason};
use lismoi_readers::{Boilerplate, Footnotes, Input, InputFormat, ReadOptions, parse};

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    let options = ReadOptions {
        format: [InputFormat::Text, InputFormat::Paragraphs, InputFormat::Lines][usize::from(choice % 3)],
        footnotes: [Footnotes::Skip, Footnotes::End, Footnotes::Inline][usize::from(choice / 3 % 3)],
        boilerplate: [Boilerplate::Drop, Boilerplate::Keep][usize::from(choice / 9 % 2)],
        ..ReadOptions::default()
    };
    let articles = parse(Input::new(bytes.to_vec(), None), options);
    let Some((source, document)) = articles.ok().and_then(|articles| articles.into_iter().next()) else {
        return;
    };
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let mut ranges: Vec<Range<usize>> = blocks
        .flat_map(|block| {
            let footnotes = block.references.iter().filter_map(|reference| reference.footnote.clone());
            footnotes.chain([block.range.clone()])
        })
        .collect();
    let (references, others): (Vec<_>, Vec<_>) = document
        .skipped
        .iter()
        .partition(|item| item.reason == SkipReason::FootnoteReference);
    ranges.extend(others.into_iter().map(|item| item.range.clone()));
    ranges.sort_by_key(|range| range.start);
    let mut uncovered = Vec::new();
    let mut end = 0;
    for range in ranges {
        assert!(range.start >= end && !range.is_empty(), "overlap at {}", range.start);
        uncovered.push(end..range.start);
        end = range.end;
    }
    uncovered.push(end..source.text.len());
    for gap in uncovered {
        let is_label = references.iter().any(|label| gap.start <= label.range.start && label.range.end <= gap.end);
        assert!(is_label || source.text[gap].trim().is_empty(), "text is lost");
    }
});
