//! The font, and what a text measures in it at a size.

use ab_glyph::{Font, FontRef, ScaleFont};
use anyhow::{Context, Result};

/// DejaVu Sans Condensed Bold, reduced to Latin, Greek and Cyrillic letters. Its licence,
/// `dejavu-LICENSE.txt`, allows embedding.
const FONT: &[u8] = include_bytes!("dejavu.ttf");

/// The font of all covers.
pub(super) fn font() -> Result<FontRef<'static>> {
    FontRef::try_from_slice(FONT).context("could not read the font")
}

/// A font at a size, in pixels.
#[derive(Clone, Copy)]
pub(super) struct SizedFont<'a> {
    pub(super) font: &'a FontRef<'a>,
    pub(super) pixels: f32,
    /// The space between letters beside that of the font.
    pub(super) tracking: f32,
}

impl<'a> SizedFont<'a> {
    /// The font at another size.
    pub(super) fn at(self, pixels: f32) -> SizedFont<'a> {
        SizedFont { pixels, ..self }
    }

    /// The distance between two baselines.
    pub(super) fn step(&self) -> f32 {
        self.pixels
    }

    /// The height of a capital, without an accent.
    pub(super) fn cap_height(&self) -> f32 {
        // DejaVu: 1493 of 2384 units.
        self.pixels * 0.626
    }

    /// Whether the font can write all of a text.
    pub(super) fn has(&self, text: &str) -> bool {
        text.chars().all(|letter| self.font.glyph_id(letter).0 != 0)
    }

    /// The distance from a letter to the next one.
    pub(super) fn advance(&self, letter: char, next: Option<char>) -> f32 {
        let font = self.font.as_scaled(self.pixels);
        let glyph = font.glyph_id(letter);
        let kern = next.map_or(0.0, |next| font.kern(glyph, font.glyph_id(next)));
        font.h_advance(glyph) + kern + self.tracking
    }

    /// From the start of a text to its end.
    pub(super) fn width(&self, text: &str) -> f32 {
        let mut letters = text.chars().peekable();
        let mut width = 0.0;
        while let Some(letter) = letters.next() {
            width += self.advance(letter, letters.peek().copied());
        }
        width
    }
}
