//! The blocks of an OpenDocument text: paragraphs, lists, sections, text boxes.

use std::sync::Arc;

use lismoi_document::{PieceKind, SkipReason};

use super::lists::{Counters, Lists};
use super::parts::Parts;
use super::styles::{RunProperties, Style, Styles};
use crate::office::content::{Block, Inline, Note, Paragraph};
use crate::office::xml::Element;

/// The reader of a document.
pub(super) struct Reader<'a> {
    pub(super) styles: Styles,
    pub(super) entry: Option<Arc<str>>,
    pub(super) notes: Vec<Note<'a>>,
    /// Why the text that comes next is not spoken.
    pub(super) skip: Option<SkipReason>,
    /// What the styles say about the text that comes next.
    pub(super) run: RunProperties,
    /// Whether a field hides the paragraph.
    pub(super) is_hidden: bool,
    /// The text boxes that are anchored in the paragraph.
    pub(super) boxes: Vec<Block<'a>>,
    /// Text that was deleted, kept as tracked changes.
    pub(super) deleted: Vec<Block<'a>>,
    lists: Lists,
    headings: Counters,
}

impl<'a> Reader<'a> {
    pub(super) fn new(parts: &Parts) -> Self {
        Reader {
            styles: Styles::new(parts),
            entry: parts.entry("content.xml"),
            notes: Vec::new(),
            skip: None,
            run: RunProperties::default(),
            is_hidden: false,
            boxes: Vec::new(),
            deleted: Vec::new(),
            lists: Lists::default(),
            headings: Counters::default(),
        }
    }

    /// The blocks within an element that stands apart from the lists around it.
    pub(super) fn story(&mut self, parent: Element<'a>) -> Vec<Block<'a>> {
        let lists = std::mem::take(&mut self.lists);
        let run = std::mem::take(&mut self.run);
        let is_hidden = std::mem::take(&mut self.is_hidden);
        let mut blocks = Vec::new();
        self.blocks(parent, &mut blocks);
        self.lists = lists;
        self.run = run;
        self.is_hidden = is_hidden;
        blocks
    }

    pub(super) fn blocks(&mut self, parent: Element<'a>, blocks: &mut Vec<Block<'a>>) {
        for element in parent.elements() {
            self.block(element, blocks);
        }
    }

    pub(super) fn block(&mut self, element: Element<'a>, blocks: &mut Vec<Block<'a>>) {
        let reason = match element.name() {
            "p" | "h" => return self.paragraph(element, blocks),
            "list" | "numbered-paragraph" => return self.list(element, blocks),
            "table" => return self.table(element, blocks),
            "tracked-changes" => return self.tracked_changes(element),
            "table-of-content" | "illustration-index" | "table-index" | "object-index" => {
                Some(SkipReason::Contents)
            }
            "alphabetical-index" | "user-index" => Some(SkipReason::Index),
            "bibliography" => Some(SkipReason::Bibliography),
            "section" => is_hidden(element).then_some(SkipReason::Hidden),
            "title" | "desc" => return self.all_text(element, SkipReason::Caption, blocks),
            "math" => return self.all_text(element, SkipReason::Formula, blocks),
            // Settings, what an index is made of, and embedded files.
            "forms" | "event-listeners" | "binary-data" | "document" | "script" => return,
            name if name.ends_with("-decls") || name.ends_with("-source") => return,
            _ => None,
        };
        match reason {
            Some(reason) => self.skipping(reason, |reader| reader.blocks(element, blocks)),
            None => self.blocks(element, blocks),
        }
    }

    fn list(&mut self, list: Element<'a>, blocks: &mut Vec<Block<'a>>) {
        self.lists.open(list);
        for item in list.elements() {
            self.lists.open_item(item);
            match item.name() {
                "list-item" | "list-header" => self.blocks(item, blocks),
                _ => self.block(item, blocks),
            }
        }
        self.lists.close(list);
    }

    fn paragraph(&mut self, element: Element<'a>, blocks: &mut Vec<Block<'a>>) {
        let name = element.attribute("style-name");
        let style = self.styles.paragraph(name.as_deref());
        let run = std::mem::replace(&mut self.run, style.run.clone());
        let is_hidden = std::mem::take(&mut self.is_hidden);
        let boxes = std::mem::take(&mut self.boxes);
        let mut inlines = Vec::new();
        self.inlines(element, &mut inlines);
        if self.is_hidden {
            inlines = inlines.into_iter().map(hidden).collect();
        }
        self.run = run;
        self.is_hidden = is_hidden;
        let boxes = std::mem::replace(&mut self.boxes, boxes);
        let mut paragraph = Paragraph {
            kind: PieceKind::Paragraph,
            number: None,
            inlines,
        };
        (paragraph.kind, paragraph.number) = self.kind(&paragraph, element, &style);
        blocks.push(Block::Paragraph(paragraph));
        blocks.extend(boxes);
    }

    /// The kind of a paragraph, and its number.
    fn kind(
        &mut self,
        paragraph: &Paragraph<'_>,
        element: Element<'_>,
        style: &Style,
    ) -> (PieceKind, Option<String>) {
        let is_unseen = !paragraph.has_text() && !paragraph.inlines.is_empty();
        if self.skip.is_some() || is_unseen {
            return (PieceKind::Paragraph, None);
        }
        if let Some(kind @ PieceKind::Skipped(_)) = style.kind {
            return (kind, None);
        }
        let own_level = element.attribute("outline-level");
        let own_level = own_level.and_then(|level| level.parse::<u8>().ok());
        let level = match element.name() {
            "h" => Some(own_level.or(style.outline_level).unwrap_or(1).max(1)),
            _ => style.outline_level.filter(|level| *level > 0),
        };
        let in_list = self.lists.number(&self.styles, style.list.as_deref());
        let in_outline = level.and_then(|level| self.outline_number(level, element, style));
        // A program may say how it has printed the number.
        let stated = element.child("number").map(|number| number.text());
        let stated = stated.map(|number| number.trim().to_owned());
        let stated = stated.filter(|number| !number.is_empty());
        let number = stated.or(in_list).or(in_outline);
        let kind = match (style.kind, level) {
            (Some(PieceKind::Title), _) => PieceKind::Title,
            (_, Some(level)) => PieceKind::Heading(level),
            (_, None) if self.lists.depth > 0 => PieceKind::ListItem,
            (kind, None) => kind.unwrap_or(PieceKind::Paragraph),
        };
        (kind, number)
    }

    /// The number that the outline gives a heading.
    fn outline_number(&mut self, level: u8, element: Element<'_>, style: &Style) -> Option<String> {
        let is_true = |name| element.attribute(name).as_deref() == Some("true");
        if is_true("is-list-header") || style.list.as_deref() == Some("") {
            return None;
        }
        let start = element
            .attribute("start-value")
            .filter(|_| is_true("restart-numbering"));
        let start = start.and_then(|start| start.parse().ok());
        let depth = usize::from(level) - 1;
        let number = self.styles.outline.next(&mut self.headings, depth, start);
        Some(number).filter(|number| !number.is_empty())
    }

    fn tracked_changes(&mut self, changes: Element<'a>) {
        let mut deleted = Vec::new();
        self.skipping(SkipReason::Deleted, |reader| {
            let regions = changes.elements().flat_map(Element::elements);
            let deletions = regions.filter(|change| change.name() == "deletion");
            for block in deletions.flat_map(Element::elements) {
                // Who deleted it and when is not a part of the text.
                if block.name() != "change-info" {
                    reader.block(block, &mut deleted);
                }
            }
        });
        self.deleted.extend(deleted);
    }

    /// Adds all texts of an element as skipped.
    pub(super) fn all_text(
        &mut self,
        element: Element<'a>,
        reason: SkipReason,
        blocks: &mut Vec<Block<'a>>,
    ) {
        let reason = self.skip.unwrap_or(reason);
        let inlines = element.texts().map(|text| Inline::Skipped {
            reason,
            text: text.text,
            place: text.place,
        });
        blocks.push(Block::Paragraph(Paragraph {
            kind: PieceKind::Paragraph,
            number: None,
            inlines: inlines.collect(),
        }));
    }

    /// Reads what is skipped for a reason, unless it already is for another.
    pub(super) fn skipping(&mut self, reason: SkipReason, read: impl FnOnce(&mut Self)) {
        let before = self.skip;
        self.skip = before.or(Some(reason));
        read(self);
        self.skip = before;
    }
}

/// Whether a section or a row is not displayed.
pub(super) fn is_hidden(element: Element<'_>) -> bool {
    let is = |name, value| element.attribute(name).as_deref() == Some(value);
    is("display", "none") || is("is-hidden", "true") || is("visibility", "collapse")
}

fn hidden(inline: Inline<'_>) -> Inline<'_> {
    match inline {
        Inline::Text { text, place, .. } => Inline::Skipped {
            reason: SkipReason::Hidden,
            text,
            place,
        },
        other => other,
    }
}
