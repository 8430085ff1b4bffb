//! Any bytes are refused or taken apart: the blocks and what is skipped cover all that
//! is not white space, whatever becomes of notes and boilerplate.
#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use lismoi_document::{Section, SkipReason};
use lismoi_readers::text::decode;
use lismoi_readers::{self as article, Form, Boilerplate, Notes, ReadOptions};

fuzz_target!(|data: &[u8]| {
    let Some((options, bytes)) = data.split_first() else {
        return;
    };
    let reading = ReadOptions {
        format: [InputFormat::Text, InputFormat::Paragraphs, InputFormat::Lines][usize::from(options % 3)],
        footnotes: [Footnotes::Skip, Footnotes::End, Footnotes::Inline][usize::from(options / 3 % 3)],
        boilerplate: [Boilerplate::Drop, Boilerplate::Keep][usize::from(options / 9 % 2)],
    };
    let Ok(source) = decode::source(bytes.to_vec(), None) else {
        return;
    };
    let document = article::document(&source, reading);
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let mut ranges: Vec<Range<usize>> = blocks
        .flat_map(|block| {
            let notes = block.references.iter().filter_map(|reference| reference.footnote.clone());
            notes.chain([block.range.clone()])
        })
        .collect();
    let (marks, others): (Vec<_>, Vec<_>) = document
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
        let is_label = marks.iter().any(|mark| gap.start <= mark.range.start && mark.range.end <= gap.end);
        assert!(is_label || source.text[gap].trim().is_empty(), "something is lost");
    }
});
