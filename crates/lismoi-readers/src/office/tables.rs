//! Tables of an office document: those that hold data, as distinct from those that lay out the
//! page.

use std::ops::Range;

use lismoi_document::{PieceKind, SkipReason};

use super::content::{Block, Inline, Paragraph, Table};
use crate::table::{self, Run};

/// Cells of a table with data are shorter on average, in bytes.
const LONGEST_CELL: usize = 160;

/// Text that is not spoken, and its place.
pub(super) type Aside = (SkipReason, String, Range<usize>);

/// The table if it holds data, and what is skipped in its cells: it has rows of several cells,
/// and no tables, headings, lists or long texts in them.
pub(super) fn data_table(table: &Table<'_>) -> Option<(table::Table, Vec<Aside>)> {
    let mut asides = Vec::new();
    let mut found = table::Table::default();
    let mut columns = 0;
    for row in &table.rows {
        let mut cells = Vec::new();
        for cell in &row.cells {
            cells.push(runs(cell, &mut asides)?);
        }
        columns = columns.max(cells.len());
        if cells.iter().all(Vec::is_empty) {
            continue;
        }
        if row.is_head && found.head.is_empty() && found.rows.is_empty() {
            found.head = cells;
        } else {
            found.rows.push(cells);
        }
    }
    let filled = |row: &&Vec<Vec<Run>>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let cells = found.rows.iter().flatten().filter(|cell| !cell.is_empty());
    let lengths = cells.map(|cell| cell.iter().map(|(text, _)| text.len()).sum::<usize>());
    let (count, length) = lengths.fold((0, 0), |(count, sum), length| (count + 1, sum + length));
    let is_data = columns > 1
        && found.rows.iter().filter(filled).count() * 2 > found.rows.len()
        && length <= count * LONGEST_CELL
        && found.rows.len() + usize::from(!found.head.is_empty()) > 1;
    is_data.then_some((found, asides))
}

/// The texts of a cell; `None` if it holds more than text.
fn runs(cell: &[Block<'_>], asides: &mut Vec<Aside>) -> Option<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut items = 0;
    for block in cell {
        let Block::Paragraph(paragraph) = block else {
            return None;
        };
        items += usize::from(paragraph.kind == PieceKind::ListItem && paragraph.has_text());
        let is_text = matches!(
            paragraph.kind,
            PieceKind::Paragraph | PieceKind::Quote | PieceKind::ListItem | PieceKind::Skipped(_)
        );
        let is_numbered = paragraph.number.is_some() && paragraph.has_text();
        if items > 1 || !is_text || is_numbered {
            return None;
        }
        space(&mut runs);
        add_runs(paragraph, &mut runs, asides);
    }
    Some(runs)
}

/// Adds the texts of a paragraph.
fn add_runs(paragraph: &Paragraph<'_>, runs: &mut Vec<Run>, asides: &mut Vec<Aside>) {
    for inline in &paragraph.inlines {
        match (inline, paragraph.kind) {
            (Inline::Text { text, place, .. }, PieceKind::Skipped(reason)) => {
                asides.push((reason, text.to_string(), place.clone()));
            }
            (Inline::Text { text, place, .. }, _) if !text.trim().is_empty() => {
                runs.push((text.to_string(), place.clone()));
            }
            (Inline::Text { .. } | Inline::LineBreak | Inline::Space, _) => space(runs),
            (Inline::Reference { label, place, .. }, _) => {
                asides.push((SkipReason::FootnoteReference, label.clone(), place.clone()));
            }
            (
                Inline::Skipped {
                    reason,
                    text,
                    place,
                },
                _,
            ) => {
                asides.push((*reason, text.to_string(), place.clone()));
            }
        }
    }
}

/// A space after the last text.
fn space(runs: &mut [Run]) {
    if let Some((text, _)) = runs.last_mut() {
        text.push(' ');
    }
}

/// The texts of a caption.
pub(super) fn caption(paragraph: &Paragraph<'_>) -> (Vec<Run>, Vec<Aside>) {
    let (mut runs, mut asides) = (Vec::new(), Vec::new());
    let spoken = Paragraph {
        kind: PieceKind::Paragraph,
        ..paragraph.clone()
    };
    add_runs(&spoken, &mut runs, &mut asides);
    (runs, asides)
}
