//! Classified lines in, blocks out: paragraphs, headings, items of lists, footnotes.

use crate::pdf::layout::lines::Line;
use crate::pdf::layout::looks::BodyLook;
use crate::pdf::layout::paragraphs::{self, Extent};
use crate::pdf::roles::role::{ClassifiedLine, Role};

/// Lines of one role that belong together. Of skipped lines, each is a block.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct Block {
    pub(in crate::pdf) role: Role,
    /// The numbers of its lines.
    pub(in crate::pdf) lines: Vec<usize>,
}

/// The blocks, in reading order. What stands within a paragraph that goes on (a page number,
/// a footnote) comes after it.
pub(in crate::pdf) fn of_lines(lines: &[ClassifiedLine], body: &BodyLook) -> Vec<Block> {
    let columns = Columns::of(lines);
    let mut blocks = Vec::new();
    let mut open: Option<(Block, Extent)> = None;
    let mut within: Vec<Block> = Vec::new();
    for (index, classified) in lines.iter().enumerate() {
        let (line, role) = (&classified.line, classified.role);
        let single = Block {
            role,
            lines: vec![index],
        };
        match role {
            Role::Skipped(_) => within.push(single),
            Role::Footnote(_) => match within.last_mut() {
                Some(note) if note.role == role => note.lines.push(index),
                _ => within.push(single),
            },
            _ => {
                let goes_on = open.as_ref().is_some_and(|(block, extent)| {
                    let last = block.lines.last().map(|last| &lines[*last].line);
                    last.is_some_and(|last| match (block.role, role) {
                        (Role::Body, Role::Body) => {
                            let column = columns.right_edge(last);
                            paragraphs::goes_on(extent, last, line, body, column)
                        }
                        (a, b) => a == b,
                    })
                });
                if let Some((block, extent)) = open.as_mut().filter(|_| goes_on) {
                    if let Some(last) = block.lines.last() {
                        extent.add(&lines[*last].line, line);
                    }
                    block.lines.push(index);
                    continue;
                }
                blocks.extend(open.take().map(|(block, _)| block));
                blocks.append(&mut within);
                open = Some((single, Extent::of(line)));
            }
        }
    }
    blocks.extend(open.map(|(block, _)| block));
    blocks.append(&mut within);
    blocks
}

/// Where the columns of each page end on the right.
struct Columns {
    /// The left and right edges of the lines of each page, in the order of pages.
    edges: Vec<(u32, Vec<(f32, f32)>)>,
}

impl Columns {
    fn of(lines: &[ClassifiedLine]) -> Columns {
        let mut edges: Vec<(u32, Vec<(f32, f32)>)> = Vec::new();
        for line in lines.iter().filter(|line| line.is_body()) {
            let line = &line.line;
            let edge = (line.left, line.right);
            match edges.last_mut() {
                Some((page, known)) if *page == line.page => known.push(edge),
                _ => edges.push((line.page, vec![edge])),
            }
        }
        for (_, known) in &mut edges {
            merge(known);
        }
        Columns { edges }
    }

    /// The right edge of the column that a line stands in.
    fn right_edge(&self, line: &Line) -> f32 {
        let page = self
            .edges
            .binary_search_by_key(&line.page, |(page, _)| *page);
        let columns = page.map_or(&[][..], |index| self.edges[index].1.as_slice());
        // They are in order and do not overlap.
        let after = columns.partition_point(|(_, right)| *right <= line.left);
        let around = columns.get(after).filter(|(left, _)| *left < line.right);
        around.map_or(line.right, |(_, right)| right.max(line.right))
    }
}

/// Makes one of lines that stand above each other.
fn merge(edges: &mut Vec<(f32, f32)>) {
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    edges.dedup_by(|next, last| {
        let touches = next.0 < last.1;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
}
