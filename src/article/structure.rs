//! Raw blocks in, [`Document`] out: title, headings and paragraphs of plain text, by
//! what each block looks like and what stands beside it.

use std::ops::Range;

use super::blocks::{self, RawBlock, Unit};
use super::numbering::{SECTION_LEVEL, TITLE_LEVEL};
use super::{
    Block, BlockKind, Document, Furniture, NoteMark, Notes, Reading, Section, SkipReason, Skipped,
    byline, furniture, headings, lines, notes, shape,
};

/// A block and what it is.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) role: Role,
    pub(super) range: Range<usize>,
    /// The references to notes in it.
    pub(super) marks: Vec<NoteMark>,
    /// A note that a reference was found for.
    pub(super) is_bound: bool,
    /// The length of a note's label, in bytes.
    pub(super) label_length: usize,
    /// A note that stands under a heading for notes.
    pub(super) is_under_notes: bool,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    /// With its level.
    Heading(u8),
    Body(BlockKind),
    /// A note, or what looks like one.
    Note,
    Skip(SkipReason),
}

/// An article without markup.
pub fn article(text: &str, reading: Reading) -> Document {
    let blocks = join_cut(text, blocks::raw(text, Unit::Paragraph));
    let mut elements = elements(text, &blocks);
    notes::bind(text, &mut elements);
    let mut document = assemble(elements, reading);
    document.skipped.sort_by_key(|skipped| skipped.range.start);
    lines::number(text, &mut document.skipped);
    document
}

/// A text whose units are given: one section, nothing dropped.
pub fn plain(text: &str, unit: Unit) -> Document {
    let blocks = blocks::raw(text, unit)
        .into_iter()
        .map(|block| Block::new(BlockKind::Paragraph, block.range));
    let mut document = Document::default();
    let blocks: Vec<Block> = blocks.collect();
    if !blocks.is_empty() {
        document.sections.push(Section {
            blocks,
            ..Section::default()
        });
    }
    document
}

/// Puts together what a scraper cut in two: a block that cannot end where it does, and
/// the one after it.
fn join_cut(text: &str, blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let mut joined: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match joined.last_mut() {
            Some(last)
                if last.underline.is_none()
                    && block.underline.is_none()
                    && is_cut(&text[last.range.clone()], &text[block.range.clone()]) =>
            {
                last.range.end = block.range.end;
                last.is_long = true;
            }
            _ => joined.push(block),
        }
    }
    joined
}

fn is_cut(block: &str, next: &str) -> bool {
    if shape::ends_with_final_mark(block) || shape::is_list_item(next) || shape::is_row(next) {
        return false;
    }
    let goes_on = shape::starts_lower_case(next);
    let is_divided = block.ends_with(['-', '\u{AD}']) && !block.ends_with(" -");
    if shape::ends_with_open_word(block)
        || (goes_on && (is_divided || shape::has_open_bracket(block)))
    {
        return furniture::reason(next).is_none() && furniture::reason(block).is_none();
    }
    // A heading may start in lower case, and may be followed by a paragraph that does:
    // only a clause, or something too long for a heading, goes on, and not in a heading.
    goes_on
        && !shape::could_be_heading(next)
        && !shape::ends_with_open_mark(block)
        && (!shape::could_be_heading(block) || shape::has_finite_verb(block))
        && !shape::is_list_item(block)
        && furniture::reason(next).is_none()
}

fn elements(text: &str, blocks: &[RawBlock]) -> Vec<Element> {
    let levels = headings::levels(text, blocks);
    let mut elements: Vec<Element> = Vec::with_capacity(blocks.len());
    let mut title: Option<String> = None;
    let (mut is_before_text, mut is_after_categories) = (true, false);
    // "Lire aussi" alone, and below it the title of what is to be read.
    let mut is_after_link = false;
    for (index, block) in blocks.iter().enumerate() {
        let range = without_edit_link(text, block.range.clone());
        let words = &text[range.clone()];
        let next = blocks.get(index + 1).map(|next| &text[next.range.clone()]);
        let piece = furniture::piece(words);
        let reason = piece.map(|piece| piece.reason);
        is_after_categories |= reason == Some(SkipReason::Category)
            && blocks[index..].iter().all(|block| !block.is_long);
        let role = if let Some(piece) = piece {
            is_after_link = piece.reason == SkipReason::RelatedLink && piece.is_label;
            Role::Skip(piece.reason)
        } else if is_after_link && next.is_some() && shape::could_be_heading(words) {
            is_after_link = false;
            Role::Skip(SkipReason::RelatedLink)
        } else if is_after_categories && !shape::ends_with_final_mark(words) {
            Role::Skip(SkipReason::Category)
        } else if (is_before_text && title.as_deref().is_some_and(|title| title == folded(words)))
            || (title.is_none() && next.is_some_and(|next| is_page_title(words, next)))
        {
            Role::Skip(SkipReason::RepeatedTitle)
        } else if title.is_none()
            && is_before_text
            && next.is_some()
            && shape::could_be_title(words)
            && !byline::is_byline(words)
            && !shape::is_list_item(words)
            && !shape::is_row(words)
        {
            title = Some(folded(words));
            Role::Title
        } else if let Some(level) = levels[index] {
            Role::Heading(level)
        } else {
            (is_before_text, is_after_link) = (false, false);
            body(index, text, blocks)
        };
        elements.push(Element::new(role, range.clone()));
        let behind = range.end..block.range.end;
        if !behind.is_empty() {
            elements.push(Element::new(Role::Skip(SkipReason::Navigation), behind));
        }
        if let Some(underline) = &block.underline {
            elements.push(Element::new(
                Role::Skip(SkipReason::NoWord),
                underline.clone(),
            ));
        }
    }
    elements
}

impl Element {
    fn new(role: Role, range: Range<usize>) -> Self {
        Element {
            role,
            range,
            marks: Vec::new(),
            is_bound: false,
            label_length: 0,
            is_under_notes: false,
        }
    }
}

/// What a block that is no heading is.
fn body(index: usize, text: &str, blocks: &[RawBlock]) -> Role {
    let words = |index: usize| blocks.get(index).map(|block| &text[block.range.clone()]);
    let block = &text[blocks[index].range.clone()];
    let neighbours = [index.checked_sub(1).and_then(words), words(index + 1)];
    let is_item = |text: &str| shape::is_list_item(text) || shape::is_numbered(text);
    if notes::label(block).is_some() {
        Role::Note
    } else if byline::is_byline(block) || byline::is_dateline(block) {
        Role::Body(BlockKind::Byline)
    } else if shape::is_list_item(block)
        || (shape::is_numbered(block) && neighbours.into_iter().flatten().any(is_item))
    {
        Role::Body(BlockKind::ListItem)
    } else if shape::is_quote(block) {
        Role::Body(BlockKind::Quote)
    } else {
        Role::Body(BlockKind::Paragraph)
    }
}

/// "Poutine à Kursk | Le Journal", before the title itself: the title of the page.
fn is_page_title(block: &str, next: &str) -> bool {
    block.len() <= 400
        && next.len() > 10
        && folded(block)
            .strip_prefix(&folded(next))
            .is_some_and(|site| {
                let separators = [" | ", " - ", " – ", " — ", " • "];
                separators.iter().any(|mark| site.starts_with(mark))
            })
}

/// Without "[modifier | modifier le code]", which stands behind headings in Wikipedia.
fn without_edit_link(text: &str, range: Range<usize>) -> Range<usize> {
    let block = &text[range.clone()];
    if !block.ends_with(']') || block.len() > 400 {
        return range;
    }
    match block.rfind("[modifier") {
        Some(at) if at > 0 => lines::trim(text, range.start..range.start + at),
        _ => range,
    }
}

fn assemble(elements: Vec<Element>, reading: Reading) -> Document {
    let mut document = Document::default();
    let mut last_notes = Vec::new();
    for element in elements {
        let range = element.range;
        let skipped_marks = element.marks.iter().map(|mark| mark.range.clone());
        for mark in skipped_marks {
            skip(&mut document, mark, SkipReason::NoteMark);
        }
        let block = |kind| Block {
            kind,
            range: range.clone(),
            marks: element.marks.clone(),
        };
        match (element.role, reading.notes, reading.furniture) {
            (Role::Title, ..) => open_section(&mut document, block(BlockKind::Title), TITLE_LEVEL),
            (Role::Heading(level), ..) => {
                open_section(&mut document, block(BlockKind::Heading), level);
            }
            (Role::Body(kind), ..) => add_block(&mut document, block(kind)),
            (Role::Skip(SkipReason::NoWord), ..) => {
                skip(&mut document, range, SkipReason::NoWord);
            }
            (Role::Skip(_), _, Furniture::Keep) => {
                add_block(&mut document, block(BlockKind::Paragraph));
            }
            (Role::Skip(reason), ..) => skip(&mut document, range, reason),
            (Role::Note, Notes::Skip, _) => skip(&mut document, range, SkipReason::Note),
            (Role::Note, Notes::Inline, _) if element.is_bound => {
                let label = range.start..range.start + element.label_length;
                skip(&mut document, label, SkipReason::NoteMark);
            }
            (Role::Note, ..) if element.is_under_notes => {
                add_block(&mut document, block(BlockKind::ListItem));
            }
            (Role::Note, ..) => last_notes.push(block(BlockKind::ListItem)),
        }
    }
    if !last_notes.is_empty() {
        document.sections.push(Section {
            heading: None,
            level: SECTION_LEVEL,
            blocks: last_notes,
        });
    }
    if reading.notes != Notes::Inline {
        let blocks = document
            .sections
            .iter_mut()
            .flat_map(Section::all_blocks_mut);
        for mark in blocks.flat_map(|block| &mut block.marks) {
            mark.note = None;
        }
    }
    document
}

fn open_section(document: &mut Document, heading: Block, level: u8) {
    document.sections.push(Section {
        heading: Some(heading),
        level,
        blocks: Vec::new(),
    });
}

fn add_block(document: &mut Document, block: Block) {
    if document.sections.is_empty() {
        document.sections.push(Section::default());
    }
    if let Some(section) = document.sections.last_mut() {
        section.blocks.push(block);
    }
}

fn skip(document: &mut Document, range: Range<usize>, reason: SkipReason) {
    document.skipped.push(Skipped {
        range,
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
