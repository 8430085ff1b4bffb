//! Characters with their places on a page.

/// A character that a page shows. Its coordinates are those of the page turned so that its
/// text runs from left to right, see [`Direction`].
#[derive(Clone, Copy, Debug)]
pub(in crate::pdf) struct Glyph {
    pub(in crate::pdf) character: char,
    /// Where its advance starts, in points from the left of the page.
    pub(in crate::pdf) left: f32,
    /// Where its advance ends.
    pub(in crate::pdf) right: f32,
    /// In points from the top of the page.
    pub(in crate::pdf) baseline: f32,
    /// The size of the font, in points.
    pub(in crate::pdf) size: f32,
    pub(in crate::pdf) style: Style,
    pub(in crate::pdf) layer: Layer,
    pub(in crate::pdf) direction: Direction,
}

/// How the letters of a font look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::pdf) struct Style {
    pub(in crate::pdf) is_bold: bool,
    pub(in crate::pdf) is_italic: bool,
    /// All letters have one width.
    pub(in crate::pdf) is_monospaced: bool,
}

/// The part of a page that a glyph belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::pdf) enum Layer {
    /// What the page says.
    Text,
    /// Marked as no part of the text: a running head, a page number.
    Artifact,
    /// Drawn without ink: the text that a text recognizer found in a picture.
    Invisible,
    /// On a layer that is switched off, or outside the page.
    Hidden,
}

/// Where the text of a line runs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::pdf) enum Direction {
    Right,
    Down,
    Left,
    Up,
}

impl Direction {
    /// The direction of a vector on the page, with y downwards; slanted text runs to where it
    /// mostly goes.
    pub(in crate::pdf) fn of(x: f64, y: f64) -> Direction {
        match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => Direction::Right,
            (true, false, _) => Direction::Left,
            (false, _, true) => Direction::Down,
            (false, _, false) => Direction::Up,
        }
    }

    /// A point of the page on the page turned so that this direction runs to the right.
    pub(in crate::pdf) fn turn(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Direction::Right => (x, y),
            Direction::Down => (y, -x),
            Direction::Left => (-x, -y),
            Direction::Up => (-y, x),
        }
    }

    /// The inverse of [`Direction::turn`].
    pub(in crate::pdf) fn turn_back(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Direction::Right => (x, y),
            Direction::Down => (-y, x),
            Direction::Left => (-x, -y),
            Direction::Up => (y, -x),
        }
    }
}
