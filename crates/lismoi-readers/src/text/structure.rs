//! Raw blocks in, [`Document`] out: title, headings and paragraphs of plain text, by
//! what each block looks like and what stands beside it.

use std::ops::Range;

use super::blocks::{self, RawBlock, Unit};
use super::numbering::{self, SECTION_LEVEL, TITLE_LEVEL};
use super::{boilerplate, byline, footnotes, headings, shape};
use crate::{Boilerplate, Footnotes, ReadOptions};
use lismoi_document::word_list::is_in;
use lismoi_document::{
    Block, BlockKind, Document, FootnoteReference, Section, SkipReason, Skipped, lines,
};

/// A block and what it is.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) role: Role,
    pub(super) range: Range<usize>,
    /// The references to notes in it.
    pub(super) references: Vec<FootnoteReference>,
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
pub fn article(text: &str, options: ReadOptions) -> Document {
    let blocks = join_cut(text, blocks::raw(text, Unit::Paragraph));
    let mut elements = elements(text, &blocks);
    footnotes::bind(text, &mut elements);
    let mut document = assemble(elements, options);
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
                last.is_long |= block.is_long || last.range.len() > LONGEST_SHORT;
            }
            _ => joined.push(block),
        }
    }
    joined
}

/// What was joined is running text if it is longer than a heading, in bytes.
const LONGEST_SHORT: usize = 100;

fn is_cut(block: &str, next: &str) -> bool {
    if shape::ends_with_final_mark(block)
        || shape::is_list_item(next)
        || shape::is_row(next)
        || numbering::label(block).is_some_and(|label| label.is_whole)
    {
        return false;
    }
    let goes_on = shape::starts_lower_case(next);
    let is_divided = block.ends_with(['-', '\u{AD}']) && !block.ends_with(" -");
    if shape::ends_with_open_word(block)
        || (goes_on
            && (is_divided
                || shape::ends_with_half_open_word(block)
                || shape::has_open_bracket(block)))
    {
        return boilerplate::reason(next).is_none() && boilerplate::reason(block).is_none();
    }
    // A heading may start in lower case, and may be followed by a paragraph that does:
    // only a clause, or something too long for a heading, goes on, and not in a heading.
    goes_on
        && !shape::could_be_heading(next)
        && !shape::ends_with_open_mark(block)
        && (!shape::could_be_heading(block) || shape::has_finite_verb(block))
        && !shape::is_list_item(block)
        && boilerplate::reason(next).is_none()
}

fn elements(text: &str, blocks: &[RawBlock]) -> Vec<Element> {
    let levels = headings::levels(text, blocks);
    let last_long = blocks.iter().rposition(|block| block.is_long);
    let mut elements: Vec<Element> = Vec::with_capacity(blocks.len());
    let mut title: Option<String> = None;
    let (mut is_before_text, mut is_after_categories) = (true, false);
    // "Lire aussi" alone, and below it the title of what is to be read.
    let mut is_after_link = false;
    for (index, block) in blocks.iter().enumerate() {
        let range = block.range.clone();
        let words = &text[range.clone()];
        let next = blocks.get(index + 1).map(|next| &text[next.range.clone()]);
        let piece = boilerplate::piece(words);
        let is_link_title = is_after_link && title.is_some() && next.is_some();
        is_after_link = false;
        let role = if let Some(piece) = piece {
            is_after_link = piece.reason == SkipReason::RelatedLink && piece.is_label;
            is_after_categories |=
                !is_before_text && last_long < Some(index) && boilerplate::opens_categories(words);
            Role::Skip(piece.reason)
        } else if is_link_title && shape::could_be_heading(words) {
            Role::Skip(SkipReason::RelatedLink)
        } else if is_after_categories && !shape::ends_with_final_mark(words) {
            Role::Skip(SkipReason::Category)
        } else if (is_before_text && title.as_deref().is_some_and(|title| title == folded(words)))
            || (title.is_none() && next.is_some_and(|next| is_page_title(words, next)))
        {
            Role::Skip(SkipReason::RepeatedTitle)
        } else if title.is_none()
            && is_before_text
            && next.is_some_and(|next| is_kicker(words, next))
        {
            Role::Skip(SkipReason::Navigation)
        } else if title.is_none()
            && is_before_text
            && next.is_some()
            && shape::could_be_title(words)
            && !byline::is_byline(words)
            && !byline::is_dateline(words)
            && !shape::is_list_item(words)
            && !shape::is_row(words)
        {
            title = Some(folded(words));
            Role::Title
        } else if let Some(level) = levels[index] {
            Role::Heading(level)
        } else {
            // A date above the title is no text yet.
            is_before_text &= byline::is_dateline(words) && title.is_none();
            body(index, text, blocks)
        };
        elements.push(Element::new(role, range));
        if let Some(link) = &block.edit_link {
            elements.push(Element::new(
                Role::Skip(SkipReason::Navigation),
                link.clone(),
            ));
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
            references: Vec::new(),
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
    if footnotes::label(block).is_some() {
        Role::Note
    } else if byline::is_byline(block) || byline::is_dateline(block) {
        Role::Body(BlockKind::Byline)
    } else if shape::is_list_item(block)
        || (shape::is_numbered(block) && neighbours.into_iter().flatten().any(shape::is_item))
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

/// The name of the part of a newspaper that the article stands in, above its title.
fn is_kicker(block: &str, next: &str) -> bool {
    is_in(RUBRICS, block) && shape::could_be_title(next) && next.contains(' ')
}

const RUBRICS: &str = " actualité actualités politique international monde europe france société économie entreprises \
     culture sport sports football planète environnement climat sciences santé éducation idées opinions débats tribune \
     éditorial édito reportage enquête récit entretien interview analyse décryptage portrait chronique critique livres \
     cinéma musique médias justice police régions voyage voyages gastronomie technologie technologies pixels vidéo ";

fn assemble(elements: Vec<Element>, options: ReadOptions) -> Document {
    let mut document = Document::default();
    let mut last_notes = Vec::new();
    for element in elements {
        let range = element.range;
        let is_read = options.footnotes != Footnotes::Skip || element.role != Role::Note;
        for mark in element.references.iter().filter(|_| is_read) {
            skip(
                &mut document,
                mark.range.clone(),
                SkipReason::FootnoteReference,
            );
        }
        let block = |kind| Block {
            kind,
            range: range.clone(),
            references: element.references.clone(),
        };
        match (element.role, options.footnotes, options.boilerplate) {
            (Role::Title, ..) => open_section(&mut document, block(BlockKind::Title), TITLE_LEVEL),
            (Role::Heading(level), ..) => {
                open_section(&mut document, block(BlockKind::Heading), level);
            }
            (Role::Body(kind), ..) => add_block(&mut document, block(kind)),
            (Role::Skip(SkipReason::NoWord), ..) => {
                skip(&mut document, range, SkipReason::NoWord);
            }
            (Role::Skip(_), _, Boilerplate::Keep) => {
                add_block(&mut document, block(BlockKind::Paragraph));
            }
            (Role::Skip(reason), ..) => skip(&mut document, range, reason),
            (Role::Note, Footnotes::Skip, _) => skip(&mut document, range, SkipReason::Footnote),
            (Role::Note, Footnotes::Inline, _) if element.is_bound => {
                let label = range.start..range.start + element.label_length;
                skip(&mut document, label, SkipReason::FootnoteReference);
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
    if options.footnotes != Footnotes::Inline {
        let blocks = document
            .sections
            .iter_mut()
            .flat_map(Section::all_blocks_mut);
        for mark in blocks.flat_map(|block| &mut block.references) {
            mark.footnote = None;
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
