//! JPEG pictures: where they end, and whether they are whole.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::read::ImageError;

/// The largest JPEG, in pixels. A progressive one is decoded as a whole: at 7 bytes a pixel that
/// takes 175 MB.
pub(super) const MAX_PIXELS: u64 = 25_000_000;

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const TEM: u8 = 0x01;

/// How long a JPEG is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// With its last marker, EOI (ITU-T T.81, B.1.1).
    pub(super) bytes: usize,
    /// Its pixels, in all scans.
    pixel_bytes: usize,
}

/// The length of a JPEG; `None` where it has no end.
pub(super) fn extent(jpeg: &[u8]) -> Option<Extent> {
    let (mut at, mut pixel_bytes) = (0, 0);
    loop {
        if *jpeg.get(at)? != 0xFF {
            return None;
        }
        // A marker may begin with any number of these.
        at += jpeg[at..].iter().position(|&byte| byte != 0xFF)?;
        let marker = jpeg[at];
        at += 1;
        match marker {
            EOI => {
                return Some(Extent {
                    bytes: at,
                    pixel_bytes,
                });
            }
            SOI | TEM => {}
            _ => {
                let length = u16::from_be_bytes(*jpeg.get(at..)?.first_chunk()?);
                at += usize::from(length);
            }
        }
        if marker == SOS {
            let length = jpeg.get(at..)?.windows(2).position(is_marker)?;
            pixel_bytes += length;
            at += length;
        }
    }
}

/// Whether two bytes among those of pixels end them. Neither a pixel of 0xFF, which a zero
/// follows, nor a restart marker does.
fn is_marker(pair: &[u8]) -> bool {
    pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF)
}

/// Decodes a JPEG to its end: a valid header says nothing about the rest.
pub(super) fn ensure_decodes(
    jpeg: &[u8],
    extent: Extent,
    (width, height): (u32, u32),
) -> Result<(), ImageError> {
    // The decoder makes up what is missing, but a block takes a bit at least.
    let blocks = u64::from(width.div_ceil(8)) * u64::from(height.div_ceil(8));
    if (extent.pixel_bytes as u64) < blocks.div_ceil(8) {
        return Err(ImageError::Damaged);
    }
    let side = |length: u32| usize::try_from(length).map_err(|_| ImageError::Damaged);
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(side(width)?)
        .set_max_height(side(height)?);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(jpeg), options);
    decoder.decode_headers().map_err(|_| ImageError::Damaged)?;
    if matches!(
        decoder.input_colorspace(),
        Some(ColorSpace::YCbCr | ColorSpace::Luma)
    ) {
        // A byte for each pixel, not three.
        let options = options.jpeg_set_out_colorspace(ColorSpace::Luma);
        decoder = JpegDecoder::new_with_options(Cursor::new(jpeg), options);
    }
    decoder.decode().map_err(|_| ImageError::Damaged)?;
    Ok(())
}
