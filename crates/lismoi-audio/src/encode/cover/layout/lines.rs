//! The lines that all layouts have, at their sizes.

use std::ops::RangeInclusive;

use super::{Drawing, MARGIN, WIDTH};
use crate::encode::cover::canvas::Tone;
use crate::encode::cover::sized_font::SizedFont;
use crate::encode::cover::units::{names, words};
use crate::encode::cover::wrap::{Room, Wrapped, cut, fitted};

/// The sizes of a headline: a short word fills half of the width.
const HEADLINE: RangeInclusive<u16> = 46..=280;

/// The sizes of the authors.
const AUTHORS: RangeInclusive<u16> = 34..=54;

/// The size of a date.
const DATE: f32 = 38.0;

impl<'a> Drawing<'a> {
    /// Writes the headline between two heights, from the upper one.
    pub(super) fn headline(&mut self, top: f32, bottom: f32) {
        let Some(text) = self.words.headline.take() else {
            return;
        };
        let room = Room {
            width: WIDTH,
            height: bottom - top,
            max_lines: 12,
            sizes: HEADLINE,
        };
        let words = words(&text);
        let wrapped = fitted(self.font, &words, &room);
        let wrapped = wrapped.unwrap_or_else(|| cut(self.font, &words, &room));
        self.lines(&wrapped, top, Tone::Ink);
    }

    /// Writes the site in spaced capitals at the margin above; returns where the space below
    /// begins.
    pub(super) fn kicker(&mut self) -> f32 {
        let Some(site) = self.words.site.take() else {
            return MARGIN;
        };
        let wrapped = self.capitals(&site, 30..=42);
        self.lines(&wrapped, MARGIN, Tone::Ink);
        MARGIN + wrapped.height() + 56.0
    }

    /// A text in spaced capitals on one line, or on a few where it is long.
    pub(super) fn capitals(&self, text: &str, sizes: RangeInclusive<u16>) -> Wrapped<'a> {
        let font = SizedFont {
            tracking: f32::from(*sizes.start()) * 0.08,
            ..self.font
        };
        let upper = text.to_uppercase();
        let words = words(if font.has(&upper) { &upper } else { text });
        let line = Room {
            width: WIDTH,
            height: f32::INFINITY,
            max_lines: 1,
            sizes,
        };
        let few = Room {
            max_lines: 3,
            ..line.clone()
        };
        fitted(font, &words, &line)
            .or_else(|| fitted(font, &words, &few))
            .unwrap_or_else(|| cut(font, &words, &few))
    }

    /// The authors on at most `max_lines` lines, which break and end between two of them.
    pub(super) fn authors(&mut self, width: f32, max_lines: usize) -> Option<Wrapped<'a>> {
        let authors = self.words.authors.take()?;
        let room = Room {
            width,
            height: f32::INFINITY,
            max_lines,
            sizes: AUTHORS,
        };
        let names = names(&authors);
        let wrapped = fitted(self.font, &names, &room);
        let wrapped = wrapped.unwrap_or_else(|| cut(self.font, &names, &room));
        if !wrapped.lines.is_empty() {
            return Some(wrapped);
        }
        // A name that is wider than a line.
        let words = words(&authors);
        let wrapped = fitted(self.font, &words, &room);
        Some(wrapped.unwrap_or_else(|| cut(self.font, &words, &room)))
    }

    /// The date on a line.
    pub(super) fn date(&mut self) -> Option<Wrapped<'a>> {
        let size = SizedFont {
            pixels: DATE,
            ..self.font
        };
        let lines = vec![self.words.date.take()?];
        Some(Wrapped { size, lines })
    }

    /// Writes lines at the left margin, from the top of their first capital.
    pub(super) fn lines(&mut self, wrapped: &Wrapped<'_>, top: f32, tone: Tone) {
        let mut baseline = top + wrapped.size.cap_height();
        for line in &wrapped.lines {
            // Baselines on whole pixels keep all letters equally sharp.
            let place = (MARGIN, baseline.round());
            self.canvas.write(&wrapped.size, line, place, tone);
            baseline += wrapped.size.step();
        }
    }
}
