//! Layout blocks in, classified blocks out: title, headings, body, footnotes and boilerplate.

use lismoi_document::word_list::WordList;
use lismoi_document::{BlockKind, SkipReason};

use super::class::{BlockClass, ClassifiedBlock};
use super::layout::LayoutBlock;
use super::{
    boilerplate, byline, continuation, dateline, footnotes, heading_candidate, heading_level,
    line_type,
};

static NEWSPAPER_SECTIONS: WordList =
    WordList::new(include_str!("../../data/newspaper_sections.txt"));

/// The class of each block, in order; underlines and edit links become blocks of their own.
pub(super) fn blocks(text: &str, blocks: &[LayoutBlock]) -> Vec<ClassifiedBlock> {
    let mut classifier = Classifier {
        text,
        blocks,
        levels: heading_level::levels(text, blocks),
        last_long: blocks.iter().rposition(|block| block.is_long),
        title: None,
        is_before_text: true,
        is_after_categories: false,
        is_after_related_link: false,
    };
    let mut classified = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let class = classifier.class(index);
        classified.push(ClassifiedBlock::new(class, block.range.clone()));
        let parts = [
            (&block.edit_link, SkipReason::Navigation),
            (&block.underline, SkipReason::NoWord),
        ];
        for (part, reason) in parts {
            if let Some(range) = part {
                let class = BlockClass::Skip(reason);
                classified.push(ClassifiedBlock::new(class, range.clone()));
            }
        }
    }
    classified
}

/// All blocks, and what is known after the blocks classified so far.
struct Classifier<'a> {
    text: &'a str,
    blocks: &'a [LayoutBlock],
    /// The level of each block that is a heading.
    levels: Vec<Option<u8>>,
    /// The index of the last long block.
    last_long: Option<usize>,
    /// The title, once it was found, as [`fold`] makes it.
    title: Option<String>,
    /// Whether no body text came yet.
    is_before_text: bool,
    /// Whether a list of categories came after all long blocks.
    is_after_categories: bool,
    /// Whether the last block was "Lire aussi" alone; the title of an article follows it.
    is_after_related_link: bool,
}

impl<'a> Classifier<'a> {
    fn words(&self, index: usize) -> &'a str {
        &self.text[self.blocks[index].range.clone()]
    }

    fn class(&mut self, index: usize) -> BlockClass {
        let words = self.words(index);
        let next = (index + 1 < self.blocks.len()).then(|| self.words(index + 1));
        let is_after_related_link =
            std::mem::take(&mut self.is_after_related_link) && self.title.is_some();
        if let Some(found) = boilerplate::find(words) {
            self.is_after_related_link = found.reason == SkipReason::RelatedLink && found.is_label;
            self.is_after_categories |= !self.is_before_text
                && self.last_long < Some(index)
                && boilerplate::opens_categories(words);
            return BlockClass::Skip(found.reason);
        }
        if is_after_related_link && next.is_some() && heading_candidate::could_be_heading(words) {
            return BlockClass::Skip(SkipReason::RelatedLink);
        }
        if self.is_after_categories && !continuation::ends_with_final_mark(words) {
            return BlockClass::Skip(SkipReason::Category);
        }
        if let Some(class) = self.class_around_title(words, next) {
            return class;
        }
        if let Some(level) = self.levels[index] {
            return BlockClass::Heading(level);
        }
        // A date above the title is not body text.
        self.is_before_text &= dateline::is_dateline(words) && self.title.is_none();
        self.body_class(index)
    }

    /// The title, and what repeats or precedes it.
    fn class_around_title(&mut self, words: &str, next: Option<&str>) -> Option<BlockClass> {
        if let Some(title) = &self.title {
            let is_repeated = self.is_before_text && *title == fold(words);
            return is_repeated.then_some(BlockClass::Skip(SkipReason::RepeatedTitle));
        }
        let next = next?;
        if is_page_title(words, next) {
            return Some(BlockClass::Skip(SkipReason::RepeatedTitle));
        }
        if !self.is_before_text {
            return None;
        }
        if is_kicker(words, next) {
            return Some(BlockClass::Skip(SkipReason::Navigation));
        }
        let is_title = heading_candidate::could_be_title(words)
            && !byline::is_byline(words)
            && !dateline::is_dateline(words)
            && !line_type::is_list_item(words)
            && !line_type::is_row(words);
        if is_title {
            self.title = Some(fold(words));
        }
        is_title.then_some(BlockClass::Title)
    }

    /// The class of a block that is neither boilerplate nor a heading.
    fn body_class(&self, index: usize) -> BlockClass {
        let words = self.words(index);
        let above = index.checked_sub(1);
        let below = (index + 1 < self.blocks.len()).then_some(index + 1);
        let mut neighbours = above.into_iter().chain(below);
        if footnotes::label::parse(words).is_some() {
            return BlockClass::Footnote;
        }
        let kind = if byline::is_byline(words) || dateline::is_dateline(words) {
            BlockKind::Byline
        } else if line_type::is_list_item(words)
            || (line_type::is_numbered(words)
                && neighbours.any(|neighbour| line_type::is_item(self.words(neighbour))))
        {
            BlockKind::ListItem
        } else if line_type::is_quote(words) {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        BlockClass::Body(kind)
    }
}

/// Whether `block` is the title of the web page and `next` that of the article: "Poutine à
/// Kursk | Le Journal".
pub(crate) fn is_page_title(block: &str, next: &str) -> bool {
    block.len() <= 400
        && next.len() > 10
        && fold(block).strip_prefix(&fold(next)).is_some_and(|site| {
            let separators = [" | ", " - ", " – ", " — ", " • "];
            separators
                .iter()
                .any(|separator| site.starts_with(separator))
        })
}

/// Whether `block` is a kicker above the title `next`: the name of the newspaper section.
fn is_kicker(block: &str, next: &str) -> bool {
    NEWSPAPER_SECTIONS.contains_ignoring_case(block)
        && heading_candidate::could_be_title(next)
        && next.contains(' ')
}

/// Lower case and single spaces, to compare texts.
fn fold(text: &str) -> String {
    text.split_whitespace()
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}
