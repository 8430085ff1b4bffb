//! A page in, its lines out, in reading order.

use hayro_syntax::page::Page;

use super::lines::Line;
use super::order;
use super::segments;
use crate::parse::ReadError;
use crate::pdf::drawing::content::{self, Drawn, Shared};
use crate::pdf::drawing::glyphs::{Direction, Glyph, Layer};

const DIRECTIONS: [Direction; 4] = [
    Direction::Right,
    Direction::Down,
    Direction::Up,
    Direction::Left,
];

/// A page, as it is read.
pub(in crate::pdf) struct PageOfLines {
    /// Its text, in reading order.
    pub(in crate::pdf) lines: Vec<Line>,
    /// What is not a part of its text: artifacts, hidden text, and lines in other directions.
    pub(in crate::pdf) aside: Vec<Line>,
    pub(in crate::pdf) has_picture: bool,
    /// In points.
    pub(in crate::pdf) height: f32,
}

/// The lines of a page with this number.
///
/// # Errors
/// The document unpacks to more than is read.
pub(in crate::pdf) fn read<'a>(
    page: &Page<'a>,
    number: u32,
    shared: &mut Shared<'a>,
) -> Result<PageOfLines, ReadError> {
    let Drawn {
        mut glyphs,
        has_picture,
    } = content::draw(page, shared)?;
    show_recognized_text(&mut glyphs);
    let segments = segments::of_glyphs(&glyphs);
    let main = main_direction(&glyphs);
    let lines = |layer, direction| order::lines(&segments, &glyphs, number, layer, direction);
    let mut aside = Vec::new();
    for direction in DIRECTIONS {
        for layer in [
            Layer::Text,
            Layer::Artifact,
            Layer::Invisible,
            Layer::Hidden,
        ] {
            if (layer, direction) != (Layer::Text, main) {
                aside.extend(lines(layer, direction));
            }
        }
    }
    let (width, height) = page.render_dimensions();
    Ok(PageOfLines {
        lines: lines(Layer::Text, main),
        aside,
        has_picture,
        height: match main {
            Direction::Right | Direction::Left => height,
            Direction::Down | Direction::Up => width,
        },
    })
}

/// On a page that shows a picture and hardly any text, the text without ink is what a text
/// recognizer found in the picture.
fn show_recognized_text(glyphs: &mut [Glyph]) {
    let count = |layer| glyphs.iter().filter(|glyph| glyph.layer == layer).count();
    if count(Layer::Invisible) <= count(Layer::Text) {
        return;
    }
    for glyph in glyphs {
        if glyph.layer == Layer::Invisible {
            glyph.layer = Layer::Text;
        }
    }
}

/// The direction of most of the text.
fn main_direction(glyphs: &[Glyph]) -> Direction {
    let count = |direction| {
        let text = glyphs.iter().filter(|glyph| glyph.layer == Layer::Text);
        text.filter(|glyph| glyph.direction == direction).count()
    };
    let mut main = Direction::Right;
    for direction in DIRECTIONS {
        if count(direction) > count(main) {
            main = direction;
        }
    }
    main
}
