//! The tables of a Word document.

use lismoi_document::SkipReason;

use super::body::{Reader, is_properties};
use crate::office::content::{Row, Table};
use crate::office::xml::Element;

/// A cell is counted for at most so many columns: a table with more is a large one.
const MOST_COLUMNS: usize = 8;

impl<'a> Reader<'a> {
    pub(super) fn table(&mut self, element: Element<'a>) -> Table<'a> {
        let mut table = Table::default();
        self.rows(element, &mut table);
        table
    }

    fn rows(&mut self, parent: Element<'a>, table: &mut Table<'a>) {
        for element in parent.elements() {
            match element.name() {
                "tr" => {
                    let properties = element.child("trPr");
                    let has = |name| properties.is_some_and(|found| found.child(name).is_some());
                    let mut row = Row {
                        is_head: has("tblHeader"),
                        cells: Vec::new(),
                    };
                    match has("del") {
                        true => self.skipping(SkipReason::Deleted, |reader| {
                            reader.cells(element, &mut row);
                        }),
                        false => self.cells(element, &mut row),
                    }
                    table.rows.push(row);
                }
                name if is_properties(name) => {}
                _ => self.rows(element, table),
            }
        }
    }

    fn cells(&mut self, parent: Element<'a>, row: &mut Row<'a>) {
        for element in parent.elements() {
            match element.name() {
                "tc" => {
                    let span = element
                        .child("tcPr")
                        .and_then(|found| found.value("gridSpan"));
                    let span = span.and_then(|span| span.parse().ok()).unwrap_or(1);
                    row.cells.push(self.blocks_within(element));
                    for _ in 1..span.min(MOST_COLUMNS) {
                        row.cells.push(Vec::new());
                    }
                }
                name if is_properties(name) => {}
                _ => self.cells(element, row),
            }
        }
    }
}
