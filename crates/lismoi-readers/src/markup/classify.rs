//! Blocks of a printed text in, classified blocks out: what the markup says, and what the
//! rules for boilerplate, bylines and dates find in it.

use lismoi_document::{BlockKind, PieceKind, SkipReason};

use super::blocks::MarkedBlock;
use crate::text::class::{BlockClass, ClassifiedBlock, SECTION_LEVEL};
use crate::text::classify::is_page_title;
use crate::text::{boilerplate, byline, continuation, dateline, footnotes, line_type};

/// The class of each block, in order. `authors` are those that the format names. A book has no
/// boilerplate of web pages, and bylines before its text only.
pub(super) fn blocks(
    text: &str,
    blocks: &[MarkedBlock],
    authors: &[String],
    is_book: bool,
) -> Vec<ClassifiedBlock> {
    let mut classifier = Classifier {
        text,
        blocks,
        is_book,
        has_references: blocks.iter().any(|block| !block.references.is_empty()),
        shift: level_shift(blocks),
        authors: authors.iter().map(|author| fold(author)).collect(),
        title: None,
        is_before_text: true,
        related: None,
    };
    let classified = blocks.iter().enumerate();
    classified
        .map(|(index, block)| ClassifiedBlock::new(classifier.class(index), block.range.clone()))
        .collect()
}

/// Added to the level of all headings: 1 where one beside the title has level 1, which is that
/// of the title.
fn level_shift(blocks: &[MarkedBlock]) -> u8 {
    u8::from(
        blocks
            .iter()
            .any(|block| block.kind == PieceKind::Heading(1)),
    )
}

struct Classifier<'a> {
    text: &'a str,
    blocks: &'a [MarkedBlock],
    /// Whether it is a book.
    is_book: bool,
    /// Whether the markup ties footnotes to their references.
    has_references: bool,
    shift: u8,
    /// The names of the authors, as [`fold`] makes them.
    authors: Vec<String>,
    /// The title, once it was found, as [`fold`] makes it, never empty.
    title: Option<String>,
    /// Whether no body text came yet.
    is_before_text: bool,
    /// The heading or label "Lire aussi" that the last block stands under.
    related: Option<Related>,
}

impl Classifier<'_> {
    fn class(&mut self, index: usize) -> BlockClass {
        let block = &self.blocks[index];
        let words = &self.text[block.range.clone()];
        match block.kind {
            PieceKind::Skipped(reason) => BlockClass::Skip(reason),
            PieceKind::Footnote(_) => BlockClass::Footnote,
            PieceKind::Title => {
                self.title = Some(fold(words)).filter(|title| !title.is_empty());
                BlockClass::Title
            }
            PieceKind::Heading(_) if block.is_above_title => {
                BlockClass::Skip(SkipReason::Navigation)
            }
            PieceKind::Heading(level) => self.heading(level, words, block.is_link),
            PieceKind::Paragraph | PieceKind::FootnoteReference(_) => {
                self.body(BlockKind::Paragraph, words, index)
            }
            PieceKind::ListItem => self.body(BlockKind::ListItem, words, index),
            PieceKind::Quote => self.body(BlockKind::Quote, words, index),
            PieceKind::Byline => BlockClass::Body(BlockKind::Byline),
        }
    }

    fn heading(&mut self, level: u8, words: &str, is_link: bool) -> BlockClass {
        if self.is_book {
            self.is_before_text = false;
            return BlockClass::Heading((level.saturating_add(self.shift)).max(SECTION_LEVEL));
        }
        if self
            .title
            .as_ref()
            .is_some_and(|title| *title == fold(words))
        {
            return BlockClass::Skip(SkipReason::RepeatedTitle);
        }
        if let Some(related) = &mut self.related {
            if level > related.level && (is_link || related.level > 0) {
                related.is_under_title = true;
                return BlockClass::Skip(SkipReason::RelatedLink);
            }
            self.related = None;
        }
        if let Some(found) = boilerplate::find(words) {
            if found.reason == SkipReason::RelatedLink {
                self.related = Some(Related::new(level));
            }
            return BlockClass::Skip(found.reason);
        }
        self.is_before_text = false;
        BlockClass::Heading((level.saturating_add(self.shift)).max(SECTION_LEVEL))
    }

    fn body(&mut self, kind: BlockKind, words: &str, index: usize) -> BlockClass {
        if !words.contains(char::is_alphanumeric) {
            return BlockClass::Skip(SkipReason::NoWord);
        }
        if self.is_book {
            return self.body_of_book(kind, words);
        }
        if let Some(found) = boilerplate::find(words) {
            if found.is_label && found.reason == SkipReason::RelatedLink {
                self.related = Some(Related::new(0));
            }
            return BlockClass::Skip(found.reason);
        }
        if self.blocks[index].is_mostly_link {
            let mut reasons = LINKED.into_iter();
            let reason = reasons.find(|reason| boilerplate::starts_with_phrase(words, *reason));
            if let Some(reason) = reason {
                return BlockClass::Skip(reason);
            }
        }
        if self.is_related(words, self.blocks[index].is_link) {
            return BlockClass::Skip(SkipReason::RelatedLink);
        }
        if self.is_before_text {
            let is_title = self
                .title
                .as_ref()
                .is_some_and(|title| *title == fold(words));
            let next = self.blocks.get(index + 1);
            let next = next.map(|block| &self.text[block.range.clone()]);
            if is_title || next.is_some_and(|next| is_page_title(words, next)) {
                return BlockClass::Skip(SkipReason::RepeatedTitle);
            }
        }
        if byline::is_byline(words) || dateline::is_dateline(words) || self.names_author(words) {
            return BlockClass::Body(BlockKind::Byline);
        }
        if self.blocks[index].is_above_title && !continuation::ends_with_final_mark(words) {
            return BlockClass::Skip(SkipReason::Navigation);
        }
        self.is_before_text = false;
        self.text_of_body(kind, words)
    }

    fn body_of_book(&mut self, kind: BlockKind, words: &str) -> BlockClass {
        if self.is_before_text {
            let is_title = self
                .title
                .as_ref()
                .is_some_and(|title| *title == fold(words));
            if is_title {
                return BlockClass::Skip(SkipReason::RepeatedTitle);
            }
            if byline::is_byline(words) || self.names_author(words) {
                return BlockClass::Body(BlockKind::Byline);
            }
        }
        self.is_before_text = false;
        self.text_of_body(kind, words)
    }

    fn text_of_body(&self, kind: BlockKind, words: &str) -> BlockClass {
        if !self.has_references && footnotes::label::parse(words).is_some() {
            return BlockClass::Footnote;
        }
        match kind {
            BlockKind::Paragraph if line_type::is_list_item(words) => {
                BlockClass::Body(BlockKind::ListItem)
            }
            kind => BlockClass::Body(kind),
        }
    }

    /// Whether a line starts with the name of an author and says little else.
    fn names_author(&self, words: &str) -> bool {
        words.len() <= LONGEST_SIGNATURE && !continuation::ends_with_final_mark(words) && {
            let words = fold(words);
            let mut authors = self.authors.iter().filter(|author| !author.is_empty());
            authors.any(|author| words.starts_with(author.as_str()))
        }
    }

    /// Whether a block belongs to the titles of other articles under "Lire aussi".
    fn is_related(&mut self, words: &str, is_link: bool) -> bool {
        let Some(related) = &mut self.related else {
            return false;
        };
        if is_link || related.is_under_title {
            related.has_link = true;
            return true;
        }
        let is_title =
            !continuation::ends_with_final_mark(words) && words.chars().count() <= LONGEST_RELATED;
        // A label without links stands for one title.
        if related.has_link || related.level == 0 || !is_title {
            self.related = None;
        }
        is_title
    }
}

/// The place under a heading or label like "Lire aussi".
#[derive(Clone, Copy, Debug)]
struct Related {
    /// The level of the heading; 0 for a label that is none.
    level: u8,
    /// Whether a link to another article came.
    has_link: bool,
    /// Whether the title of another article came as a heading; its summary follows.
    is_under_title: bool,
}

impl Related {
    fn new(level: u8) -> Self {
        Related {
            level,
            has_link: false,
            is_under_title: false,
        }
    }
}

/// The letters and digits in lower case, to compare titles.
pub(crate) fn fold(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Why links are skipped that start like boilerplate, whatever follows: "Se désabonner de cette
/// lettre".
const LINKED: [SkipReason; 3] = [
    SkipReason::Subscription,
    SkipReason::Navigation,
    SkipReason::RelatedLink,
];

/// The longest line that names an author without saying so, in bytes.
const LONGEST_SIGNATURE: usize = 120;

/// The longest title of another article, in characters.
const LONGEST_RELATED: usize = 200;
