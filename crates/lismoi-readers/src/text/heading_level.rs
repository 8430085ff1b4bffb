//! The level of each layout block that is a heading, by its words and its neighbours.

use std::collections::{HashMap, HashSet};

use super::class::{SECTION_LEVEL, TITLE_LEVEL};
use super::heading_candidate::{self as candidate, LONGEST_HEADING};
use super::heading_label::{self, HeadingLabel};
use super::layout::LayoutBlock;
use super::line_type::{self, SPEECH_MARKS};
use super::{boilerplate, byline, continuation, dateline, footnotes};

/// More short lines in a row than this are a list, not headings.
const LONGEST_RUN: usize = 5;

/// The level of each block; `None` where it is no heading.
pub(super) fn levels(text: &str, blocks: &[LayoutBlock]) -> Vec<Option<u8>> {
    let labels: Vec<Option<HeadingLabel>> = blocks
        .iter()
        .map(|block| heading_label::parse(&text[block.range.clone()]))
        .collect();
    let is_part = |label: &&HeadingLabel| label.is_part;
    let mut finder = HeadingFinder {
        text,
        blocks,
        speakers: speakers(text, blocks),
        has_blank_lines: blocks.iter().skip(1).any(|block| !block.touches_previous),
        is_book: labels.iter().flatten().filter(is_part).nth(1).is_some(),
        labels,
        levels: vec![None; blocks.len()],
    };
    for index in 0..blocks.len() {
        finder.levels[index] = finder.level(index);
    }
    finder.drop_runs();
    finder.lower_unlabelled_headings();
    finder.levels
}

/// The names of the speakers in a play: lines in capitals that occur more than twice.
fn speakers<'a>(text: &'a str, blocks: &[LayoutBlock]) -> HashSet<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| !block.is_long) {
        let words = &text[block.range.clone()];
        if candidate::is_in_capitals(words) {
            *counts.entry(words).or_default() += 1;
        }
    }
    let speakers = counts.into_iter().filter(|(_, count)| *count > 2);
    speakers.map(|(words, _)| words).collect()
}

/// All blocks, and the levels found so far.
struct HeadingFinder<'a> {
    text: &'a str,
    blocks: &'a [LayoutBlock],
    labels: Vec<Option<HeadingLabel>>,
    /// Whether two or more labels are those of parts or chapters.
    is_book: bool,
    speakers: HashSet<&'a str>,
    has_blank_lines: bool,
    levels: Vec<Option<u8>>,
}

impl HeadingFinder<'_> {
    fn words(&self, index: usize) -> &str {
        &self.text[self.blocks[index].range.clone()]
    }

    /// The level of a block, by its own words and its neighbours.
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
        if footnotes::label::parse(words).is_some() {
            return None;
        }
        if block.is_long && words.len() > 4 * LONGEST_HEADING || index + 1 == self.blocks.len() {
            return None;
        }
        if let Some(label) = self.labels[index]
            && (label.is_whole || is_labelled_heading(words))
        {
            return Some(label.level);
        }
        let could_be = candidate::could_be_heading(words)
            || self.is_crosshead(index)
            || self.is_label_of_list(index);
        let is_heading = could_be
            && !self.is_speaker(index)
            && !byline::is_byline(words)
            && !dateline::is_dateline(words)
            && !self.is_item(index)
            && !self.is_question_in_text(index)
            && !self.is_among_lines(index);
        is_heading.then_some(SECTION_LEVEL)
    }

    /// Whether it is a label before a list: "Ingrédients :".
    fn is_label_of_list(&self, index: usize) -> bool {
        candidate::is_list_label(self.words(index))
            && index + 1 < self.blocks.len()
            && line_type::is_item(self.words(index + 1))
    }

    /// Whether it is a numbered line beside another one.
    fn is_item(&self, index: usize) -> bool {
        line_type::is_numbered(self.words(index))
            && self
                .neighbours(index)
                .any(|neighbour| line_type::is_item(self.words(neighbour)))
    }

    /// Whether it is a question within the text: in a book, in a dialogue, or, without an
    /// interrogative, beside another question.
    fn is_question_in_text(&self, index: usize) -> bool {
        let words = self.words(index);
        candidate::is_question(words)
            && (self.is_book
                || self.neighbours(index).any(|neighbour| {
                    let beside = self.words(neighbour);
                    let is_speech = beside.starts_with(['—', '–', '―', '«']);
                    let is_question =
                        candidate::is_question(beside) && !candidate::has_interrogative(words);
                    is_speech || is_question
                }))
    }

    /// Whether it is a crosshead: words of the article, quoted between two of its paragraphs
    /// (« On a eu peur »).
    fn is_crosshead(&self, index: usize) -> bool {
        let words = self.words(index);
        let is_between = index > 0
            && self.neighbours(index).all(|neighbour| {
                let beside = &self.blocks[neighbour];
                beside.is_long && !self.words(neighbour).starts_with(SPEECH_MARKS)
            });
        is_between
            && line_type::is_quote(words)
            && !words.starts_with('>')
            && !self.blocks[index].touches_previous
            && words.chars().count() <= LONGEST_HEADING / 2
            && !continuation::ends_with_final_mark(words)
    }

    /// Whether it is the name of a speaker in a play.
    fn is_speaker(&self, index: usize) -> bool {
        let words = self.words(index);
        candidate::is_in_capitals(words) && self.speakers.contains(words)
    }

    /// Whether it is a line of a poem, a list or a table: a short line touches it, with no
    /// blank line between. In a text without blank lines, one must touch it on each side.
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

    /// Drops the headings of runs of more than [`LONGEST_RUN`], except the last of a run.
    /// Labelled and underlined headings are kept.
    fn drop_runs(&mut self) {
        let is_plain = |finder: &Self, index: usize| {
            finder.levels[index].is_some()
                && finder.blocks[index].underline.is_none()
                && finder.labels[index].is_none()
                && boilerplate::reason(finder.words(index)).is_none()
                && !footnotes::heading::is_footnote_heading(finder.words(index))
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

    /// Puts headings without a label below the last part or chapter, or below the last
    /// heading in capitals.
    fn lower_unlabelled_headings(&mut self) {
        let mut parent = TITLE_LEVEL;
        let mut lowered = Vec::new();
        for (index, block) in self.blocks.iter().enumerate().skip(1) {
            if self.levels[index].is_none() || block.underline.is_some() {
                continue;
            }
            match (
                self.labels[index],
                candidate::is_in_capitals(self.words(index)),
            ) {
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

/// Whether the words after a label are those of a heading: they may end with "!", and with a
/// full stop if they are in capitals.
fn is_labelled_heading(words: &str) -> bool {
    let is_sentence = continuation::ends_with_final_mark(words) && words.ends_with('.');
    words.chars().count() <= LONGEST_HEADING
        && !continuation::ends_with_open_mark(words)
        && (!is_sentence || candidate::is_in_capitals(words))
}
