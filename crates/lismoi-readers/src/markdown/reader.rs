//! Events of the Markdown parser in, printed text out.

use std::collections::HashMap;
use std::ops::Range;

use lismoi_document::{Piece, PieceKind, SkipReason};
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::front_matter::FrontMatter;
use super::outline::{self, Located};
use crate::printed::Printed;
use crate::table::{Run, Table};

/// The state after the events so far.
pub(super) struct Reader<'a> {
    /// The text that the ranges of the events refer to.
    pub(super) source: &'a str,
    /// Where that text starts in the file.
    pub(super) offset: usize,
    /// The lines that start an admonition.
    pub(super) admonitions: Vec<Range<usize>>,
    pub(super) printed: Printed,
    /// For each open list its next number; `None` for bullets.
    pub(super) lists: Vec<Option<u64>>,
    /// For each open block quotation whether it quotes: a note or warning does not.
    pub(super) quotes: Vec<bool>,
    /// The open footnote.
    pub(super) footnote: Option<usize>,
    /// The numbers of the footnotes by their labels.
    pub(super) footnotes: HashMap<String, usize>,
    /// Why the text is not spoken, for each element around it that says so.
    pub(super) skips: Vec<SkipReason>,
    pub(super) table: Option<Table>,
    /// The table's open cell.
    pub(super) cell: Option<Vec<Run>>,
    /// The address of the open link, and the link's bytes.
    pub(super) link: Option<(String, Range<usize>)>,
    pub(super) is_superscript: bool,
    /// Whether the next text starts a line of the source.
    pub(super) is_line_start: bool,
    /// Whether the line is an instruction.
    pub(super) is_instruction: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str, offset: usize, admonitions: Vec<Range<usize>>) -> Self {
        Reader {
            source,
            offset,
            admonitions,
            printed: Printed::new(),
            lists: Vec::new(),
            quotes: Vec::new(),
            footnote: None,
            footnotes: HashMap::new(),
            skips: Vec::new(),
            table: None,
            cell: None,
            link: None,
            is_superscript: false,
            is_line_start: false,
            is_instruction: false,
        }
    }

    /// Prints the title that the front matter holds, and lists the rest as metadata.
    pub(super) fn front_matter(&mut self, file: &str, found: &FrontMatter) {
        let range = found.range.clone();
        self.printed
            .skip(SkipReason::Metadata, &file[range.clone()], range);
        if let Some(title) = &found.metadata.title {
            self.printed.block(PieceKind::Title);
            self.printed.generated(title);
            self.printed.block(PieceKind::Paragraph);
        }
    }

    /// Prints all events.
    pub(super) fn read(mut self, events: &[Located<'_>]) -> (String, Vec<Piece>) {
        let title = outline::title(events).filter(|_| !self.printed.has_title());
        let links = outline::lists_of_links(events);
        let mut html: Option<Range<usize>> = None;
        for (index, (event, range)) in events.iter().enumerate() {
            match event {
                Event::Html(_) => match &mut html {
                    Some(html) if html.end == range.start => html.end = range.end,
                    _ => html = Some(range.clone()),
                },
                _ => {
                    if let Some(range) = html.take() {
                        self.html(range);
                    }
                    if links.contains(&index) {
                        self.skips.push(SkipReason::Navigation);
                    }
                    self.event(event, range.clone(), title == Some(index));
                }
            }
        }
        if let Some(range) = html {
            self.html(range);
        }
        let (text, pieces, _) = self.printed.finish();
        (text, pieces)
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>, is_title: bool) {
        match event {
            Event::Start(tag) => self.start(tag, range, is_title),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.line_text(text, range),
            Event::Code(text) => self.text(text, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.skip(SkipReason::Formula, text, range);
            }
            Event::InlineHtml(tag) => self.inline_html(tag),
            Event::FootnoteReference(label) => {
                let number = self.footnote_number(label);
                let place = self.place(range);
                self.printed.reference(&format!("[{label}]"), place, number);
            }
            Event::SoftBreak => {
                self.is_line_start = true;
                self.is_instruction = false;
                self.text(" ", range);
            }
            Event::HardBreak => {
                self.is_line_start = true;
                self.is_instruction = false;
                self.printed.line_break();
            }
            Event::Rule => self.printed.block(PieceKind::Paragraph),
            Event::Html(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>, is_title: bool) {
        match tag {
            Tag::Paragraph => {
                self.is_line_start = true;
                self.is_instruction = false;
                self.block();
            }
            Tag::Heading { level, .. } => {
                self.printed.block(match (is_title, level) {
                    (true, _) => PieceKind::Title,
                    (false, level) => PieceKind::Heading(number_of(*level)),
                });
            }
            Tag::BlockQuote(kind) => {
                let is_admonition = self.is_admonition(range.start);
                self.quotes.push(kind.is_none() && !is_admonition);
                self.block();
            }
            Tag::CodeBlock(_) => {
                self.printed.block(PieceKind::Paragraph);
                self.skips.push(SkipReason::Code);
            }
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => {
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    let number = format!("{next}.");
                    *next = next.saturating_add(1);
                    number
                });
                self.block();
                self.printed.number(number);
                self.is_line_start = true;
                self.is_instruction = false;
            }
            Tag::FootnoteDefinition(label) => {
                let number = self.footnote_number(label);
                self.footnote = Some(number);
                self.printed.block(PieceKind::Footnote(number));
                self.printed.label(&format!("[{label}]"), number);
                self.printed.space();
            }
            Tag::Link { dest_url, .. } => self.link = Some((dest_url.to_string(), range)),
            Tag::Image { dest_url, .. } => {
                self.address(dest_url, range);
                self.skips.push(SkipReason::Caption);
            }
            Tag::Table(_) => self.table = Some(Table::default()),
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => self.cell = Some(Vec::new()),
            Tag::MetadataBlock(_) => self.skips.push(SkipReason::Metadata),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.end_navigation();
                self.is_instruction = false;
                if self.footnote.is_none() {
                    self.block();
                }
            }
            TagEnd::Heading(_) => self.block(),
            TagEnd::BlockQuote(_) => {
                self.quotes.pop();
                self.block();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.skips.pop();
                self.block();
            }
            TagEnd::Link => {
                if let Some((address, range)) = self.link.take() {
                    self.address(&address, range);
                }
            }
            TagEnd::Image => {
                self.skips.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.end_navigation();
                }
                self.block();
            }
            TagEnd::Item => {
                self.printed.number(None);
                self.is_instruction = false;
            }
            TagEnd::FootnoteDefinition => {
                self.footnote = None;
                self.block();
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table
                    && let Some(head) = table.rows.pop()
                {
                    table.head = head;
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.print(&mut self.printed);
                }
            }
            _ => {}
        }
    }

    /// Ends the block; what follows is of the kind of the elements around it.
    fn block(&mut self) {
        if self.footnote.is_some() && self.printed.is_open() {
            self.printed.space();
            return;
        }
        self.printed.block(match self.footnote {
            Some(number) => PieceKind::Footnote(number),
            None if !self.lists.is_empty() => PieceKind::ListItem,
            None if self.quotes.contains(&true) => PieceKind::Quote,
            None => PieceKind::Paragraph,
        });
    }

    fn end_navigation(&mut self) {
        if self.skips.last() == Some(&SkipReason::Navigation) {
            self.skips.pop();
        }
    }

    fn end_cell(&mut self) {
        let (Some(table), Some(cell)) = (&mut self.table, self.cell.take()) else {
            return;
        };
        match table.rows.last_mut() {
            Some(row) => row.push(cell),
            // The cells of the head stand in no row.
            None => table.rows.push(vec![cell]),
        }
    }

    #[cfg(feature = "html")]
    fn html(&mut self, range: Range<usize>) {
        let place = self.place(range.clone());
        let fragment = &self.source[range.clone()];
        self.block();
        if crate::html::print_fragment(&mut self.printed, fragment, place.start).is_err() {
            self.skip(SkipReason::Code, fragment, range);
        }
        self.block();
    }

    #[cfg(not(feature = "html"))]
    fn html(&mut self, range: Range<usize>) {
        self.block();
        self.skip(SkipReason::Code, &self.source[range.clone()], range);
    }

    fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnotes.len();
        *self.footnotes.entry(label.to_lowercase()).or_insert(next)
    }

    /// A range of the events, as bytes of the file.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }
}

fn number_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
