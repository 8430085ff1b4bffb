//! The head of a newspaper: the site on a band of ink, the headline below it.

use super::{Drawing, END, MARGIN, WIDTH};
use crate::encode::cover::canvas::{Bar, SIDE, Tone};

/// The band where it has no words.
const THIN: f32 = 44.0;

pub(super) fn draw(drawing: &mut Drawing<'_>) {
    let site = drawing.words.site.take();
    let site = site.map(|site| drawing.capitals(&site, 40..=92));
    let band = site.as_ref().map_or(THIN, |site| 90.0 + site.height());
    let full = Bar {
        left: 0.0,
        top: 0.0,
        width: SIDE as f32,
        height: band,
        radius: 0.0,
    };
    drawing.canvas.bar(full, Tone::Ink);
    if let Some(site) = site {
        drawing.lines(&site, 45.0, Tone::Field);
    }
    let mut bottom = END;
    if let Some(date) = drawing.date() {
        bottom -= date.height();
        drawing.lines(&date, bottom, Tone::Ink);
        bottom -= 26.0;
    }
    if let Some(authors) = drawing.authors(WIDTH, 2) {
        bottom -= authors.height();
        drawing.lines(&authors, bottom, Tone::Ink);
        bottom -= 26.0;
    }
    bottom -= 24.0;
    let rule = Bar {
        left: MARGIN,
        top: bottom - 14.0,
        width: 120.0,
        height: 14.0,
        radius: 0.0,
    };
    drawing.canvas.bar(rule, Tone::Ink);
    drawing.headline(band + 70.0, bottom - 76.0);
}
