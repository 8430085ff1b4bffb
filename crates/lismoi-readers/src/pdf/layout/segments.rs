//! The glyphs of a page in, segments out: stretches of one line that are drawn one after the
//! other, without a wide gap.

use std::collections::HashSet;
use std::ops::Range;

use crate::pdf::drawing::glyphs::{Direction, Glyph, Layer};

/// The widest gap within a segment, in ems. Word spaces of justified text stay below it, the
/// gaps between columns and cells are mostly wider.
const WIDEST_GAP: f32 = 1.6;

/// How far a glyph may start before the end of the last, in ems: accents are set back.
const FARTHEST_BACK: f32 = 0.7;

/// How far a superscript or subscript may stand from the line, in ems.
const FARTHEST_OFF: f32 = 0.6;

/// A stretch of glyphs.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct Segment {
    /// Its glyphs, without white space at its ends.
    pub(in crate::pdf) glyphs: Range<usize>,
    pub(in crate::pdf) left: f32,
    pub(in crate::pdf) right: f32,
    /// The baseline and size of its largest letters.
    pub(in crate::pdf) baseline: f32,
    pub(in crate::pdf) size: f32,
    pub(in crate::pdf) layer: Layer,
    pub(in crate::pdf) direction: Direction,
}

impl Segment {
    /// Whether both stand on one line, as far as their heights tell.
    pub(in crate::pdf) fn is_level_with(&self, other: &Segment) -> bool {
        let size = self.size.max(other.size);
        self.direction == other.direction && (self.baseline - other.baseline).abs() < size * 0.4
    }

    pub(in crate::pdf) fn top(&self) -> f32 {
        self.baseline - self.size * 0.8
    }

    pub(in crate::pdf) fn bottom(&self) -> f32 {
        self.baseline + self.size * 0.2
    }
}

/// The segments, in the order of the glyphs. What is drawn twice for a bold look or a shadow
/// is there once.
pub(in crate::pdf) fn of_glyphs(glyphs: &[Glyph]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut is_open = false;
    for (index, glyph) in glyphs.iter().enumerate() {
        if is_blank(glyph.character) {
            continue;
        }
        match segments.last_mut() {
            Some(segment)
                if is_open && goes_on(segment, &glyphs[segment.glyphs.end - 1], glyph) =>
            {
                segment.glyphs.end = index + 1;
                segment.right = segment.right.max(glyph.right);
                segment.left = segment.left.min(glyph.left);
                if glyph.size > segment.size * 1.05 {
                    segment.size = glyph.size;
                    segment.baseline = glyph.baseline;
                }
            }
            _ => segments.push(Segment {
                glyphs: index..index + 1,
                left: glyph.left,
                right: glyph.right,
                baseline: glyph.baseline,
                size: glyph.size,
                layer: glyph.layer,
                direction: glyph.direction,
            }),
        }
        is_open = true;
    }
    drop_repeated(&mut segments, glyphs);
    segments
}

/// White space, and hyphens that are not drawn.
pub(in crate::pdf) fn is_blank(character: char) -> bool {
    character.is_whitespace()
}

fn goes_on(segment: &Segment, last: &Glyph, glyph: &Glyph) -> bool {
    let size = segment.size.max(glyph.size);
    let gap = glyph.left - last.right;
    glyph.layer == segment.layer
        && glyph.direction == segment.direction
        && (glyph.baseline - segment.baseline).abs() <= size * FARTHEST_OFF
        && gap <= size * WIDEST_GAP
        && gap >= -size * FARTHEST_BACK
}

/// Removes the segments that repeat one at nearly the same place.
fn drop_repeated(segments: &mut Vec<Segment>, glyphs: &[Glyph]) {
    // By text and place, in steps of a quarter of the size.
    let mut known: HashSet<(String, Layer, Direction, i32, i32)> = HashSet::new();
    segments.retain(|segment| {
        let characters = glyphs[segment.glyphs.clone()].iter().map(|g| g.character);
        let text: String = characters.filter(|c| !is_blank(*c)).collect();
        let step = |place: f32| (place * 4.0 / segment.size.max(0.1)).floor() as i32;
        let (x, y) = (step(segment.left), step(segment.baseline));
        let mut key = (text, segment.layer, segment.direction, x, y);
        for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
            (key.3, key.4) = (x.saturating_add(dx), y.saturating_add(dy));
            if known.contains(&key) {
                return false;
            }
        }
        (key.3, key.4) = (x, y);
        known.insert(key);
        true
    });
}
