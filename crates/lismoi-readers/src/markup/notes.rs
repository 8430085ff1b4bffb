//! Footnotes that the markup ties to their references.

use std::collections::HashMap;

use lismoi_document::{FootnoteReference, Piece, PieceKind};

use super::blocks::MarkedBlock;
use crate::text::class::{BlockClass, ClassifiedBlock, FootnoteFacts};
use crate::text::footnotes::heading::is_footnote_heading;

/// Whether a piece is a reference to a footnote that the markup ties to it.
pub(super) fn is_reference(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::FootnoteReference(_))
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
            if is_footnote && range.start <= block.range.start {
                continue;
            }
            let references = &mut classified[index].references;
            if !is_footnote {
                first_references
                    .entry(*number)
                    .or_insert((index, references.len()));
            }
            references.push(FootnoteReference {
                range: range.clone(),
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
            .filter(|(range, _)| range.start <= block.range.start)
            .map_or(block.range.start, |(range, _)| range.end);
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
