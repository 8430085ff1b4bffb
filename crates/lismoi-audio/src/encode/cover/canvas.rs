//! The picture while it is drawn: shades of one tone on another, and shapes with smooth edges.

use ab_glyph::{Font, point};
use anyhow::{Context, Result};
use png::{BitDepth, ColorType, Compression, Encoder};

use super::schemes::Scheme;
use super::sized_font::SizedFont;
use super::{Cover, ImageFormat};

/// Both sides, in pixels, like all lengths here.
pub(super) const SIDE: usize = 1000;

/// The highest value of a pixel of four bits.
const LEVELS: u8 = 15;

/// A colour, as a level from that of the field (0) to that of the ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// The field.
    Field,
    /// For shapes that are to stay in the background: no text is written in it or on it.
    Shade,
    /// The ink.
    Ink,
}

impl Tone {
    fn level(self) -> u8 {
        match self {
            Tone::Field => 0,
            Tone::Shade => 4,
            Tone::Ink => LEVELS,
        }
    }
}

/// A rectangle whose corners may be round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// The radius of its corners.
    pub(super) radius: f32,
}

/// A ring; a disc where `inner` is 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ring {
    pub(super) centre: (f32, f32),
    pub(super) inner: f32,
    pub(super) outer: f32,
}

/// A level for each pixel, row by row.
pub(super) struct Canvas {
    levels: Vec<u8>,
    /// Both sides: [`SIDE`] while it is drawn.
    side: usize,
}

impl Canvas {
    /// All of it in the tone of the field.
    pub(super) fn new() -> Canvas {
        Canvas {
            levels: vec![Tone::Field.level(); SIDE * SIDE],
            side: SIDE,
        }
    }

    /// Writes a line from `left`, on a baseline.
    pub(super) fn write(
        &mut self,
        size: &SizedFont<'_>,
        text: &str,
        (left, baseline): (f32, f32),
        tone: Tone,
    ) {
        let mut left = left;
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let glyph = size.font.glyph_id(letter);
            let glyph = glyph.with_scale_and_position(size.pixels, point(left, baseline));
            left += size.advance(letter, letters.peek().copied());
            let Some(outline) = size.font.outline_glyph(glyph) else {
                continue;
            };
            let corner = outline.px_bounds().min;
            outline.draw(|x, y, covered| {
                let (x, y) = (corner.x + x as f32, corner.y + y as f32);
                self.blend(x, y, covered, tone);
            });
        }
    }

    /// Fills a rectangle.
    pub(super) fn bar(&mut self, bar: Bar, tone: Tone) {
        let half = (bar.width / 2.0, bar.height / 2.0);
        let centre = (bar.left + half.0, bar.top + half.1);
        self.fill(centre, half, tone, |x, y| {
            let x = x.abs() - half.0 + bar.radius;
            let y = y.abs() - half.1 + bar.radius;
            let outside = x.max(0.0) * x.max(0.0) + y.max(0.0) * y.max(0.0);
            outside.sqrt() + x.max(y).min(0.0) - bar.radius
        });
    }

    /// Fills a ring, or what lies within the picture of it.
    pub(super) fn ring(&mut self, ring: Ring, tone: Tone) {
        let half = (ring.outer, ring.outer);
        self.fill(ring.centre, half, tone, |x, y| {
            let distance = (x * x + y * y).sqrt();
            (distance - ring.outer).max(ring.inner - distance)
        });
    }

    /// Fills a shape given by the distance of a point from its edge, negative within.
    fn fill(
        &mut self,
        centre: (f32, f32),
        half: (f32, f32),
        tone: Tone,
        distance: impl Fn(f32, f32) -> f32,
    ) {
        let pixels = |centre: f32, half: f32| {
            let first = (centre - half - 1.0).max(0.0) as usize;
            first..((centre + half + 1.0).max(0.0) as usize).min(SIDE)
        };
        for y in pixels(centre.1, half.1) {
            for x in pixels(centre.0, half.0) {
                let (x, y) = (x as f32, y as f32);
                let distance = distance(x + 0.5 - centre.0, y + 0.5 - centre.1);
                self.blend(x, y, (0.5 - distance).clamp(0.0, 1.0), tone);
            }
        }
    }

    /// Covers a part of a pixel, from 0 to 1.
    fn blend(&mut self, x: f32, y: f32, covered: f32, tone: Tone) {
        if !(0.0..SIDE as f32).contains(&x) || !(0.0..SIDE as f32).contains(&y) {
            return;
        }
        if let Some(level) = self.levels.get_mut(y as usize * SIDE + x as usize) {
            let old = f32::from(*level);
            let new = old + (f32::from(tone.level()) - old) * covered.clamp(0.0, 1.0);
            *level = new.round() as u8;
        }
    }

    /// The picture with sides of at least one pixel. A pixel between others has a level between
    /// theirs.
    pub(super) fn of_side(self, side: usize) -> Canvas {
        if side == self.side {
            return self;
        }
        let last = self.side - 1;
        let places = (0..side).map(|pixel| {
            let place = (pixel as f32 + 0.5) * self.side as f32 / side as f32 - 0.5;
            let place = place.clamp(0.0, last as f32);
            (place as usize, place.fract())
        });
        let places: Vec<(usize, f32)> = places.collect();
        let level =
            |x: usize, y: usize| f32::from(self.levels[y.min(last) * self.side + x.min(last)]);
        let between = |one: f32, other: f32, part: f32| one + (other - one) * part;
        let mut levels = Vec::with_capacity(side * side);
        for &(y, down) in &places {
            for &(x, right) in &places {
                let upper = between(level(x, y), level(x + 1, y), right);
                let lower = between(level(x, y + 1), level(x + 1, y + 1), right);
                levels.push(between(upper, lower, down).round() as u8);
            }
        }
        Canvas { levels, side }
    }

    /// The picture in the colours of a scheme.
    pub(super) fn cover(&self, scheme: Scheme) -> Result<Cover> {
        Ok(Cover {
            format: ImageFormat::Png,
            bytes: self.png(scheme).context("could not draw the cover")?,
            width: self.side as u32,
            height: self.side as u32,
        })
    }

    fn png(&self, scheme: Scheme) -> Result<Vec<u8>, png::EncodingError> {
        let levels = u16::from(LEVELS);
        let blend = |level: u16| {
            [0, 1, 2].map(|channel| {
                let field = u16::from(scheme.field[channel]) * (levels - level);
                let ink = u16::from(scheme.ink[channel]) * level;
                ((field + ink) / levels) as u8
            })
        };
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.side as u32, self.side as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette((0..=levels).flat_map(blend).collect::<Vec<_>>());
        encoder.set_compression(Compression::Balanced);
        let mut writer = encoder.write_header()?;
        // Two pixels to a byte; each row starts with a byte of its own.
        let rows = self.levels.chunks_exact(self.side);
        let pairs = rows.flat_map(|row| row.chunks(2));
        let packed = pairs.map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0));
        let packed: Vec<u8> = packed.collect();
        writer.write_image_data(&packed)?;
        writer.finish()?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_filled_to_their_edges_and_cut_at_those_of_the_picture() {
        let mut canvas = Canvas::new();
        let bar = Bar {
            left: 10.0,
            top: 20.0,
            width: 30.0,
            height: 5.0,
            radius: 0.0,
        };
        canvas.bar(bar, Tone::Ink);
        let ring = Ring {
            centre: (SIDE as f32, SIDE as f32),
            inner: 5.0,
            outer: 10.0,
        };
        canvas.ring(ring, Tone::Shade);
        let level = |x: usize, y: usize| canvas.levels[y * SIDE + x];
        assert_eq!([(10, 20), (39, 24)].map(|(x, y)| level(x, y)), [LEVELS; 2]);
        assert_eq!(
            [(9, 20), (40, 24), (39, 25)].map(|(x, y)| level(x, y)),
            [0; 3]
        );
        assert_eq!(level(SIDE - 8, SIDE - 1), Tone::Shade.level());
        assert_eq!(level(SIDE - 2, SIDE - 2), 0);
        let filled = canvas.levels.iter().filter(|level| **level == LEVELS);
        assert_eq!(filled.count(), 150);
    }

    #[test]
    fn the_palette_goes_from_the_field_to_the_ink() {
        let scheme = Scheme {
            field: [10, 20, 255],
            ink: [250, 20, 0],
        };
        let png = Canvas::new().png(scheme).expect("a picture");
        let start = png.windows(4).position(|it| it == b"PLTE");
        let palette = &png[start.expect("a palette") + 4..][..48];
        assert_eq!(
            (&palette[..3], &palette[45..]),
            (&scheme.field[..], &scheme.ink[..])
        );
    }
}
