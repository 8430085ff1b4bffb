//! The printed text of a source with markup, and its pieces, as a reader adds them in reading
//! order.
//!
//! White space is collapsed: a block stands on one line, and a line feed separates it from the
//! next. Text that is skipped within a block is printed on a line of its own after the block,
//! so that a block is spoken whole.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use lismoi_document::{Piece, PieceKind, Place, SkipReason};

/// What is known about the blocks of a printed text beside their kinds. Blocks are known by
/// their first bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// The blocks whose words are all in links.
    pub(crate) links: HashSet<usize>,
    /// The blocks of whose words two thirds are in links.
    pub(crate) mostly_links: HashSet<usize>,
    /// The blocks before this byte stand above the title, which is printed before them.
    pub(crate) title_at: usize,
    /// Whether it is a book, which has no boilerplate of web pages.
    pub(crate) is_book: bool,
}

/// A printed text in the making.
#[derive(Debug)]
pub(crate) struct Printed {
    text: String,
    pieces: Vec<Piece>,
    /// The kind of the block that the next text belongs to.
    kind: PieceKind,
    /// Whether that block has text already.
    is_open: bool,
    /// The number of a list item, to be printed before the next text.
    number: Option<String>,
    /// Whether a line break came after the last text of the block.
    line_break: bool,
    /// Whether white space came after the last text of the block.
    space: bool,
    /// The language of the next text; `None` where it is that of the article.
    language: Option<Rc<str>>,
    /// The entry of the source that the next text stands in; `None` where it has no entries.
    entry: Option<Arc<str>>,
    /// Whether the next text is in a link.
    is_link: bool,
    /// How many letters and digits of the open block are in links, and how many are not.
    letters: [usize; 2],
    /// What is known about the blocks beside their kinds.
    layout: Layout,
    /// What is skipped within the open block.
    aside: Vec<(SkipReason, String, Place)>,
}

impl Printed {
    pub(crate) fn new() -> Self {
        Printed {
            text: String::new(),
            pieces: Vec::new(),
            kind: PieceKind::Paragraph,
            is_open: false,
            number: None,
            line_break: false,
            space: false,
            language: None,
            entry: None,
            is_link: false,
            letters: [0; 2],
            layout: Layout::default(),
            aside: Vec::new(),
        }
    }

    /// Ends the open block; text that follows starts a block of this kind.
    pub(crate) fn block(&mut self, kind: PieceKind) {
        self.end_block();
        self.kind = kind;
    }

    /// The kind of the block that the next text belongs to.
    pub(crate) fn kind(&self) -> PieceKind {
        self.kind
    }

    /// Whether a title has been printed.
    pub(crate) fn has_title(&self) -> bool {
        let mut kinds = self.pieces.iter().map(|piece| piece.kind);
        kinds.any(|kind| kind == PieceKind::Title)
    }

    /// Whether the block has text already.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether the open block has a word or the label of a footnote already.
    pub(crate) fn has_word_or_label(&self) -> bool {
        let is_label = |piece: &Piece| matches!(piece.kind, PieceKind::FootnoteReference(_));
        self.is_open && (self.letters != [0; 2] || self.pieces.last().is_some_and(is_label))
    }

    /// The language of the text that follows; returns that of the text before.
    pub(crate) fn set_language(&mut self, language: Option<Rc<str>>) -> Option<Rc<str>> {
        std::mem::replace(&mut self.language, language)
    }

    /// Says whether the text that follows is in a link; returns whether that before was.
    pub(crate) fn set_link(&mut self, is_link: bool) -> bool {
        std::mem::replace(&mut self.is_link, is_link)
    }

    /// Says in which entry of the source the text that follows stands.
    pub(crate) fn set_entry(&mut self, name: &str) {
        self.entry = Some(Arc::from(name));
    }

    /// Bytes of the source, or of the entry that is being read.
    fn place(&self, bytes: Range<usize>) -> Place {
        match &self.entry {
            None => Place::Bytes(bytes),
            Some(name) => Place::Entry {
                name: Arc::clone(name),
                bytes,
            },
        }
    }

    /// Adds text to the block. `place` are its bytes in the source, or in its entry.
    pub(crate) fn text(&mut self, text: &str, place: Range<usize>) {
        self.text_at(text, self.place(place));
    }

    /// Adds text to the block.
    pub(crate) fn text_at(&mut self, text: &str, place: Place) {
        self.add(text, place, self.kind);
    }

    /// Adds text to the block that is printed, but that no text of the source stands for.
    pub(crate) fn generated(&mut self, text: &str) {
        self.add(text, Place::Generated, self.kind);
    }

    /// Adds the reference to a footnote, or its label.
    pub(crate) fn reference(&mut self, text: &str, place: Range<usize>, number: usize) {
        self.reference_at(text, self.place(place), number);
    }

    /// Adds the reference to a footnote, or its label.
    pub(crate) fn reference_at(&mut self, text: &str, place: Place, number: usize) {
        self.add(text, place, PieceKind::FootnoteReference(number));
    }

    /// Adds the label at the start of a footnote, where no text of the source stands for it.
    pub(crate) fn label(&mut self, text: &str, number: usize) {
        self.add(text, Place::Generated, PieceKind::FootnoteReference(number));
    }

    /// Prints the number of a list item before the text that comes next.
    pub(crate) fn number(&mut self, number: Option<String>) {
        self.number = number;
    }

    /// A line break within the block. Verses and the lines of an address become blocks, as in
    /// plain text; a line that goes on in lower case does not.
    pub(crate) fn line_break(&mut self) {
        self.line_break = true;
        self.space = true;
    }

    /// White space within the block.
    pub(crate) fn space(&mut self) {
        self.space = true;
    }

    fn add(&mut self, text: &str, place: Place, kind: PieceKind) {
        let words = text.trim_matches(is_space);
        // No-break spaces alone are no text either.
        if words.trim().is_empty() {
            self.space |= !text.is_empty();
            return;
        }
        if std::mem::take(&mut self.line_break) && self.is_open && self.splits_before(words) {
            self.end_block();
        }
        self.space |= text.starts_with(is_space);
        if let Some(number) = self.number.take() {
            self.add(&number, Place::Generated, self.kind);
            self.space = true;
        }
        let starts_block = !self.is_open;
        if starts_block {
            self.start_line();
        }
        let may_grow = !starts_block
            && self.pieces.last().is_some_and(|last| {
                last.kind == kind
                    && last.place.union(&place).is_some()
                    && last.language.as_deref() == self.language.as_deref()
                    && !matches!(kind, PieceKind::FootnoteReference(_))
            });
        if self.space && !starts_block {
            self.text.push(' ');
            if may_grow && let Some(last) = self.pieces.last_mut() {
                last.range.end = self.text.len();
            }
        }
        let start = self.text.len();
        push_collapsed(&mut self.text, words);
        self.space = text.ends_with(is_space);
        self.is_open = true;
        if starts_block {
            self.letters = [0; 2];
        }
        if place != Place::Generated {
            let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
            self.letters[usize::from(!self.is_link)] += letters;
        }
        let piece = Piece {
            range: start..self.text.len(),
            place,
            kind,
            starts_block,
            language: self.language.as_deref().map(str::to_owned),
        };
        self.push_piece(piece, may_grow);
    }

    /// Adds a piece, or makes it a part of the last one.
    fn push_piece(&mut self, piece: Piece, is_part: bool) {
        match self.pieces.last_mut() {
            Some(last) if is_part => {
                last.range.end = piece.range.end;
                last.place = last.place.union(&piece.place).unwrap_or(piece.place);
            }
            _ => self.pieces.push(piece),
        }
    }

    /// Whether `words` after a line break start a block.
    fn splits_before(&self, words: &str) -> bool {
        let may_split = matches!(
            self.kind,
            PieceKind::Paragraph | PieceKind::ListItem | PieceKind::Quote | PieceKind::Byline
        );
        may_split && !words.starts_with(char::is_lowercase)
    }

    /// Adds text that is not spoken. In an open block it is printed after the block.
    pub(crate) fn skip(&mut self, reason: SkipReason, text: &str, place: Range<usize>) {
        self.skip_at(reason, text, self.place(place));
    }

    /// Adds text that is not spoken, as [`Printed::skip`].
    pub(crate) fn skip_at(&mut self, reason: SkipReason, text: &str, place: Place) {
        if text.trim().is_empty() {
            return;
        }
        if self.is_open {
            self.aside.push((reason, text.to_owned(), place));
            return;
        }
        let kind = PieceKind::Skipped(reason);
        let goes_on = self
            .pieces
            .last()
            .is_some_and(|last| last.kind == kind && last.place.union(&place).is_some());
        if goes_on {
            self.text.push(' ');
        } else {
            self.start_line();
        }
        let start = self.text.len();
        push_collapsed(&mut self.text, text.trim_matches(is_space));
        let piece = Piece {
            range: start..self.text.len(),
            place,
            kind,
            starts_block: true,
            language: None,
        };
        self.push_piece(piece, goes_on);
    }

    fn start_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn end_block(&mut self) {
        let [linked, other] = self.letters;
        let first = self.pieces.iter().rfind(|piece| piece.starts_block);
        if let Some(first) = first.filter(|_| self.is_open && linked > 0) {
            if other == 0 {
                self.layout.links.insert(first.range.start);
            }
            if linked > other * 2 {
                self.layout.mostly_links.insert(first.range.start);
            }
        }
        self.is_open = false;
        self.space = false;
        self.line_break = false;
        for (reason, text, place) in std::mem::take(&mut self.aside) {
            self.skip_at(reason, &text, place);
        }
    }

    /// The lines that were printed so far.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// Says that the title, which was printed first, stands here in the source.
    pub(crate) fn title_stands_here(&mut self) {
        self.end_block();
        self.layout.title_at = self.text.len();
    }

    /// The text, its pieces, and what is known about its blocks beside their kinds.
    pub(crate) fn finish(mut self) -> (String, Vec<Piece>, Layout) {
        self.end_block();
        (self.text, self.pieces, self.layout)
    }
}

/// White space that markup collapses; a no-break space is text.
pub(crate) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\x0C' | '\r')
}

fn push_collapsed(out: &mut String, text: &str) {
    let start = out.len();
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if out.len() > start {
            out.push(' ');
        }
        out.push_str(word);
    }
    // Line terminators that markup does not collapse become spaces, so that a block is one line.
    // Their first bytes are found faster than they are.
    let may_end = |byte: u8| matches!(byte, 0x0B | 0xC2 | 0xE2);
    if out[start..].bytes().any(may_end) && out[start..].contains(LINE_TERMINATORS) {
        let spaced = out[start..].replace(LINE_TERMINATORS, " ");
        out.replace_range(start.., &spaced);
    }
}

/// Vertical tab, next line, line separator, paragraph separator.
const LINE_TERMINATORS: [char; 4] = ['\x0B', '\u{85}', '\u{2028}', '\u{2029}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_one_line_and_what_it_skips_comes_after_it() {
        let mut printed = Printed::new();
        printed.block(PieceKind::Heading(2));
        printed.text("  Les\n chats ", 4..15);
        printed.skip(SkipReason::Permalink, "¶", 20..22);
        printed.block(PieceKind::Paragraph);
        printed.text("Ils ", 30..34);
        printed.text("dorment.", 37..45);
        printed.reference("[1]", 50..53, 0);
        let (text, pieces, _) = printed.finish();
        assert_eq!(text, "Les chats\n¶\nIls dorment.[1]");
        let kinds: Vec<_> = pieces.iter().map(|piece| piece.kind).collect();
        assert_eq!(
            kinds,
            [
                PieceKind::Heading(2),
                PieceKind::Skipped(SkipReason::Permalink),
                PieceKind::Paragraph,
                PieceKind::FootnoteReference(0)
            ]
        );
        assert_eq!(pieces[2].place, Place::Bytes(30..45));
        assert!(!pieces[3].starts_block);
    }
}
