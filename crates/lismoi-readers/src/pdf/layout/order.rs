//! The segments of a page in, lines in reading order out.
//!
//! Most writers draw a page in the order in which it is read, so that order is kept, unless
//! the places of the segments contradict it. Then they are ordered by their places: column by
//! column, from top to bottom.

use super::columns;
use super::lines::{self, Line};
use super::segments::Segment;
use crate::pdf::drawing::glyphs::{Direction, Glyph, Layer};

/// Pages with more segments are read in the order in which they are drawn; neighbours are
/// searched for in quadratic time.
const MOST_SEGMENTS: usize = 3000;

/// The share of neighbours, one below the other, that may be drawn in the wrong order.
const MOST_INVERTED: f32 = 0.08;

/// Lines at the top or bottom of a page that may be drawn out of order: its running head or
/// foot.
const MOST_STRAY: usize = 4;

/// The lines of one layer and direction, in reading order.
pub(in crate::pdf) fn lines(
    segments: &[Segment],
    glyphs: &[Glyph],
    page: u32,
    layer: Layer,
    direction: Direction,
) -> Vec<Line> {
    let chosen = segments
        .iter()
        .filter(|segment| segment.layer == layer && segment.direction == direction);
    let mut drawn: Vec<&Segment> = chosen.collect();
    put_stray_in_place(&mut drawn);
    let ordered = if drawn.len() <= MOST_SEGMENTS && is_out_of_order(&drawn) {
        columns::ordered(&drawn)
    } else {
        drawn
    };
    let mut lines = Vec::new();
    let mut start = 0;
    for index in 1..=ordered.len() {
        let ends = ordered
            .get(index)
            .is_none_or(|next| !is_right_of(next, ordered[index - 1]));
        if ends {
            lines.extend(lines::of_segments(&ordered[start..index], glyphs, page));
            start = index;
        }
    }
    lines
}

/// Whether a segment goes on with the line of the last one.
fn is_right_of(next: &Segment, last: &Segment) -> bool {
    next.is_level_with(last) && next.left >= last.right - last.size * 0.3
}

/// Whether segments are drawn otherwise than they are read: below a segment stand others that
/// were drawn before it, or two columns of prose are drawn row by row.
fn is_out_of_order(drawn: &[&Segment]) -> bool {
    let mut pairs = 0;
    let mut inverted = 0;
    for (index, segment) in drawn.iter().enumerate() {
        let (next, is_beside) = match neighbour(drawn, index) {
            Some(found) => found,
            None => continue,
        };
        pairs += 1;
        // What stands on the right in the same row is read later too, but may be a column.
        inverted += usize::from(next < index && (!is_beside || segment.is_level_with(drawn[next])));
    }
    inverted as f32 > MOST_INVERTED * pairs as f32 || columns::is_drawn_in_rows(drawn)
}

/// The nearest segment close on the right of one, or else below it; whether it is beside.
fn neighbour(drawn: &[&Segment], index: usize) -> Option<(usize, bool)> {
    let segment = drawn[index];
    let mut below: Option<(f32, usize)> = None;
    for (other_index, other) in drawn.iter().enumerate() {
        if other_index == index {
            continue;
        }
        if other.is_level_with(segment) {
            let gap = other.left - segment.right;
            if gap > -segment.size * 0.3 && gap < segment.size {
                return Some((other_index, true));
            }
            continue;
        }
        let distance = other.baseline - segment.baseline;
        let shared = segment.right.min(other.right) - segment.left.max(other.left);
        if distance > 0.0 && shared > 0.0 && below.is_none_or(|(least, _)| distance < least) {
            below = Some((distance, other_index));
        }
    }
    below.map(|(_, other)| (other, false))
}

/// Moves a running head that is drawn last to the start, and a foot that is drawn first to the
/// end.
fn put_stray_in_place(drawn: &mut [&Segment]) {
    let count = drawn.len();
    for stray in (1..=MOST_STRAY.min(count / 2)).rev() {
        let (rest, last) = drawn.split_at(count - stray);
        if bottom(last) < top(rest) {
            drawn.rotate_right(stray);
            break;
        }
    }
    for stray in (1..=MOST_STRAY.min(count / 2)).rev() {
        let (first, rest) = drawn.split_at(stray);
        if top(first) > bottom(rest) {
            drawn.rotate_left(stray);
            break;
        }
    }
}

fn top(segments: &[&Segment]) -> f32 {
    let tops = segments.iter().map(|segment| segment.top());
    tops.fold(f32::INFINITY, f32::min)
}

fn bottom(segments: &[&Segment]) -> f32 {
    let bottoms = segments.iter().map(|segment| segment.bottom());
    bottoms.fold(f32::NEG_INFINITY, f32::max)
}
