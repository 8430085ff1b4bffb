//! The state of text in a content stream (ISO 32000-1, 9.3), and how it moves.

use std::rc::Rc;

use hayro_font::UNITS_PER_EM;
use hayro_font::kurbo::Affine;

use super::fonts::LoadedFont;

/// Characters are moved apart by at most this, in ems, without a gap between them: letters
/// set wide are still one word.
const WIDEST_SPACING: f64 = 0.3;

#[derive(Clone)]
pub(in crate::pdf) struct TextState<'a> {
    pub(in crate::pdf) font: Option<Rc<LoadedFont<'a>>>,
    pub(in crate::pdf) size: f64,
    pub(in crate::pdf) character_spacing: f64,
    pub(in crate::pdf) word_spacing: f64,
    /// 1 is the normal width.
    pub(in crate::pdf) scaling: f64,
    pub(in crate::pdf) leading: f64,
    pub(in crate::pdf) rise: f64,
    pub(in crate::pdf) is_invisible: bool,
    pub(in crate::pdf) matrix: Affine,
    pub(in crate::pdf) line_matrix: Affine,
}

impl Default for TextState<'_> {
    fn default() -> Self {
        TextState {
            font: None,
            size: 1.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scaling: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_invisible: false,
            matrix: Affine::IDENTITY,
            line_matrix: Affine::IDENTITY,
        }
    }
}

impl TextState<'_> {
    /// Starts a line at this distance from the start of the last.
    pub(in crate::pdf) fn next_line(&mut self, x: f64, y: f64) {
        self.set_matrix(self.line_matrix * Affine::translate((x, y)));
    }

    pub(in crate::pdf) fn set_matrix(&mut self, matrix: Affine) {
        self.line_matrix = matrix;
        self.matrix = matrix;
    }

    /// Moves back by thousandths of the size, as numbers between strings do.
    pub(in crate::pdf) fn adjust(&mut self, thousandths: f64) {
        let distance = -thousandths / f64::from(UNITS_PER_EM) * self.size;
        self.advance(distance);
    }

    /// Moves along the line, by a distance before scaling.
    pub(in crate::pdf) fn advance(&mut self, distance: f64) {
        let is_horizontal = self.font.as_ref().is_none_or(|f| f.font.is_horizontal());
        let vector = match is_horizontal {
            true => (distance * self.scaling, 0.0),
            false => (0.0, distance),
        };
        self.matrix *= Affine::translate(vector);
    }

    /// The width of a code, and how far it moves, both before scaling.
    pub(in crate::pdf) fn widths(&self, code: u32, length: usize) -> (f64, f64) {
        let Some(loaded) = &self.font else {
            return (0.0, 0.0);
        };
        let advance = loaded.font.code_advance(code);
        let advance = match loaded.font.is_horizontal() {
            true => advance.x,
            false => advance.y,
        };
        let width = advance / f64::from(UNITS_PER_EM) * self.size;
        let is_space = code == u32::from(b' ') && length == 1;
        let word_spacing = if is_space { self.word_spacing } else { 0.0 };
        let most = self.size.abs() * WIDEST_SPACING;
        let inked = width + self.character_spacing.clamp(-most, most);
        (inked, width + self.character_spacing + word_spacing)
    }

    /// From the space of glyphs, in ems, to that of the page's content.
    pub(in crate::pdf) fn glyph_matrix(&self) -> Affine {
        let (size, rise) = (self.size, self.rise);
        self.matrix * Affine::new([size * self.scaling, 0.0, 0.0, size, 0.0, rise])
    }
}
