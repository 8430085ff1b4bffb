//! Lines of text, made of segments that stand side by side.

use std::ops::Range;

use lismoi_document::Place;
use unicode_normalization::char::compose;

use super::segments::{Segment, is_blank};
use crate::pdf::drawing::fonts::is_unreadable;
use crate::pdf::drawing::glyphs::{Direction, Glyph, Layer, Style};

/// A line of text, or the part of one in a column.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct Line {
    pub(in crate::pdf) text: String,
    /// The number of its page, from 1.
    pub(in crate::pdf) page: u32,
    pub(in crate::pdf) left: f32,
    pub(in crate::pdf) right: f32,
    pub(in crate::pdf) baseline: f32,
    /// The size of most of its letters.
    pub(in crate::pdf) size: f32,
    /// The style of most of its letters.
    pub(in crate::pdf) style: Style,
    pub(in crate::pdf) layer: Layer,
    pub(in crate::pdf) direction: Direction,
    /// The superscripts in its text.
    pub(in crate::pdf) raised: Vec<Range<usize>>,
    /// The left edges of its parts between wide gaps.
    pub(in crate::pdf) cells: Vec<f32>,
    /// How many of its glyphs stand for no character.
    pub(in crate::pdf) unreadable: usize,
}

impl Line {
    pub(in crate::pdf) fn top(&self) -> f32 {
        self.baseline - self.size * 0.8
    }

    pub(in crate::pdf) fn bottom(&self) -> f32 {
        self.baseline + self.size * 0.2
    }

    pub(in crate::pdf) fn place(&self) -> Place {
        let corners = [(self.left, self.top()), (self.right, self.bottom())];
        let [a, b] = corners.map(|(x, y)| self.direction.turn_back(f64::from(x), f64::from(y)));
        let points = [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)];
        Place::Page {
            number: self.page,
            area: points.map(|point| point.round() as i32),
        }
    }

    /// How much of the narrower of both lines stands above or below the other, from 0 to 1.
    pub(in crate::pdf) fn overlap(&self, other: &Line) -> f32 {
        let shared = self.right.min(other.right) - self.left.max(other.left);
        let narrower = (self.right - self.left).min(other.right - other.left);
        (shared / narrower.max(0.1)).clamp(0.0, 1.0)
    }
}

/// A gap at which a word ends, in ems: without and with space characters in the line.
const WORD_GAP: f32 = 0.13;
const WORD_GAP_BESIDE_SPACES: f32 = 0.2;

/// Superscripts are smaller than this share of the line's letters, and stand higher than this
/// many ems.
const RAISED_SIZE: f32 = 0.86;
const RAISED_HEIGHT: f32 = 0.15;

/// The line that segments from left to right make.
pub(in crate::pdf) fn of_segments(
    segments: &[&Segment],
    glyphs: &[Glyph],
    page: u32,
) -> Option<Line> {
    let first = segments.first()?;
    let largest = segments.iter().max_by(|a, b| a.size.total_cmp(&b.size))?;
    let mut writer = Writer {
        text: String::new(),
        raised: Vec::new(),
        largest,
        gap: word_gap(segments, glyphs),
        unreadable: 0,
    };
    for segment in segments {
        writer.space();
        writer.segment(&glyphs[segment.glyphs.clone()]);
    }
    let (size, style) = most_common_look(segments, glyphs);
    let left = segments
        .iter()
        .map(|s| s.left)
        .fold(f32::INFINITY, f32::min);
    let right = segments.iter().map(|s| s.right);
    Some(Line {
        text: writer.text,
        page,
        left,
        right: right.fold(f32::NEG_INFINITY, f32::max),
        baseline: largest.baseline,
        size,
        style,
        layer: first.layer,
        direction: first.direction,
        raised: writer.raised,
        cells: segments.iter().map(|segment| segment.left).collect(),
        unreadable: writer.unreadable,
    })
}

/// The size and style of most letters.
fn most_common_look(segments: &[&Segment], glyphs: &[Glyph]) -> (f32, Style) {
    let mut looks: Vec<(f32, Style, usize)> = Vec::new();
    for segment in segments {
        for glyph in &glyphs[segment.glyphs.clone()] {
            if is_blank(glyph.character) {
                continue;
            }
            let known = looks.iter_mut().find(|(size, style, _)| {
                (*size - glyph.size).abs() < 0.05 && *style == glyph.style
            });
            match known {
                Some((_, _, count)) => *count += 1,
                None => looks.push((glyph.size, glyph.style, 1)),
            }
        }
    }
    let most = looks.iter().max_by_key(|(_, _, count)| *count);
    let (size, style) = most.map_or((1.0, Style::default()), |(size, style, _)| (*size, *style));
    let style = Style {
        is_monospaced: style.is_monospaced || has_one_width(segments, glyphs),
        ..style
    };
    (size, style)
}

/// Whether all letters of a line have one width, and there are enough to tell.
fn has_one_width(segments: &[&Segment], glyphs: &[Glyph]) -> bool {
    const ENOUGH: usize = 8;
    let glyphs = segments
        .iter()
        .flat_map(|segment| &glyphs[segment.glyphs.clone()]);
    let inked = glyphs.filter(|glyph| !is_blank(glyph.character));
    let mut letters = inked.clone().map(|g| (g.right - g.left) / g.size.max(0.1));
    let Some(first) = letters.next() else {
        return false;
    };
    let has_narrow = inked.clone().any(|g| "iljtfr.,;:'-/".contains(g.character));
    let has_wide = inked.clone().any(|g| "mwMWaeonu".contains(g.character));
    has_narrow && has_wide && inked.count() >= ENOUGH && letters.all(|w| (w - first).abs() < 0.01)
}

/// The gap at which words end in a line, in ems. Letters that are set apart make it wider.
fn word_gap(segments: &[&Segment], glyphs: &[Glyph]) -> f32 {
    let mut gaps = Vec::new();
    let mut has_space = false;
    for segment in segments {
        let glyphs = &glyphs[segment.glyphs.clone()];
        has_space |= glyphs.iter().any(|glyph| is_blank(glyph.character));
        for pair in glyphs.windows(2) {
            // Dots that lead to a page number stand apart.
            let is_letter = |glyph: &Glyph| !is_blank(glyph.character) && glyph.character != '.';
            if pair.iter().all(is_letter) {
                gaps.push((pair[1].left - pair[0].right) / pair[1].size.max(0.1));
            }
        }
    }
    let least = if has_space {
        WORD_GAP_BESIDE_SPACES
    } else {
        WORD_GAP
    };
    if gaps.len() < 4 {
        return least;
    }
    let middle = gaps.len() / 2;
    let (_, median, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
    least + median.clamp(0.0, 1.0)
}

struct Writer<'a> {
    text: String,
    raised: Vec<Range<usize>>,
    largest: &'a Segment,
    gap: f32,
    unreadable: usize,
}

impl Writer<'_> {
    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn segment(&mut self, glyphs: &[Glyph]) {
        let mut last: Option<Glyph> = None;
        let mut has_space = false;
        for glyph in glyphs {
            if is_blank(glyph.character) {
                has_space = true;
                continue;
            }
            if let Some(last) = last {
                if is_repeated(&last, glyph) && !has_space {
                    continue;
                }
                if !has_space && self.compose(&last, glyph) {
                    continue;
                }
                let gap = glyph.left - last.right;
                if has_space || gap > self.gap * last.size.min(glyph.size) {
                    self.space();
                }
            }
            self.push(glyph);
            has_space = false;
            last = Some(*glyph);
        }
    }

    fn push(&mut self, glyph: &Glyph) {
        let start = self.text.len();
        self.unreadable += usize::from(is_unreadable(glyph.character));
        self.text.push(glyph.character);
        let is_raised = glyph.size < self.largest.size * RAISED_SIZE
            && glyph.baseline < self.largest.baseline - self.largest.size * RAISED_HEIGHT;
        if !is_raised {
            return;
        }
        match self.raised.last_mut() {
            Some(last) if last.end == start => last.end = self.text.len(),
            _ => self.raised.push(start..self.text.len()),
        }
    }

    /// Makes one character of a letter and an accent that is drawn over it.
    fn compose(&mut self, last: &Glyph, glyph: &Glyph) -> bool {
        let overlap = last.right.min(glyph.right) - last.left.max(glyph.left);
        let narrower = (last.right - last.left).min(glyph.right - glyph.left);
        if overlap < narrower * 0.5 {
            return false;
        }
        let composed = match (combining(last.character), combining(glyph.character)) {
            (Some(accent), None) => compose(dotted(glyph.character), accent),
            (None, Some(accent)) => compose(last.character, accent),
            _ => None,
        };
        let Some(composed) = composed else {
            return false;
        };
        self.text.pop();
        self.text.push(composed);
        true
    }
}

/// Whether a glyph is the last one, drawn again for a bold look.
fn is_repeated(last: &Glyph, glyph: &Glyph) -> bool {
    let near = (glyph.right - glyph.left) * 0.25;
    last.character == glyph.character
        && (last.left - glyph.left).abs() < near
        && (last.baseline - glyph.baseline).abs() < glyph.size * 0.1
}

/// TeX sets accents over letters without dots.
fn dotted(character: char) -> char {
    match character {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    }
}

/// The combining character of an accent.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¨' => '\u{308}',
        '¸' => '\u{327}',
        '\u{300}'..='\u{36F}' => accent,
        _ => return None,
    })
}
