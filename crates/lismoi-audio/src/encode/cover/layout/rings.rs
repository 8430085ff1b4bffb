//! The headline above rings of sound, which spread from a corner.

use super::{Drawing, END, MARGIN, WIDTH};
use crate::encode::cover::canvas::{Ring, SIDE, Tone};

const RINGS: u32 = 5;

/// From a ring to the next; half of it is filled.
const STEP: f32 = 72.0;

const RADIUS: f32 = RINGS as f32 * STEP;

pub(super) fn draw(drawing: &mut Drawing<'_>) {
    let top = drawing.kicker();
    rings(drawing);
    let width = WIDTH + MARGIN - RADIUS - 40.0;
    let mut bottom = END;
    if let Some(date) = drawing.date() {
        bottom -= date.height();
        drawing.lines(&date, bottom, Tone::Ink);
        bottom -= 30.0;
    }
    if let Some(authors) = drawing.authors(width, 3) {
        bottom -= authors.height();
        drawing.lines(&authors, bottom, Tone::Ink);
    }
    let above = SIDE as f32 - RADIUS;
    drawing.headline(top, bottom.min(above) - 50.0);
}

fn rings(drawing: &mut Drawing<'_>) {
    let corner = (SIDE as f32, SIDE as f32);
    // One ring and the source are heard, the others have passed or are to come.
    let heard = 1 + drawing.seed % (RINGS - 1);
    for index in 0..RINGS {
        let outer = (index + 1) as f32 * STEP;
        let ring = Ring {
            centre: corner,
            inner: if index == 0 { 0.0 } else { outer - STEP / 2.0 },
            outer,
        };
        let is_ink = index == 0 || index == heard;
        let tone = if is_ink { Tone::Ink } else { Tone::Shade };
        drawing.canvas.ring(ring, tone);
    }
}
