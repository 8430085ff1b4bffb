//! The blocks of a Word document: paragraphs, tables, text boxes.

use lismoi_document::{PieceKind, SkipReason};

use super::fields::Fields;
use super::notes::References;
use super::numbering::Numbering;
use super::parts::Parts;
use super::styles::{self, NumberingReference, RunProperties, Style, Styles};
use crate::office::content::{Block, Inline, Paragraph};
use crate::office::xml::Element;

/// The reader of a document.
pub(super) struct Reader<'a> {
    pub(super) styles: Styles,
    numbering: Numbering,
    pub(super) references: References,
    pub(super) fields: Fields,
    /// Why the text that comes next is not spoken.
    pub(super) skip: Option<SkipReason>,
    /// What the style of the paragraph says about its text.
    pub(super) run: RunProperties,
    /// The text boxes that are anchored in the paragraph.
    boxes: Vec<Block<'a>>,
    /// The text of paragraphs whose ends are deleted: it goes on in the next one.
    carried: Vec<Inline<'a>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(parts: &'a Parts) -> Self {
        Reader {
            styles: Styles::new(parts.styles.as_ref()),
            numbering: Numbering::new(parts.numbering.as_ref()),
            references: References::new(parts.body.tree.root()),
            fields: Fields::default(),
            skip: None,
            run: RunProperties::default(),
            boxes: Vec::new(),
            carried: Vec::new(),
        }
    }

    /// The blocks within an element that stands for itself.
    pub(super) fn story(&mut self, parent: Element<'a>) -> Vec<Block<'a>> {
        self.fields = Fields::default();
        self.blocks_within(parent)
    }

    pub(super) fn blocks_within(&mut self, parent: Element<'a>) -> Vec<Block<'a>> {
        let carried = std::mem::take(&mut self.carried);
        let mut blocks = Vec::new();
        self.blocks(parent, &mut blocks);
        let rest = std::mem::replace(&mut self.carried, carried);
        if !rest.is_empty() {
            blocks.push(Block::Paragraph(Paragraph {
                kind: PieceKind::Paragraph,
                number: None,
                inlines: rest,
            }));
        }
        blocks
    }

    fn blocks(&mut self, parent: Element<'a>, blocks: &mut Vec<Block<'a>>) {
        for element in parent.elements() {
            match element.name() {
                "p" => self.paragraph(element, blocks),
                "tbl" => blocks.push(Block::Table(self.table(element))),
                "del" | "moveFrom" => self.skipping(SkipReason::Deleted, |reader| {
                    reader.blocks(element, blocks);
                }),
                "sdt" => self.control(element, |reader| reader.blocks(element, blocks)),
                "AlternateContent" => {
                    if let Some(branch) = branch(element) {
                        self.blocks(branch, blocks);
                    }
                }
                "oMathPara" | "oMath" | "r" => self.loose(element, blocks),
                name if is_properties(name) => {}
                _ => self.blocks(element, blocks),
            }
        }
    }

    /// Text that stands in no paragraph.
    fn loose(&mut self, element: Element<'a>, blocks: &mut Vec<Block<'a>>) {
        let boxes = std::mem::take(&mut self.boxes);
        let mut inlines = Vec::new();
        self.inline(element, &mut inlines);
        blocks.push(Block::Paragraph(Paragraph {
            kind: PieceKind::Paragraph,
            number: None,
            inlines,
        }));
        blocks.append(&mut std::mem::replace(&mut self.boxes, boxes));
    }

    fn paragraph(&mut self, element: Element<'a>, blocks: &mut Vec<Block<'a>>) {
        let properties = element.child("pPr");
        let id = properties.and_then(|properties| properties.value("pStyle"));
        let style = self.styles.paragraph(id.as_deref());
        let run = std::mem::replace(&mut self.run, style.run.clone());
        let boxes = std::mem::take(&mut self.boxes);
        let mut inlines = std::mem::take(&mut self.carried);
        self.inlines(element, &mut inlines);
        self.fields.end_paragraph();
        self.run = run;
        let boxes = std::mem::replace(&mut self.boxes, boxes);
        let mark = properties.and_then(|properties| properties.child("rPr"));
        let is_mark_deleted = mark
            .is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        let frame = properties.and_then(|properties| properties.child("framePr"));
        let drop_cap = frame.and_then(|frame| frame.attribute("dropCap"));
        let is_drop_cap = drop_cap.is_some_and(|kind| kind != "none");
        if is_mark_deleted || is_drop_cap {
            self.carried = inlines;
        } else {
            let mut paragraph = Paragraph {
                kind: PieceKind::Paragraph,
                number: None,
                inlines,
            };
            (paragraph.kind, paragraph.number) =
                self.kind(&paragraph, properties, &style, id.as_deref());
            blocks.push(Block::Paragraph(paragraph));
        }
        blocks.extend(boxes);
    }

    /// The kind of a paragraph, and its number.
    fn kind(
        &mut self,
        paragraph: &Paragraph<'_>,
        properties: Option<Element<'_>>,
        style: &Style,
        id: Option<&str>,
    ) -> (PieceKind, Option<String>) {
        let is_unseen = !paragraph.has_text() && !paragraph.inlines.is_empty();
        if self.skip.is_some() || is_unseen {
            return (PieceKind::Paragraph, None);
        }
        if let Some(kind @ PieceKind::Skipped(_)) = style.kind {
            return (kind, None);
        }
        let own = properties.map(NumberingReference::of).unwrap_or_default();
        let reference = NumberingReference {
            list: own.list.or_else(|| style.numbering.list.clone()),
            level: own.level.or(style.numbering.level),
        };
        let number = self.numbering.next(&reference, id);
        let level = properties
            .and_then(styles::outline_level)
            .or(style.outline_level);
        let kind = match (style.kind, level, &number) {
            (Some(PieceKind::Title), ..) => PieceKind::Title,
            (_, Some(level), _) if level < styles::BODY_LEVEL => PieceKind::Heading(level + 1),
            (_, _, Some(_)) => PieceKind::ListItem,
            (kind, _, None) => kind.unwrap_or(PieceKind::Paragraph),
        };
        (kind, number.filter(|number| !number.is_empty()))
    }

    /// The text boxes in a drawing; they are read after the paragraph.
    pub(super) fn text_boxes(&mut self, parent: Element<'a>) {
        for element in parent.elements() {
            match element.name() {
                "txbxContent" | "txBody" => {
                    let run = std::mem::take(&mut self.run);
                    let blocks = self.blocks_within(element);
                    self.run = run;
                    self.boxes.extend(blocks);
                }
                "AlternateContent" => {
                    if let Some(branch) = branch(element) {
                        self.text_boxes(branch);
                    }
                }
                _ => self.text_boxes(element),
            }
        }
    }

    /// Reads a content control: one that the program has filled, or that nobody has, is
    /// skipped.
    pub(super) fn control(&mut self, control: Element<'a>, read: impl FnOnce(&mut Self)) {
        let properties = control.child("sdtPr");
        let part = properties.and_then(|found| found.child("docPartObj"));
        let gallery = part.and_then(|part| part.value("docPartGallery"));
        let is_empty = properties.is_some_and(|found| found.child("showingPlcHdr").is_some());
        let reason = match gallery.as_deref() {
            Some("Table of Contents") => Some(SkipReason::Contents),
            Some("Bibliographies") => Some(SkipReason::Bibliography),
            Some(gallery) if gallery.starts_with("Page Numbers") => Some(SkipReason::PageNumber),
            _ if is_empty => Some(SkipReason::Form),
            _ => None,
        };
        match reason {
            Some(reason) => self.skipping(reason, read),
            None => read(self),
        }
    }

    /// Reads what is skipped for a reason, unless it already is for another.
    pub(super) fn skipping(&mut self, reason: SkipReason, read: impl FnOnce(&mut Self)) {
        let before = self.skip;
        self.skip = before.or(Some(reason));
        read(self);
        self.skip = before;
    }
}

/// The branch that is read of those that an element offers to different programs.
pub(super) fn branch(alternatives: Element<'_>) -> Option<Element<'_>> {
    alternatives
        .child("Choice")
        .or_else(|| alternatives.child("Fallback"))
}

/// Whether an element holds properties, and no text.
pub(super) fn is_properties(name: &str) -> bool {
    name.ends_with("Pr") || matches!(name, "tblGrid" | "altChunk")
}
