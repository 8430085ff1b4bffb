//! Pieces in, blocks out: a block is a piece that starts one, and those that go on with it.

use std::ops::Range;

use lismoi_document::{Piece, PieceKind, lines};

use crate::printed::Layout;

/// A block of a printed text.
#[derive(Clone, Debug)]
pub(super) struct MarkedBlock {
    /// What the markup says it is.
    pub(super) kind: PieceKind,
    /// Its bytes in the printed text.
    pub(super) range: Range<usize>,
    /// Whether it holds nothing but links.
    pub(super) is_link: bool,
    /// Whether two thirds of it are links.
    pub(super) is_mostly_link: bool,
    /// Whether it stands above the title in the source, which is printed before it.
    pub(super) is_above_title: bool,
    /// The references to footnotes in it, with their numbers; in a footnote, its label is the
    /// first.
    pub(super) references: Vec<(Range<usize>, usize)>,
}

/// The blocks, in order.
pub(super) fn of_pieces(text: &str, pieces: &[Piece], layout: &Layout) -> Vec<MarkedBlock> {
    let mut blocks: Vec<MarkedBlock> = Vec::new();
    for piece in pieces {
        match blocks.last_mut() {
            Some(block) if !piece.starts_block => block.range.end = piece.range.end,
            _ => blocks.push(MarkedBlock {
                kind: piece.kind,
                range: piece.range.clone(),
                is_link: layout.links.contains(&piece.range.start),
                is_mostly_link: layout.mostly_links.contains(&piece.range.start),
                is_above_title: piece.range.start < layout.title_at,
                references: Vec::new(),
            }),
        }
        let Some(block) = blocks.last_mut() else {
            continue;
        };
        match (piece.kind, block.kind) {
            (PieceKind::FootnoteReference(number), _) => {
                block.references.push((piece.range.clone(), number));
            }
            // A block that starts with a reference is of the kind of what follows.
            (kind, PieceKind::FootnoteReference(_)) => block.kind = kind,
            _ => {}
        }
    }
    for block in &mut blocks {
        block.range = lines::trim(text, block.range.clone());
    }
    blocks
}
