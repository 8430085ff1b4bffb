//! The content of an office document in, its printed text out.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use lismoi_document::{PieceKind, SkipReason};

use super::content::{Block, Content, Inline, Note, Paragraph, Part, Table};
use super::tables::Aside;
use super::{tables, title};
use crate::address;
use crate::printed::Printed;

/// Prints a document. `title` is that in its metadata. Returns the language of most of its
/// text.
pub(crate) fn print(
    mut content: Content<'_>,
    in_metadata: Option<&str>,
    printed: &mut Printed,
) -> Option<Rc<str>> {
    title::mark(&mut content.body.blocks, in_metadata);
    let main = main_language(&content.body);
    let mut printer = Printer {
        printed,
        main: main.clone(),
    };
    content.running.iter().for_each(|part| printer.part(part));
    printer.part(&content.body);
    content.notes.iter().for_each(|note| printer.note(note));
    content.apart.iter().for_each(|part| printer.part(part));
    main
}

struct Printer<'a> {
    printed: &'a mut Printed,
    /// The language of most text.
    main: Option<Rc<str>>,
}

impl Printer<'_> {
    fn part(&mut self, part: &Part<'_>) {
        self.printed.block(PieceKind::Paragraph);
        if let Some(entry) = &part.entry {
            self.printed.set_entry(entry);
        }
        self.blocks(&part.blocks);
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        let mut blocks = blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            match (block, blocks.peek()) {
                (Block::Paragraph(paragraph), Some(Block::Table(table)))
                    if paragraph.kind == PieceKind::Skipped(SkipReason::Caption) =>
                {
                    blocks.next();
                    self.table(table, Some(paragraph));
                }
                (Block::Paragraph(paragraph), _) => self.paragraph(paragraph),
                (Block::Table(table), _) => self.table(table, None),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph<'_>) {
        let has_text = paragraph.has_text();
        // A title goes on in the paragraphs after it.
        let goes_on = paragraph.kind == PieceKind::Title && self.printed.kind() == PieceKind::Title;
        if goes_on && has_text {
            self.printed.space();
        } else if has_text || !goes_on {
            let kind = match paragraph.kind {
                PieceKind::Skipped(_) => PieceKind::Paragraph,
                _ if !has_text => PieceKind::Paragraph,
                kind => kind,
            };
            self.printed.block(kind);
        }
        self.printed
            .number(paragraph.number.clone().filter(|_| has_text));
        for inline in &paragraph.inlines {
            self.inline(inline, paragraph.kind, has_text);
        }
        self.printed.number(None);
    }

    fn inline(&mut self, inline: &Inline<'_>, kind: PieceKind, has_text: bool) {
        match inline {
            Inline::Text {
                text,
                place,
                language,
            } => match kind {
                PieceKind::Skipped(reason) => self.printed.skip(reason, text, place.clone()),
                _ => {
                    let language = language.clone().filter(|language| self.is_other(language));
                    self.printed.set_language(language);
                    self.text(text, place);
                    self.printed.set_language(None);
                }
            },
            Inline::Reference {
                label,
                place,
                number,
            } => {
                let is_spoken = has_text && !matches!(kind, PieceKind::Skipped(_));
                if is_spoken {
                    self.printed.reference(label, place.clone(), *number);
                } else {
                    let reason = SkipReason::FootnoteReference;
                    self.printed.skip(reason, label, place.clone());
                }
            }
            Inline::Skipped {
                reason,
                text,
                place,
            } => {
                self.printed.skip(*reason, text, place.clone());
            }
            Inline::LineBreak => self.printed.line_break(),
            Inline::Space => self.printed.space(),
        }
    }

    /// Text that is spoken; of an address outside of notes, the name of the site.
    fn text(&mut self, text: &str, place: &Range<usize>) {
        let words = text.trim();
        let is_note = matches!(self.printed.kind(), PieceKind::Footnote(_));
        let Some(site) = address::site_of(words).filter(|_| !is_note) else {
            return self.printed.text(text, place.clone());
        };
        self.printed.text(&words[site.clone()], place.clone());
        for rest in [&words[..site.start], &words[site.end..]] {
            self.printed.skip(SkipReason::Address, rest, place.clone());
        }
    }

    /// Whether a language is not that of most text.
    fn is_other(&self, language: &str) -> bool {
        let main = self.main.as_deref().unwrap_or_default();
        primary(main) != primary(language)
    }

    fn table(&mut self, table: &Table<'_>, caption: Option<&Paragraph<'_>>) {
        let Some((mut data, asides)) = tables::data_table(table) else {
            if let Some(caption) = caption {
                self.paragraph(caption);
            }
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            return cells.for_each(|cell| self.blocks(cell));
        };
        let mut skipped: Vec<Aside> = Vec::new();
        if let Some(caption) = caption {
            (data.caption, skipped) = tables::caption(caption);
        }
        data.print(self.printed);
        for (reason, text, place) in skipped.into_iter().chain(asides) {
            self.printed.skip(reason, &text, place);
        }
    }

    /// A note is one block.
    fn note(&mut self, note: &Note<'_>) {
        let mut paragraphs = Vec::new();
        collect_paragraphs(&note.blocks, &mut paragraphs);
        self.printed.block(PieceKind::Footnote(note.number));
        if let Some(entry) = &note.entry {
            self.printed.set_entry(entry);
        }
        if paragraphs.iter().any(|paragraph| paragraph.has_text()) {
            self.printed.label(&note.label, note.number);
        }
        for paragraph in paragraphs {
            self.printed.space();
            for inline in &paragraph.inlines {
                self.inline(inline, paragraph.kind, true);
            }
        }
    }
}

fn collect_paragraphs<'a, 'b>(blocks: &'b [Block<'a>], found: &mut Vec<&'b Paragraph<'a>>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| collect_paragraphs(cell, found));
            }
        }
    }
}

/// The language of most letters.
fn main_language(body: &Part<'_>) -> Option<Rc<str>> {
    let mut paragraphs = Vec::new();
    collect_paragraphs(&body.blocks, &mut paragraphs);
    let mut lengths: HashMap<&str, usize> = HashMap::new();
    for inline in paragraphs.iter().flat_map(|paragraph| &paragraph.inlines) {
        if let Inline::Text {
            text,
            language: Some(language),
            ..
        } = inline
        {
            *lengths.entry(language).or_default() += text.len();
        }
    }
    let most = lengths
        .into_iter()
        .max_by_key(|(language, length)| (*length, *language))?;
    Some(Rc::from(most.0))
}

/// "fr" of "fr-CA".
fn primary(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or_default()
}
