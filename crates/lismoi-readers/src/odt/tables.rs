//! The tables of an OpenDocument text.

use lismoi_document::SkipReason;

use super::body::{Reader, is_hidden};
use crate::office::content::{Block, Row, Table};
use crate::office::xml::Element;

/// A cell is counted for at most so many columns: a table with more is a large one.
const MOST_COLUMNS: usize = 8;

impl<'a> Reader<'a> {
    /// Adds a table; what describes it stands before it.
    pub(super) fn table(&mut self, element: Element<'a>, blocks: &mut Vec<Block<'a>>) {
        let mut table = Table::default();
        self.rows(element, false, &mut table, blocks);
        blocks.push(Block::Table(table));
    }

    fn rows(
        &mut self,
        parent: Element<'a>,
        is_head: bool,
        table: &mut Table<'a>,
        before: &mut Vec<Block<'a>>,
    ) {
        for element in parent.elements() {
            match element.name() {
                "table-row" => {
                    let mut row = Row {
                        is_head,
                        cells: Vec::new(),
                    };
                    match is_hidden(element) {
                        true => self.skipping(SkipReason::Hidden, |reader| {
                            reader.cells(element, &mut row);
                        }),
                        false => self.cells(element, &mut row),
                    }
                    table.rows.push(row);
                }
                "table-header-rows" => self.rows(element, true, table, before),
                "table-rows" | "table-row-group" => self.rows(element, is_head, table, before),
                _ => self.block(element, before),
            }
        }
    }

    fn cells(&mut self, parent: Element<'a>, row: &mut Row<'a>) {
        for element in parent.elements() {
            let count = element.attribute("number-columns-repeated");
            let count = count.and_then(|count| count.parse().ok()).unwrap_or(1);
            row.cells.push(self.story(element));
            for _ in 1..count.min(MOST_COLUMNS) {
                row.cells.push(Vec::new());
            }
        }
    }
}
