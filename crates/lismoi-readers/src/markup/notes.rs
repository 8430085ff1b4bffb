//! Footnotes that the markup ties to their references.

use std::collections::HashMap;
use std::ops::Range;

use lismoi_document::{FootnoteReference, Piece, PieceKind};

use super::blocks::MarkedBlock;
use crate::text::class::{BlockClass, ClassifiedBlock, FootnoteFacts};
use crate::text::footnotes::heading::is_footnote_heading;

/// Whether the markup says that a piece is a footnote or a reference to one.
pub(super) fn is_marked(piece: &Piece) -> bool {
    matches!(
        piece.kind,
        PieceKind::FootnoteReference(_) | PieceKind::Footnote(_)
    )
}

/// Ties each footnote to the first reference to it, so that it is read once. `classified` are
/// `blocks` with their classes.
pub(super) fn resolve(text: &str, blocks: &[MarkedBlock], classified: &mut [ClassifiedBlock]) {
    let mut first_references: HashMap<usize, (usize, usize)> = HashMap::new();
    for (index, block) in blocks.iter().enumerate() {
        if matches!(classified[index].class, BlockClass::Skip(_)) {
            continue;
        }
        let is_footnote = matches!(block.kind, PieceKind::Footnote(_));
        for (range, number) in &block.references {
            // The label of a footnote is no reference.
            if is_footnote && is_first(text, block, range) {
                continue;
            }
            let references = &mut classified[index].references;
            if !is_footnote {
                first_references
                    .entry(*number)
                    .or_insert((index, references.len()));
            }
            references.push(FootnoteReference {
                range: with_brackets(text, range.clone()),
                footnote: None,
            });
        }
    }
    let mut is_under_heading = false;
    for (index, block) in blocks.iter().enumerate() {
        if matches!(classified[index].class, BlockClass::Heading(_)) {
            is_under_heading = is_footnote_heading(&text[block.range.clone()]);
        }
        let PieceKind::Footnote(number) = block.kind else {
            continue;
        };
        let label = block
            .references
            .first()
            .filter(|(range, _)| is_first(text, block, range))
            .map_or(block.range.start, |(range, _)| {
                let rest = &text[range.end..block.range.end];
                block.range.end - rest.trim_start_matches([']', ')', '.', ':']).len()
            });
        let inside = &text[label..block.range.end];
        let start = block.range.end - inside.trim_start().len();
        // A footnote that is only referred to from others is read with them, at the end.
        let reference = first_references
            .remove(&number)
            .filter(|_| start < block.range.end);
        classified[index].footnote = FootnoteFacts {
            label_length: start - block.range.start,
            is_referenced: reference.is_some(),
            is_under_heading,
        };
        if let Some((referring, reference)) = reference {
            classified[referring].references[reference].footnote = Some(start..block.range.end);
        }
    }
}

/// Whether no word of the block stands before a part of it.
fn is_first(text: &str, block: &MarkedBlock, part: &Range<usize>) -> bool {
    let before = text.get(block.range.start..part.start).unwrap_or_default();
    !before.contains(char::is_alphanumeric)
}

/// A reference with the brackets around it, which a page may have left out of the link.
fn with_brackets(text: &str, range: Range<usize>) -> Range<usize> {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let is_bracketed = [('[', ']'), ('(', ')')]
        .iter()
        .any(|(open, close)| before.ends_with(*open) && after.starts_with(*close));
    if is_bracketed {
        range.start - 1..range.end + 1
    } else {
        range
    }
}
