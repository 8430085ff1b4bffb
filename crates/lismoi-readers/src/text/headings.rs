//! Which raw blocks are headings, and how deep each stands.

use std::collections::{HashMap, HashSet};

use super::blocks::RawBlock;
use super::numbering::{self, Label, SECTION_LEVEL, TITLE_LEVEL};
use super::{boilerplate, byline, footnotes, shape};

/// So many short lines in a row are a list, not headings.
const LONGEST_RUN: usize = 5;

/// The level of each block that is a heading.
pub(super) fn levels(text: &str, blocks: &[RawBlock]) -> Vec<Option<u8>> {
    let words = |block: &RawBlock| &text[block.range.clone()];
    let labels: Vec<Option<Label>> = blocks
        .iter()
        .map(|block| numbering::label(words(block)))
        .collect();
    let is_part = |label: &&Label| label.is_part;
    let mut context = Context {
        text,
        blocks,
        speakers: speakers(text, blocks),
        has_blank_lines: blocks.iter().skip(1).any(|block| !block.touches_previous),
        is_book: labels.iter().flatten().filter(is_part).nth(1).is_some(),
        labels,
        levels: vec![None; blocks.len()],
    };
    for index in 0..blocks.len() {
        context.levels[index] = context.level(index);
    }
    context.drop_runs();
    context.lower_small_headings();
    context.levels
}

fn speakers<'a>(text: &'a str, blocks: &[RawBlock]) -> HashSet<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| !block.is_long) {
        let words = &text[block.range.clone()];
        if shape::is_in_capitals(words) {
            *counts.entry(words).or_default() += 1;
        }
    }
    let spoken = counts.into_iter().filter(|(_, count)| *count > 2);
    spoken.map(|(words, _)| words).collect()
}

struct Context<'a> {
    text: &'a str,
    blocks: &'a [RawBlock],
    labels: Vec<Option<Label>>,
    /// Two of them, at least, are those of parts or chapters.
    is_book: bool,
    /// Lines in capitals that occur more than twice.
    speakers: HashSet<&'a str>,
    has_blank_lines: bool,
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
        if footnotes::label(words).is_some() {
            return None;
        }
        if block.is_long && words.len() > 4 * shape::LONGEST_HEADING
            || index + 1 == self.blocks.len()
        {
            return None;
        }
        if let Some(label) = self.labels[index]
            && (label.is_whole || is_labelled_heading(words))
        {
            return Some(label.level);
        }
        let is_marked_otherwise = self.is_crosshead(index)
            || (shape::is_list_label(words)
                && self
                    .blocks
                    .get(index + 1)
                    .is_some_and(|_| shape::is_item(self.words(index + 1))));
        let could_be = (shape::could_be_heading(words) || is_marked_otherwise)
            && !self.is_speaker(index)
            && !byline::is_byline(words)
            && !byline::is_dateline(words)
            && !self.is_item(index)
            && !self.is_asked(index)
            && !self.is_among_lines(index);
        could_be.then_some(SECTION_LEVEL)
    }

    /// A numbered line beside another one.
    fn is_item(&self, index: usize) -> bool {
        shape::is_numbered(self.words(index))
            && self
                .neighbours(index)
                .any(|neighbour| shape::is_item(self.words(neighbour)))
    }

    /// A question that the text asks: in a book, in a dialogue, or, without a word that
    /// asks, beside another question.
    fn is_asked(&self, index: usize) -> bool {
        let words = self.words(index);
        shape::is_question(words)
            && (self.is_book
                || self.neighbours(index).any(|neighbour| {
                    let beside = self.words(neighbour);
                    let is_speech = beside.starts_with(['—', '–', '―', '«']);
                    let is_question =
                        shape::is_question(beside) && !shape::has_interrogative(words);
                    is_speech || is_question
                }))
    }

    /// Words of the article itself, quoted between two of its paragraphs: « On a eu peur ».
    fn is_crosshead(&self, index: usize) -> bool {
        let words = self.words(index);
        let is_between = index > 0
            && self.neighbours(index).all(|neighbour| {
                let beside = &self.blocks[neighbour];
                beside.is_long && !self.words(neighbour).starts_with(shape::SPEECH_MARKS)
            });
        is_between
            && shape::is_quote(words)
            && !words.starts_with('>')
            && !self.blocks[index].touches_previous
            && words.chars().count() <= shape::LONGEST_HEADING / 2
            && !shape::ends_with_final_mark(words)
    }

    /// The name of who speaks, in a play: in capitals, again and again.
    fn is_speaker(&self, index: usize) -> bool {
        let words = self.words(index);
        shape::is_in_capitals(words) && self.speakers.contains(words)
    }

    /// A line of a poem, a list or a table: short lines touch it, with no blank line
    /// between. Where there is no blank line at all, they must touch it on both sides.
    fn is_among_lines(&self, index: usize) -> bool {
        let is_line = |neighbour: usize| {
            !self.blocks[neighbour].is_long && boilerplate::reason(self.words(neighbour)).is_none()
        };
        let is_above = self.blocks[index].touches_previous
            && index
                .checked_sub(1)
                .is_some_and(|above| is_line(above) && self.levels[above].is_none());
        let below = self.blocks.get(index + 1);
        let is_below = below.is_some_and(|below| below.touches_previous) && is_line(index + 1);
        if self.has_blank_lines {
            is_above || is_below
        } else {
            is_above && is_below
        }
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
                && context.labels[index].is_none()
                && boilerplate::reason(context.words(index)).is_none()
                && !footnotes::is_heading(context.words(index))
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
        let mut parent = TITLE_LEVEL;
        let mut lowered = Vec::new();
        for (index, block) in self.blocks.iter().enumerate().skip(1) {
            if self.levels[index].is_none() || block.underline.is_some() {
                continue;
            }
            match (self.labels[index], shape::is_in_capitals(self.words(index))) {
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
