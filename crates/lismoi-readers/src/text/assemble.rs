//! Classified blocks in, [`Document`] out: sections, skipped text, and footnotes where the
//! options put them.

use std::ops::Range;

use lismoi_document::{
    Block, BlockKind, Document, Section, SectionKind, SkipReason, Skipped, lines,
};

use super::class::{BlockClass, ClassifiedBlock, SECTION_LEVEL, TITLE_LEVEL};
use super::footnotes::heading::is_footnote_heading;
use super::layout::LayoutBlock;
use crate::options::{Footnotes, ReadOptions};
use crate::part::Part;

/// The document of an article, without metadata.
pub(crate) fn article(text: &str, blocks: Vec<ClassifiedBlock>, options: ReadOptions) -> Document {
    let mut assembly = Assembly {
        text,
        options,
        document: Document::default(),
        last_footnotes: Vec::new(),
    };
    for block in blocks {
        assembly.add(block);
    }
    assembly.finish()
}

/// A document of one section of paragraphs, with nothing skipped.
pub(super) fn paragraphs(blocks: Vec<LayoutBlock>) -> Document {
    let mut document = Document::default();
    let blocks: Vec<Block> = blocks
        .into_iter()
        .map(|block| Block::new(BlockKind::Paragraph, block.range))
        .collect();
    if !blocks.is_empty() {
        document.sections.push(Section {
            blocks,
            ..Section::default()
        });
    }
    document
}

struct Assembly<'a> {
    text: &'a str,
    options: ReadOptions,
    document: Document,
    /// The footnotes to be read after the article.
    last_footnotes: Vec<Block>,
}

impl Assembly<'_> {
    fn add(&mut self, classified: ClassifiedBlock) {
        let ClassifiedBlock {
            class,
            range,
            references,
            footnote,
        } = classified;
        let is_read = class != BlockClass::Footnote || self.options.footnotes != Footnotes::Skip;
        if is_read {
            for reference in &references {
                self.skip(reference.range.clone(), SkipReason::FootnoteReference);
            }
        }
        let block = |kind| Block {
            kind,
            range: range.clone(),
            references,
        };
        match class {
            BlockClass::Title => self.open_section(block(BlockKind::Title), TITLE_LEVEL),
            BlockClass::Heading(level) => self.open_section(block(BlockKind::Heading), level),
            BlockClass::Body(BlockKind::Byline) if self.options.skip.contains(Part::Byline) => {
                self.skip(range, SkipReason::Unwanted);
            }
            BlockClass::Body(kind) => self.add_block(block(kind)),
            BlockClass::Skip(reason) if self.options.skips(reason) => self.skip(range, reason),
            BlockClass::Skip(_) => self.add_block(block(BlockKind::Paragraph)),
            BlockClass::Footnote => match self.options.footnotes {
                Footnotes::Skip => self.skip(range, SkipReason::Footnote),
                Footnotes::Inline if footnote.is_referenced => {
                    let label = range.start..range.start + footnote.label_length;
                    self.skip(label, SkipReason::FootnoteReference);
                }
                Footnotes::End | Footnotes::Inline if footnote.is_under_heading => {
                    self.add_block(block(BlockKind::ListItem));
                }
                Footnotes::End | Footnotes::Inline => {
                    self.last_footnotes.push(block(BlockKind::ListItem));
                }
            },
        }
    }

    fn open_section(&mut self, heading: Block, level: u8) {
        let kind = if is_footnote_heading(&self.text[heading.range.clone()]) {
            SectionKind::Footnotes
        } else {
            SectionKind::Body
        };
        self.document.sections.push(Section {
            heading: Some(heading),
            level,
            kind,
            blocks: Vec::new(),
        });
    }

    fn add_block(&mut self, block: Block) {
        if self.document.sections.is_empty() {
            self.document.sections.push(Section::default());
        }
        if let Some(section) = self.document.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    fn skip(&mut self, range: Range<usize>, reason: SkipReason) {
        self.document.skipped.push(Skipped {
            range,
            line: 0,
            reason,
        });
    }

    fn finish(self) -> Document {
        let mut document = self.document;
        if !self.last_footnotes.is_empty() {
            document.sections.push(Section {
                heading: None,
                level: SECTION_LEVEL,
                kind: SectionKind::Footnotes,
                blocks: self.last_footnotes,
            });
        }
        if self.options.footnotes != Footnotes::Inline {
            let sections = document.sections.iter_mut();
            let blocks = sections.flat_map(Section::all_blocks_mut);
            for reference in blocks.flat_map(|block| &mut block.references) {
                reference.footnote = None;
            }
        }
        document.skipped.sort_by_key(|skipped| skipped.range.start);
        lines::set_line_numbers(self.text, &mut document.skipped);
        document
    }
}
