//! Tables: which are read, and how their rows are printed.

use std::ops::Range;

use lismoi_document::{PieceKind, SkipReason};

use crate::printed::Printed;

/// A part of a cell: its text, and its bytes in the source.
pub(crate) type Run = (String, Range<usize>);

/// A table, as a reader finds it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Its title.
    pub(crate) caption: Vec<Run>,
    /// The heads of the columns; empty where it has none.
    pub(crate) head: Vec<Vec<Run>>,
    /// The rows below the head, each of cells.
    pub(crate) rows: Vec<Vec<Vec<Run>>>,
}

/// A table with more columns is read only if it has few rows, see [`SMALL`].
const NARROW_COLUMNS: usize = 2;

/// The columns and rows of the largest table that is read.
const SMALL: (usize, usize) = (4, 6);

impl Table {
    /// Prints the table: a small one row by row, each cell with the head of its column; of a
    /// larger one its title and size, and its rows as skipped.
    pub(crate) fn print(&self, printed: &mut Printed) {
        let columns = self.rows.iter().chain([&self.head]).map(Vec::len).max();
        let columns = columns.unwrap_or(0);
        let (most_columns, most_rows) = SMALL;
        let is_small = columns <= most_columns && self.rows.len() <= most_rows;
        if columns <= NARROW_COLUMNS || is_small {
            printed.block(PieceKind::Paragraph);
            print_cell(printed, &self.caption);
            self.print_rows(printed, columns);
        } else {
            self.print_summary(printed);
        }
        printed.block(PieceKind::Paragraph);
    }

    fn print_rows(&self, printed: &mut Printed, columns: usize) {
        printed.block(PieceKind::Paragraph);
        for cell in &self.head {
            skip_cell(printed, cell);
        }
        let heads: Vec<String> = self.head.iter().map(|cell| plain(cell)).collect();
        for row in &self.rows {
            printed.block(PieceKind::ListItem);
            for (column, cell) in row.iter().enumerate() {
                if plain(cell).is_empty() {
                    continue;
                }
                let separator = if columns <= NARROW_COLUMNS {
                    " :"
                } else {
                    " ;"
                };
                if printed.is_open() {
                    printed.generated(separator);
                    printed.space();
                }
                let head = heads.get(column).filter(|head| !head.is_empty());
                if let Some(head) = head.filter(|_| column > 0 && columns > NARROW_COLUMNS) {
                    printed.generated(&format!("{head} :"));
                    printed.space();
                }
                print_cell(printed, cell);
            }
        }
    }

    fn print_summary(&self, printed: &mut Printed) {
        printed.block(PieceKind::Paragraph);
        printed.generated("Tableau :");
        printed.space();
        if !self.caption.is_empty() {
            print_cell(printed, &self.caption);
            printed.generated(",");
            printed.space();
        }
        printed.generated(&format!("{} lignes.", self.rows.len()));
        printed.block(PieceKind::Paragraph);
        for row in [&self.head].into_iter().chain(&self.rows) {
            for cell in row {
                skip_cell(printed, cell);
            }
        }
    }
}

/// The text of a cell.
fn plain(cell: &[Run]) -> String {
    let text: String = cell.iter().map(|(text, _)| text.as_str()).collect();
    text.trim().to_owned()
}

fn print_cell(printed: &mut Printed, cell: &[Run]) {
    for (text, place) in cell {
        printed.text(text, place.clone());
    }
}

fn skip_cell(printed: &mut Printed, cell: &[Run]) {
    for (text, place) in cell {
        printed.skip(SkipReason::Table, text, place.clone());
    }
}
