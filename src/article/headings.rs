//! Which raw blocks are headings, and how deep each stands.

use std::ops::Range;

use super::blocks::RawBlock;
use super::numbering::{self, SECTION_LEVEL, TITLE_LEVEL};
use super::{byline, furniture, shape};

/// So many short lines in a row are a list, not headings.
const LONGEST_RUN: usize = 5;

/// The headings among the raw blocks of a text.
#[derive(Debug)]
pub(super) struct Headings {
    /// The level of each block that is one.
    levels: Vec<Option<u8>>,
}

impl Headings {
    pub(super) fn new(text: &str, blocks: &[RawBlock]) -> Self {
        let mut context = Context {
            text,
            blocks,
            levels: vec![None; blocks.len()],
        };
        for index in 0..blocks.len() {
            context.levels[index] = context.level(index);
        }
        context.drop_runs();
        context.lower_small_headings();
        Headings {
            levels: context.levels,
        }
    }

    /// The level of a block's heading; `None` where it is none.
    pub(super) fn level(&self, index: usize) -> Option<u8> {
        self.levels[index]
    }
}

struct Context<'a> {
    text: &'a str,
    blocks: &'a [RawBlock],
    levels: Vec<Option<u8>>,
}

impl Context<'_> {
    fn words(&self, index: usize) -> &str {
        &self.text[self.blocks[index].range.clone()]
    }

    /// The level of a block, as far as it and its neighbours tell.
    fn level(&self, index: usize) -> Option<u8> {
        let block = &self.blocks[index];
        let words = self.words(index);
        if let Some(underline) = &block.underline {
            let is_main = self.text[underline.clone()].starts_with('=');
            return Some(if is_main {
                SECTION_LEVEL
            } else {
                SECTION_LEVEL + 1
            });
        }
        if block.is_long && words.len() > 4 * shape::LONGEST_HEADING
            || index + 1 == self.blocks.len()
        {
            return None;
        }
        if let Some(label) = numbering::label(words)
            && (label.is_whole || is_labelled_heading(words))
        {
            return Some(label.level);
        }
        let could_be = shape::could_be_heading(words)
            && !byline::is_byline(words)
            && !byline::is_dateline(words)
            && !self.is_item(index)
            && !self.is_among_questions(index)
            && !self.is_among_lines(index);
        could_be.then_some(SECTION_LEVEL)
    }

    /// A numbered line beside another one.
    fn is_item(&self, index: usize) -> bool {
        let is_item = |text: &str| shape::is_list_item(text) || shape::is_numbered(text);
        shape::is_numbered(self.words(index))
            && self
                .neighbours(index)
                .any(|neighbour| is_item(self.words(neighbour)))
    }

    /// A question that another one precedes or follows, or that stands in a dialogue, is
    /// one that the text asks.
    fn is_among_questions(&self, index: usize) -> bool {
        shape::is_question(self.words(index))
            && self.neighbours(index).any(|neighbour| {
                let words = self.words(neighbour);
                let is_speech = words.starts_with(['—', '–', '―', '«']);
                is_speech || (shape::is_question(words) && words.len() <= shape::LONGEST_HEADING)
            })
    }

    /// A line of a poem, a list or a table: short lines touch it, with no blank line
    /// between.
    fn is_among_lines(&self, index: usize) -> bool {
        let is_above = self.blocks[index].touches_previous
            && index
                .checked_sub(1)
                .is_some_and(|above| !self.blocks[above].is_long && self.levels[above].is_none());
        let is_below = self
            .blocks
            .get(index + 1)
            .is_some_and(|below| below.touches_previous && !below.is_long);
        is_above || is_below
    }

    fn neighbours(&self, index: usize) -> impl Iterator<Item = usize> {
        let above = index.checked_sub(1);
        let below = (index + 1 < self.blocks.len()).then_some(index + 1);
        above.into_iter().chain(below)
    }

    /// Of many short lines in a row, only the last may be a heading; numbered ones are
    /// headings all the same.
    fn drop_runs(&mut self) {
        let is_plain = |context: &Self, index: usize| {
            context.levels[index].is_some()
                && context.blocks[index].underline.is_none()
                && numbering::label(context.words(index)).is_none()
                && furniture::reason(context.words(index)).is_none()
        };
        let mut index = 0;
        while index < self.levels.len() {
            let end = (index..self.levels.len())
                .find(|index| !is_plain(self, *index))
                .unwrap_or(self.levels.len());
            if end - index > LONGEST_RUN {
                self.levels[index..end - 1].fill(None);
            }
            index = end + 1;
        }
    }

    /// Where some unnumbered headings are all in capitals and others are not, the latter
    /// stand below the former; likewise below parts of a book.
    fn lower_small_headings(&mut self) {
        let style = |range: &Range<usize>| {
            let words = &self.text[range.clone()];
            (numbering::label(words), shape::is_in_capitals(words))
        };
        let mut parent = TITLE_LEVEL;
        let mut lowered = Vec::new();
        for (index, block) in self.blocks.iter().enumerate().skip(1) {
            if self.levels[index].is_none() || block.underline.is_some() {
                continue;
            }
            match style(&block.range) {
                (Some(label), _) if label.is_part => parent = label.level,
                (Some(_), _) => {}
                (None, true) => parent = SECTION_LEVEL,
                (None, false) => lowered.push((index, parent + 1)),
            }
        }
        for (index, level) in lowered {
            self.levels[index] = Some(level);
        }
    }
}

/// A label with a heading's own words behind it, which may end in "!" but not as a
/// sentence does, unless all is in capitals.
fn is_labelled_heading(words: &str) -> bool {
    let is_sentence = shape::ends_with_final_mark(words) && words.ends_with('.');
    words.chars().count() <= shape::LONGEST_HEADING
        && !shape::ends_with_open_mark(words)
        && (!is_sentence || shape::is_in_capitals(words))
}
