//! Raw blocks in, [`Document`] out: title, headings and paragraphs of plain text, by
//! what each block looks like and what stands beside it.

use std::ops::Range;

use super::lines::{self, Unit};
use super::{Block, BlockKind, Document, Section, SkipReason, Skipped, shape};

/// An article without markup.
pub fn article(text: &str) -> Document {
    let blocks = join_cut(text, lines::blocks(text, Unit::Paragraph));
    let mut document = Document::default();
    let mut title: Option<String> = None;
    let mut is_before_text = true;
    for (index, range) in blocks.iter().enumerate() {
        let block = &text[range.clone()];
        let next = blocks.get(index + 1).map(|range| &text[range.clone()]);
        let is_first = document.sections.is_empty();
        if shape::is_comment_counter(block) {
            skip(&mut document, range, SkipReason::CommentCounter);
        } else if is_before_text && title.as_ref().is_some_and(|title| *title == folded(block)) {
            skip(&mut document, range, SkipReason::RepeatedTitle);
        } else if is_first
            && next.is_some()
            && shape::could_be_title(block)
            && !shape::is_byline(block)
        {
            title = Some(folded(block));
            open_section(&mut document, BlockKind::Title, range);
        } else {
            let previous = index
                .checked_sub(1)
                .map(|index| &text[blocks[index].clone()]);
            match kind(block, previous, next) {
                BlockKind::Heading => open_section(&mut document, BlockKind::Heading, range),
                kind => {
                    is_before_text = false;
                    add_block(&mut document, kind, range);
                }
            }
        }
    }
    lines::number(text, &mut document.skipped);
    document
}

/// A text whose units are given: one section, nothing dropped.
pub fn plain(text: &str, unit: Unit) -> Document {
    let mut document = Document::default();
    for range in lines::blocks(text, unit) {
        add_block(&mut document, BlockKind::Paragraph, &range);
    }
    document
}

/// Puts together what a scraper cut in two: a block that cannot end where it does, and
/// the one after it.
fn join_cut(text: &str, blocks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(blocks.len());
    for range in blocks {
        match joined.last_mut() {
            Some(last) if is_cut(&text[last.clone()], &text[range.clone()]) => last.end = range.end,
            _ => joined.push(range),
        }
    }
    joined
}

fn is_cut(block: &str, next: &str) -> bool {
    if shape::ends_with_final_mark(block)
        || shape::is_list_item(next)
        || shape::is_comment_counter(next)
    {
        return false;
    }
    if shape::ends_with_open_word(block) {
        return true;
    }
    // A heading may start in lower case, and may be followed by a paragraph that does:
    // only a clause, or something too long for a heading, goes on, and not in a heading.
    shape::starts_lower_case(next)
        && !shape::could_be_heading(next)
        && !shape::ends_with_open_mark(block)
        && (!shape::could_be_heading(block) || shape::has_finite_verb(block))
        && !shape::is_list_item(block)
}

fn kind(block: &str, previous: Option<&str>, next: Option<&str>) -> BlockKind {
    let is_item = |text: &str| shape::is_list_item(text) || shape::is_numbered(text);
    if shape::is_byline(block) {
        BlockKind::Byline
    } else if shape::is_list_item(block)
        || (shape::is_numbered(block) && [previous, next].into_iter().flatten().any(is_item))
    {
        BlockKind::ListItem
    } else if next.is_some() && shape::could_be_heading(block) {
        BlockKind::Heading
    } else if shape::is_quote(block) {
        BlockKind::Quote
    } else {
        BlockKind::Paragraph
    }
}

fn open_section(document: &mut Document, kind: BlockKind, range: &Range<usize>) {
    let heading = Some(Block {
        kind,
        range: range.clone(),
    });
    document.sections.push(Section {
        heading,
        blocks: Vec::new(),
    });
}

fn add_block(document: &mut Document, kind: BlockKind, range: &Range<usize>) {
    if document.sections.is_empty() {
        document.sections.push(Section::default());
    }
    if let Some(section) = document.sections.last_mut() {
        section.blocks.push(Block {
            kind,
            range: range.clone(),
        });
    }
}

fn skip(document: &mut Document, range: &Range<usize>, reason: SkipReason) {
    document.skipped.push(Skipped {
        range: range.clone(),
        line: 0,
        reason,
    });
}

/// Equal for texts that differ in white space and capitals only.
fn folded(text: &str) -> String {
    text.split_whitespace()
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}
