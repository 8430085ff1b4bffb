//! Tables of a page that hold data, as distinct from those that lay out the page.

use super::dom::{Dom, NodeData, NodeId};
use super::{elements, visibility};
use crate::table::{Run, Table};

/// Cells of a table with data are shorter on average, in bytes.
const LONGEST_CELL: usize = 160;

/// The table, if it holds data: it has rows of several cells, and neither tables nor long texts
/// in them.
pub(super) fn data_table(dom: &Dom, table: NodeId) -> Option<Table> {
    let is_layout =
        ["presentation", "none"].contains(&dom.attribute(table, "role").unwrap_or_default());
    let is_nested = dom
        .descendants(table)
        .skip(1)
        .any(|node| dom.name(node) == "table");
    if is_layout || is_nested {
        return None;
    }
    let mut found = Table::default();
    let mut has_heads = false;
    for node in dom.descendants(table) {
        match dom.name(node) {
            "caption" => found.caption = runs(dom, node),
            "tr" => {
                let cells = dom.children(node);
                let cells = cells.filter(|cell| matches!(dom.name(*cell), "td" | "th"));
                let cells: Vec<NodeId> = cells.collect();
                let are_heads = cells.iter().all(|cell| dom.name(*cell) == "th");
                has_heads |= cells.iter().any(|cell| dom.name(*cell) == "th");
                let row: Vec<Vec<Run>> = cells.iter().map(|cell| runs(dom, *cell)).collect();
                if row.iter().all(Vec::is_empty) {
                    continue;
                }
                if are_heads && found.head.is_empty() && found.rows.is_empty() {
                    found.head = row;
                } else {
                    found.rows.push(row);
                }
            }
            _ => {}
        }
    }
    let cells = found.rows.iter().flatten();
    let lengths = cells.map(|cell| cell.iter().map(|(text, _)| text.len()).sum::<usize>());
    let (count, length) = lengths.fold((0, 0), |(count, sum), length| (count + 1, sum + length));
    let has_columns = found.rows.iter().filter(|row| row.len() > 1).count() * 2 > found.rows.len();
    let has_blocks = dom
        .descendants(table)
        .any(|node| elements::heading_level(dom.name(node)).is_some() || dom.name(node) == "pre");
    let is_data = has_columns
        && !has_blocks
        && length <= count * LONGEST_CELL
        && (has_heads || found.rows.len() > 1)
        && holds_all_text(dom, table, &found);
    is_data.then_some(found)
}

/// The texts of a cell that are seen.
fn runs(dom: &Dom, cell: NodeId) -> Vec<Run> {
    let mut runs = Vec::new();
    for node in dom.descendants(cell) {
        match &dom.nodes[node].data {
            NodeData::Text { text, place } if !text.trim().is_empty() => {
                runs.push((text.clone(), place.clone()));
            }
            NodeData::Element { .. } if elements::is_block(dom.name(node)) => {
                if let Some((text, _)) = runs.last_mut() {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    runs
}

/// Whether no text of the table is missing from what was found, and none is hidden.
fn holds_all_text(dom: &Dom, table: NodeId, found: &Table) -> bool {
    let mut texts = 0;
    for node in dom.descendants(table).skip(1) {
        match &dom.nodes[node].data {
            NodeData::Text { text, .. } => texts += usize::from(!text.trim().is_empty()),
            NodeData::Element { .. } if visibility::reason(dom, node).is_some() => return false,
            NodeData::Element { .. } if elements::is_program(dom.name(node)) => return false,
            _ => {}
        }
    }
    let cells = found.rows.iter().flatten().chain(&found.head);
    texts == cells.map(Vec::len).sum::<usize>() + found.caption.len()
}
