//! Where paragraphs end.

use super::items::{self, Mark};
use super::lines::Line;
use super::looks::{BodyLook, is_near};
use crate::text::continuation::ends_with_final_mark;

/// Lines farther apart than this share of the usual distance are not of one paragraph.
const WIDEST_LEADING: f32 = 1.3;

/// An indent that starts a paragraph, in ems.
const INDENT: f32 = 0.8;

/// A line that ends so far before the longest one, in ems, may end a paragraph.
const SHORT_LINE: f32 = 3.0;

/// A line that ends before this share of the width ends a paragraph, if the next one starts
/// with a capital: the next word would have had room.
const HALF_LINE: f32 = 0.55;

/// A paragraph in the making: what is known of its lines.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct Extent {
    /// The edges of all its lines.
    left: f32,
    right: f32,
    /// The left edge of its first line and of the lines after it.
    first_left: f32,
    rest_left: Option<f32>,
    lines: usize,
    /// The mark of a list at its start.
    mark: Option<Mark>,
    /// The distance of its last two lines on one page.
    leading: Option<f32>,
}

impl Extent {
    pub(in crate::pdf) fn of(line: &Line) -> Extent {
        Extent {
            left: line.left,
            right: line.right,
            first_left: line.left,
            rest_left: None,
            lines: 1,
            mark: items::mark(&line.text),
            leading: None,
        }
    }

    /// Takes in the next line.
    pub(in crate::pdf) fn add(&mut self, last: &Line, line: &Line) {
        if is_below(last, line) {
            self.leading = Some(line.baseline - last.baseline);
            self.left = self.left.min(line.left);
            self.right = self.right.max(line.right);
            self.rest_left = Some(line.left);
        } else {
            // The paragraph goes on in another column.
            *self = Extent {
                lines: self.lines,
                mark: self.mark,
                ..Extent::of(line)
            };
        }
        self.lines += 1;
    }
}

/// Whether a line goes on with the paragraph that the last line belongs to. `column` is the
/// right edge of the text around.
pub(in crate::pdf) fn goes_on(
    extent: &Extent,
    last: &Line,
    line: &Line,
    body: &BodyLook,
    column: f32,
) -> bool {
    if starts_item(extent, last, line, column) {
        return false;
    }
    if are_rows(last, line) {
        return false;
    }
    let is_small_change = is_near(last.size, line.size)
        || (last.style == line.style && (last.size - line.size).abs() < last.size * 0.12);
    if !is_small_change {
        return false;
    }
    let ends_sentence = ends_with_final_mark(&last.text) || last.text.ends_with([':', ';']);
    let starts_small = line.text.starts_with(char::is_lowercase);
    if !is_below(last, line) {
        // In the next column or on the next page: nothing but the words tells.
        return !ends_sentence && (starts_small || ends_in_a_word(last, column));
    }
    let distance = line.baseline - last.baseline;
    let em = line.size;
    let usual = extent
        .leading
        .unwrap_or(body.leading * em / body.size.max(1.0))
        .min(em * 2.2);
    if distance > usual.max(em) * WIDEST_LEADING {
        return false;
    }
    // A heading within the text looks otherwise than its paragraph.
    if last.style.is_bold != line.style.is_bold && ends_sentence_or_is_short(last, column, em) {
        return false;
    }
    let margin = extent.rest_left.unwrap_or(extent.left);
    let is_indented = line.left > margin + em * INDENT;
    let is_after_indent = extent.rest_left.is_none() && line.left < extent.first_left;
    if is_indented && !is_after_indent && (ends_sentence || !starts_small) {
        // The lines of a list item hang; those of centred text start anywhere.
        let hangs = extent.lines == 1 && extent.mark.is_some();
        let is_centred = is_centred(last, line);
        if !hangs && !is_centred {
            return false;
        }
    }
    // Lines of an address, or items without bullets: each ends where its text does.
    let is_half = last.right < extent.left + (column - extent.left) * HALF_LINE;
    if is_half && !starts_small && !is_centred(last, line) && !last.text.ends_with('-') {
        return false;
    }
    let is_short = last.right < extent.right.max(column) - em * SHORT_LINE;
    !(is_short && ends_sentence && !starts_small)
}

/// Whether both lines have cells that stand below each other, as the rows of a table do.
fn are_rows(last: &Line, line: &Line) -> bool {
    let cells = |line: &'_ Line| line.cells.iter().skip(1).copied().collect::<Vec<f32>>();
    let (above, below) = (cells(last), cells(line));
    let near = line.size * 0.5;
    let is_aligned = |cell: &f32| above.iter().any(|other| (cell - other).abs() < near);
    below.iter().any(is_aligned)
}

/// Whether a line starts an item of a list. A dash may also stand within a sentence.
fn starts_item(extent: &Extent, last: &Line, line: &Line, column: f32) -> bool {
    match items::mark(&line.text) {
        None => false,
        Some(Mark::Bullet | Mark::Number) => true,
        Some(Mark::Dash) => {
            let is_next_item = extent.mark == Some(Mark::Dash)
                && (line.left - extent.first_left).abs() < line.size * 0.5;
            is_next_item
                || last.text.ends_with(['.', ':', ';', ',', '!', '?'])
                || last.right < column - line.size * SHORT_LINE
        }
    }
}

fn ends_sentence_or_is_short(line: &Line, column: f32, em: f32) -> bool {
    ends_with_final_mark(&line.text) || line.right < column - em * SHORT_LINE
}

fn ends_in_a_word(line: &Line, column: f32) -> bool {
    line.text
        .ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == ',')
        && line.right > column - line.size * SHORT_LINE
}

/// Whether a line stands below another, in the same column.
pub(in crate::pdf) fn is_below(above: &Line, below: &Line) -> bool {
    above.page == below.page && below.baseline > above.baseline && above.overlap(below) > 0.0
}

fn is_centred(a: &Line, b: &Line) -> bool {
    let middle = |line: &Line| (line.left + line.right) / 2.0;
    (middle(a) - middle(b)).abs() < a.size * 0.5 && (a.left - b.left).abs() > a.size
}
