//! Ties each footnote to the first reference to it.

use std::collections::{HashMap, HashSet};

use lismoi_document::{BlockKind, FootnoteReference};

use super::heading::is_footnote_heading;
use super::label::{self, FootnoteLabel, LabelStyle};
use super::reference;
use crate::text::class::{BlockClass, ClassifiedBlock};

/// The number of following blocks that are examined to distinguish footnotes from a list.
const LONGEST_RUN: usize = 8;

/// Finds the references in all blocks, and the footnote of each. Blocks that only look like
/// footnotes become paragraphs.
pub(crate) fn references(text: &str, blocks: &mut [ClassifiedBlock]) {
    let is_text = |block: &ClassifiedBlock| {
        matches!(block.class, BlockClass::Body(_) | BlockClass::Heading(_))
    };
    let mut resolver = Resolver {
        text,
        last_text: blocks.iter().rposition(is_text),
        unresolved: HashMap::new(),
        in_parentheses: HashSet::new(),
        is_under_heading: false,
    };
    for index in 0..blocks.len() {
        resolver.resolve_block(blocks, index);
    }
    for block in blocks {
        // "(1)" is a reference only where there is a footnote "(1)".
        block.references.retain(|reference| {
            let number = text[reference.range.clone()].strip_prefix('(');
            let number = number.and_then(|number| number.strip_suffix(')'));
            number.is_none_or(|number| resolver.in_parentheses.contains(number))
        });
    }
}

/// The state after the blocks so far.
struct Resolver<'a> {
    text: &'a str,
    /// The index of the last block that is no footnote.
    last_text: Option<usize>,
    /// The references without a footnote yet: the index of the block, and that in its
    /// references.
    unresolved: HashMap<Key, Vec<(usize, usize)>>,
    /// The numbers of the footnotes in parentheses.
    in_parentheses: HashSet<&'a str>,
    /// Whether the last heading is one for footnotes.
    is_under_heading: bool,
}

/// The properties that a footnote shares with its references: whether they are in
/// parentheses, and the number.
type Key = (bool, String);

fn key(style: LabelStyle, number: &str) -> Key {
    let digits = number.chars().map(|c| {
        let superscript = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c);
        superscript
            .and_then(|value| char::from_digit(u32::try_from(value).ok()?, 10))
            .unwrap_or(c)
    });
    (style == LabelStyle::Parentheses, digits.collect())
}

impl<'a> Resolver<'a> {
    fn resolve_block(&mut self, blocks: &mut [ClassifiedBlock], index: usize) {
        let range = blocks[index].range.clone();
        let words = &self.text[range.clone()];
        match blocks[index].class {
            BlockClass::Skip(_) => return,
            BlockClass::Heading(_) => self.is_under_heading = is_footnote_heading(words),
            BlockClass::Body(BlockKind::ListItem)
                if self.is_under_heading && label::parse_list_item(words).is_some() =>
            {
                blocks[index].class = BlockClass::Footnote;
            }
            _ => {}
        }
        if blocks[index].class == BlockClass::Footnote {
            let label = label::parse(words).or_else(|| label::parse_list_item(words));
            if let Some(label) = label
                && self.is_footnote(label, &blocks[index..], index)
            {
                self.resolve_footnote(label, blocks, index);
            } else {
                blocks[index].class = BlockClass::Body(BlockKind::Paragraph);
            }
        }
        let start = range.start + blocks[index].footnote.label_length;
        for found in reference::find_all(self.text, start..range.end) {
            let references = &mut blocks[index].references;
            self.unresolved
                .entry(key(found.style, found.number))
                .or_default()
                .push((index, references.len()));
            references.push(FootnoteReference {
                range: found.range,
                footnote: None,
            });
        }
    }

    /// Ties a footnote to the first reference to it, so that it is read once.
    fn resolve_footnote(
        &mut self,
        label: FootnoteLabel<'a>,
        blocks: &mut [ClassifiedBlock],
        index: usize,
    ) {
        if label.style == LabelStyle::Parentheses {
            self.in_parentheses.insert(label.number);
        }
        let references = self.unresolved.remove(&key(label.style, label.number));
        let first = references.and_then(|references| references.first().copied());
        let footnote = &mut blocks[index].footnote;
        footnote.is_under_heading = self.is_under_heading;
        footnote.label_length = label.length;
        footnote.is_referenced = first.is_some();
        if let Some((block, reference)) = first {
            let range = blocks[index].range.clone();
            let text = range.start + label.length..range.end;
            blocks[block].references[reference].footnote = Some(text);
        }
    }

    /// Whether the first of `blocks`, at `index`, is a footnote. Items "(1)", "(2)" are
    /// footnotes only if each is referred to and no other text follows.
    fn is_footnote(
        &self,
        label: FootnoteLabel<'_>,
        blocks: &[ClassifiedBlock],
        index: usize,
    ) -> bool {
        if label.style == LabelStyle::BackLink || self.is_under_heading {
            return true;
        }
        let is_referenced = |label: FootnoteLabel<'_>| {
            self.unresolved
                .contains_key(&key(label.style, label.number))
        };
        let following = || {
            let blocks = blocks.iter().skip(1).take(LONGEST_RUN);
            blocks
                .map_while(|block| {
                    (block.class == BlockClass::Footnote).then(|| &self.text[block.range.clone()])
                })
                .filter_map(label::parse)
        };
        is_referenced(label)
            && (label.style != LabelStyle::Parentheses
                || (self.last_text < Some(index)
                    && following()
                        .filter(|label| label.style == LabelStyle::Parentheses)
                        .all(is_referenced)))
    }
}
