//! Reading order by the places of segments: column by column, from top to bottom.

use super::segments::Segment;

/// The narrowest gap between columns, in ems of the page's text.
const NARROWEST_GUTTER: f32 = 0.9;

/// A gutter has so many segments on each side, at least.
const FEWEST_BESIDE: usize = 3;

/// The share of rows that may run across a gutter: titles, figures.
const MOST_ACROSS: f32 = 0.4;

/// Columns of prose have so many characters in a line, at least; cells have fewer.
const FEWEST_CHARACTERS: usize = 20;

/// Columns within columns are told apart to this depth.
const DEEPEST: usize = 6;

/// The segments in the order of their places.
pub(in crate::pdf) fn ordered<'a>(segments: &[&'a Segment]) -> Vec<&'a Segment> {
    let mut out = Vec::with_capacity(segments.len());
    order(segments.to_vec(), &mut out, 0);
    out
}

fn order<'a>(mut segments: Vec<&'a Segment>, out: &mut Vec<&'a Segment>, depth: usize) {
    let gutter = if depth < DEEPEST {
        gutter(&segments)
    } else {
        None
    };
    let Some(gutter) = gutter else {
        push_rows(segments, out);
        return;
    };
    segments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut across: Vec<&Segment> = Vec::new();
    for segment in segments {
        let side = gutter.side(segment);
        if side != Side::Across && !across.is_empty() {
            let starts_band = across.iter().all(|other| !other.is_level_with(segment));
            if starts_band {
                push_rows(std::mem::take(&mut across), out);
            }
        }
        match side {
            Side::Left => left.push(segment),
            Side::Right => right.push(segment),
            Side::Across => {
                if !(left.is_empty() && right.is_empty()) {
                    order(std::mem::take(&mut left), out, depth + 1);
                    order(std::mem::take(&mut right), out, depth + 1);
                }
                across.push(segment);
            }
        }
    }
    push_rows(across, out);
    order(left, out, depth + 1);
    order(right, out, depth + 1);
}

/// Adds segments row by row, each from left to right.
fn push_rows<'a>(mut segments: Vec<&'a Segment>, out: &mut Vec<&'a Segment>) {
    segments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut start = 0;
    for index in 1..=segments.len() {
        let ends = segments
            .get(index)
            .is_none_or(|next| !next.is_level_with(segments[start]));
        if ends {
            let row = &mut segments[start..index];
            row.sort_by(|a, b| a.left.total_cmp(&b.left));
            out.extend_from_slice(row);
            start = index;
        }
    }
}

/// A white strip between two columns.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    left: f32,
    right: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Across,
}

impl Gutter {
    fn side(self, segment: &Segment) -> Side {
        let middle = (self.left + self.right) / 2.0;
        if segment.right <= middle {
            Side::Left
        } else if segment.left >= middle {
            Side::Right
        } else {
            Side::Across
        }
    }
}

/// The strip that the fewest segments run across, if it has columns on both sides.
fn gutter(segments: &[&Segment]) -> Option<Gutter> {
    if segments.len() < 2 * FEWEST_BESIDE {
        return None;
    }
    let mut sizes: Vec<f32> = segments.iter().map(|segment| segment.size).collect();
    let middle = sizes.len() / 2;
    let em = *sizes.select_nth_unstable_by(middle, f32::total_cmp).1;
    let start = segments
        .iter()
        .map(|s| s.left)
        .fold(f32::INFINITY, f32::min);
    let end = segments.iter().map(|s| s.right);
    let end = end.fold(f32::NEG_INFINITY, f32::max);
    if !(end - start).is_finite() || end - start > 20_000.0 {
        return None;
    }
    // How many segments stand above each point of the width.
    let mut cover = vec![0_i32; (end - start) as usize + 3];
    for segment in segments {
        cover[(segment.left - start) as usize] += 1;
        cover[((segment.right - start).ceil() as usize).min(end as usize + 2 - start as usize)] -=
            1;
    }
    let mut sum = 0;
    for count in &mut cover {
        sum += *count;
        *count = sum;
    }
    let most = (segments.len() as f32 * MOST_ACROSS / 2.0) as i32;
    let mut best: Option<(i32, Gutter)> = None;
    for least in distinct_below(&cover, most) {
        for strip in strips(&cover, least) {
            let gutter = Gutter {
                left: start + strip.0 as f32,
                right: start + strip.1 as f32,
            };
            let width = gutter.right - gutter.left;
            if width < em * NARROWEST_GUTTER || !has_columns(segments, gutter) {
                continue;
            }
            let is_wider = best.is_none_or(|(_, other)| width > other.right - other.left);
            if is_wider {
                best = Some((least, gutter));
            }
        }
        if best.is_some() {
            break;
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// The smallest covers of the width, in order, a few of them.
fn distinct_below(cover: &[i32], most: i32) -> Vec<i32> {
    let mut covers: Vec<i32> = cover.iter().copied().filter(|c| *c <= most).collect();
    covers.sort_unstable();
    covers.dedup();
    covers.truncate(8);
    covers
}

/// The stretches of the width that at most so many segments stand above.
fn strips(cover: &[i32], most: i32) -> Vec<(usize, usize)> {
    let mut strips = Vec::new();
    let mut start = None;
    for (index, count) in cover.iter().enumerate() {
        match (*count <= most, start) {
            (true, None) => start = Some(index),
            (false, Some(from)) => {
                strips.push((from, index));
                start = None;
            }
            _ => {}
        }
    }
    strips
}

fn has_columns(segments: &[&Segment], gutter: Gutter) -> bool {
    let count = |side| {
        let segments = segments.iter().filter(|s| gutter.side(s) == side);
        segments.count()
    };
    let (left, right, across) = (count(Side::Left), count(Side::Right), count(Side::Across));
    let least = left.min(right);
    least >= FEWEST_BESIDE && across as f32 <= MOST_ACROSS * (least + across) as f32
}

/// Whether a page has columns of prose and draws them row by row.
pub(in crate::pdf) fn is_drawn_in_rows(drawn: &[&Segment]) -> bool {
    let Some(gutter) = gutter(drawn) else {
        return false;
    };
    let mut sides = Vec::new();
    let mut characters = [0_usize; 2];
    let mut counts = [0_usize; 2];
    for segment in drawn {
        let side = gutter.side(segment);
        if side == Side::Across {
            continue;
        }
        let index = usize::from(side == Side::Right);
        characters[index] += segment.glyphs.len();
        counts[index] += 1;
        sides.push(side);
    }
    let switches = sides.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let is_prose = (0..2).all(|i| characters[i] >= FEWEST_CHARACTERS * counts[i].max(1));
    is_prose && switches * 2 > sides.len()
}
