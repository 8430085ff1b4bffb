//! Draws a plain cover: the title and the author on a colour derived from the title, so that
//! covers on a shelf can be told apart.

use ab_glyph::{Font, FontRef, point};
use anyhow::{Context, Result};
use png::{BitDepth, ColorType, Compression, Encoder};

use super::wrap::SizedFont;
use super::{Cover, ImageFormat};
use crate::encode::tags::{MAX_TITLE, one_line};

/// DejaVu Sans Condensed Bold, reduced to Latin, Greek and Cyrillic letters. Its licence,
/// `dejavu-LICENSE.txt`, allows embedding.
const FONT: &[u8] = include_bytes!("dejavu.ttf");

/// In pixels, like all lengths here.
const SIDE: usize = 1000;
const MARGIN: usize = 90;
const WIDTH: f32 = (SIDE - 2 * MARGIN) as f32;

/// The title is as large as its space allows. At the smallest size it is cut.
const MAX_SIZE: u16 = 130;
const MIN_SIZE: u16 = 48;
const TITLE_HEIGHT: f32 = 620.0;

const AUTHOR_SIZE: f32 = 46.0;
const AUTHOR_LINES: usize = 2;

/// The highest value of a pixel with four bits, from the colour (0) to white.
const LEVELS: u8 = 15;

/// Draws a cover. Equal titles and authors give equal bytes; characters that the font does
/// not have are left out.
///
/// # Errors
/// The font or the PNG encoder fails; neither depends on the title.
pub fn from_title(title: &str, author: Option<&str>) -> Result<Cover> {
    let font = FontRef::try_from_slice(FONT).context("could not read the font")?;
    let mut canvas = Canvas {
        levels: vec![0; SIDE * SIDE],
    };
    let text = printable(&font, title);
    let (size, lines) = fitted(&font, &text);
    let mut baseline = MARGIN as f32 + size.pixels * 0.85;
    for line in lines {
        canvas.write(&size, &line, baseline);
        baseline += size.step();
    }
    let size = SizedFont {
        font: &font,
        pixels: AUTHOR_SIZE,
    };
    let author = printable(&font, author.unwrap_or_default());
    let lines = size.cut(size.lines(&author, WIDTH), AUTHOR_LINES, WIDTH);
    let mut baseline = (SIDE - MARGIN) as f32 - lines.len().saturating_sub(1) as f32 * size.step();
    for line in lines {
        canvas.write(&size, &line, baseline);
        baseline += size.step();
    }
    Ok(Cover {
        format: ImageFormat::Png,
        bytes: canvas
            .png(colour(title))
            .context("could not draw the cover")?,
        width: SIDE as u32,
        height: SIDE as u32,
    })
}

/// The characters of a text that the font has, on one line.
fn printable(font: &FontRef, text: &str) -> String {
    let mut text = one_line(text, MAX_TITLE);
    text.retain(|letter| font.glyph_id(letter).0 != 0);
    one_line(&text, MAX_TITLE)
}

/// The largest size at which the title fits into its space, and its lines.
fn fitted<'a>(font: &'a FontRef<'a>, text: &str) -> (SizedFont<'a>, Vec<String>) {
    let mut pixels = MAX_SIZE;
    loop {
        let size = SizedFont {
            font,
            pixels: f32::from(pixels),
        };
        let lines = size.lines(text, WIDTH);
        let max_lines = (TITLE_HEIGHT / size.step()) as usize;
        // A word is split over two lines only at the smallest size.
        let is_split = text
            .split(' ')
            .any(|word| size.lines(word, WIDTH).len() > 1);
        if pixels <= MIN_SIZE || lines.len() <= max_lines && !is_split {
            let lines = size.cut(lines, max_lines, WIDTH);
            return (size, lines);
        }
        pixels -= 2;
    }
}

/// One of 360 hues as RGB, dark enough for a contrast of 4.5 to 1 with white letters (WCAG
/// 2.2, 1.4.3).
fn colour(title: &str) -> [u8; 3] {
    // FNV-1a, 32 bits.
    let hash = title.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let hue = (hash >> 8) % 360;
    let channel = |shift: u32| {
        // The distance of the hue from that of the channel, in sixths of the circle.
        let away = ((hue + shift) % 360) as f32 / 60.0;
        let away = away.min(6.0 - away);
        let amount = (2.0 - away).clamp(0.0, 1.0);
        (28.0 + 90.0 * amount) as u8
    };
    [channel(0), channel(240), channel(120)]
}

/// How much of each pixel is covered by letters, from 0 to [`LEVELS`], row by row.
struct Canvas {
    levels: Vec<u8>,
}

impl Canvas {
    fn write(&mut self, size: &SizedFont, text: &str, baseline: f32) {
        let mut left = MARGIN as f32;
        for letter in text.chars() {
            let glyph = size.font.glyph_id(letter);
            let glyph = glyph.with_scale_and_position(size.pixels, point(left, baseline));
            left += size.advance(letter);
            let Some(outline) = size.font.outline_glyph(glyph) else {
                continue;
            };
            let corner = outline.px_bounds().min;
            outline.draw(|x, y, covered| {
                let (x, y) = (corner.x + x as f32, corner.y + y as f32);
                self.cover(x as usize, y as usize, covered);
            });
        }
    }

    fn cover(&mut self, x: usize, y: usize, covered: f32) {
        let level = (covered * f32::from(LEVELS)).round() as u8;
        if let Some(pixel) = self.levels.get_mut(y * SIDE + x) {
            *pixel = (*pixel).max(level.min(LEVELS));
        }
    }

    fn png(&self, colour: [u8; 3]) -> Result<Vec<u8>, png::EncodingError> {
        let blend = |level: u8| {
            colour.map(|channel| {
                let rest = u16::from(255 - channel) * u16::from(level) / u16::from(LEVELS);
                channel + rest as u8
            })
        };
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, SIDE as u32, SIDE as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette((0..=LEVELS).flat_map(blend).collect::<Vec<_>>());
        encoder.set_compression(Compression::Balanced);
        let mut writer = encoder.write_header()?;
        let pairs = self.levels.chunks_exact(2);
        let packed: Vec<_> = pairs.map(|pair| pair[0] << 4 | pair[1]).collect();
        writer.write_image_data(&packed)?;
        writer.finish()?;
        Ok(bytes)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    fn font() -> FontRef<'static> {
        FontRef::try_from_slice(FONT).unwrap()
    }

    #[test]
    fn different_titles_have_different_covers() {
        let covers = ["L'été", "L'hiver", ""].map(|title| from_title(title, Some("Zoë")).unwrap());
        assert!(covers[0] != covers[1] && covers[1] != covers[2]);
        assert_eq!(covers[0], from_title("L'été", Some("Zoë")).unwrap());
        for cover in covers {
            let size = imagesize::blob_size(&cover.bytes).unwrap();
            assert_eq!((size.width, size.height), (SIDE, SIDE));
            assert!(cover.bytes.len() < 30_000, "{}", cover.bytes.len());
        }
    }

    #[test]
    fn any_title_fits() {
        let titles = [
            "mot ".repeat(2_500),
            "é".repeat(10_000),
            "ligne\nligne\0 --> <b> \"œ\" 😀".to_owned(),
            "日本語".to_owned(),
        ];
        for title in titles {
            let font = font();
            let (size, lines) = fitted(&font, &printable(&font, &title));
            assert!(lines.len() as f32 * size.step() <= TITLE_HEIGHT);
            assert!(from_title(&title, Some(&title)).unwrap().bytes.len() < 100_000);
        }
    }

    #[test]
    fn a_long_title_is_cut_with_an_ellipsis() {
        let font = font();
        let (_, lines) = fitted(&font, &"mot ".repeat(200));
        assert!(lines[lines.len() - 1].ends_with('…'));
    }

    #[test]
    fn every_colour_contrasts_with_white_letters() {
        for title in 0..2_000 {
            let light = colour(&title.to_string()).map(|channel| {
                let channel = f64::from(channel) / 255.0;
                ((channel + 0.055) / 1.055).powf(2.4)
            });
            let luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
            assert!(1.05 / (luminance + 0.05) > 4.5, "{title}");
        }
    }
}
