//! The headline above a sound wave, of which a part has been heard.

use super::{Drawing, END, MARGIN, WIDTH};
use crate::encode::cover::canvas::{Bar, Tone};

const BARS: u32 = 28;

const BAR_WIDTH: f32 = 16.0;

/// From a bar to the next one, so that both ends are at the margins.
const STEP: f32 = (WIDTH - BAR_WIDTH) / (BARS - 1) as f32;

const HEIGHT: f32 = 190.0;

pub(super) fn draw(drawing: &mut Drawing<'_>) {
    let top = drawing.kicker();
    let mut bottom = END;
    let mut authors_width = WIDTH;
    if let Some(date) = drawing.date() {
        let width = date.size.width(&date.lines[0]);
        let place = (END - width, END);
        drawing
            .canvas
            .write(&date.size, &date.lines[0], place, Tone::Ink);
        bottom = END - date.height() - 60.0;
        authors_width -= width + 40.0;
    }
    if let Some(authors) = drawing.authors(authors_width, 3) {
        let top = END - authors.height();
        drawing.lines(&authors, top, Tone::Ink);
        bottom = top - 60.0;
    }
    wave(drawing, bottom - HEIGHT);
    drawing.headline(top, bottom - HEIGHT - 64.0);
}

/// Bars of many heights around a line, the highest towards the middle.
fn wave(drawing: &mut Drawing<'_>, top: f32) {
    let mut random = drawing.seed;
    let heard = BARS / 5 + drawing.seed % (BARS / 2);
    for index in 0..BARS {
        // Numerical Recipes, 7.1.
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let chance = (random >> 16) as f32 / 65_535.0;
        let side = (index as f32 + 0.5) / BARS as f32 * 2.0 - 1.0;
        let height = HEIGHT * (1.0 - 0.7 * side * side) * (0.25 + 0.75 * chance);
        let height = height.max(BAR_WIDTH);
        let bar = Bar {
            left: MARGIN + index as f32 * STEP,
            top: top + (HEIGHT - height) / 2.0,
            width: BAR_WIDTH,
            height,
            radius: BAR_WIDTH / 2.0,
        };
        let tone = if index < heard {
            Tone::Ink
        } else {
            Tone::Shade
        };
        drawing.canvas.bar(bar, tone);
    }
}
