//! A file in, a cover out, if it is one.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use imagesize::ImageType;

use crate::encode::{Cover, Picture};
use lismoi_document::hint::WithHint;

/// More than this makes no cover better, and every file that holds it worse; FLAC has no
/// room for more than 16 MB (RFC 9639, 8.1).
const LARGEST: u64 = 10_000_000;

/// As many take a second to decode, and no screen shows them.
const MOST_PIXELS: u64 = 100_000_000;

/// Reads a PNG or JPEG.
///
/// # Errors
/// The file cannot be read, is no such picture, or has more than 10 MB.
pub fn from_file(path: &Path) -> Result<Cover> {
    let unreadable = || format!("could not read the cover '{}'", path.display());
    let file = File::open(path).with_context(unreadable)?;
    let mut length = file.metadata().with_context(unreadable)?.len();
    let mut bytes = Vec::new();
    if length <= LARGEST {
        // A pipe does not tell its length.
        let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
        length = read.with_context(unreadable)? as u64;
    }
    if length > LARGEST {
        let message = format!("the cover '{}' is larger than 10 MB", path.display());
        bail!(WithHint::new(message, "1400 x 1400 pixels are plenty"));
    }
    cover(bytes).with_context(|| {
        let message = format!(
            "the cover '{}' is no picture that can be used",
            path.display()
        );
        WithHint::new(message, "save it as PNG or JPEG")
    })
}

fn cover(bytes: Vec<u8>) -> Result<Cover> {
    let kind = match imagesize::image_type(&bytes)? {
        ImageType::Png => Picture::Png,
        ImageType::Jpeg => Picture::Jpeg,
        _ => bail!("it is neither PNG nor JPEG"),
    };
    let size = imagesize::blob_size(&bytes)?;
    let [width, height] = [size.width, size.height].map(|side| u32::try_from(side).unwrap_or(0));
    if width == 0 || height == 0 {
        bail!("it has no size");
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        bail!("it has {width} x {height} pixels");
    }
    if kind == Picture::Png {
        ensure_decodes(&bytes)?;
    }
    Ok(Cover {
        kind,
        bytes,
        width,
        height,
    })
}

/// Reads a PNG to its end, row by row: behind its first bytes there may be anything.
fn ensure_decodes(png: &[u8]) -> Result<()> {
    let mut rows = png::Decoder::new(Cursor::new(png)).read_info()?;
    while rows.next_row()?.is_some() {}
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    fn written(bytes: &[u8]) -> Result<Cover> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        from_file(file.path())
    }

    #[test]
    fn a_png_and_a_jpeg_are_covers() {
        let png = written(include_bytes!("pixel.png")).unwrap();
        assert_eq!((png.kind, png.width, png.height), (Picture::Png, 1, 1));
        // A JPEG up to where it tells its size: 3 high, 2 wide.
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\
                     \xff\xc0\0\x0b\x08\0\x03\0\x02\x01\x01\x11\0\xff\xd9";
        let jpeg = written(jpeg).unwrap();
        assert_eq!((jpeg.kind, jpeg.width, jpeg.height), (Picture::Jpeg, 2, 3));
    }

    #[test]
    fn what_is_no_picture_is_no_cover() {
        let png: &[u8] = include_bytes!("pixel.png");
        for bytes in [
            &b""[..],
            b"Un texte.",
            b"GIF89a\x01\0\x01\0\0\0\0",
            &png[..12],
            &png[..png.len() / 2],
            &[&png[..8], &[0x55; 1000][..]].concat(),
            &[&png[..33], &[0x55; 1000][..]].concat(),
        ] {
            assert!(written(bytes).is_err());
        }
        let mut large = png.to_vec();
        large.resize(LARGEST as usize + 1, 0);
        let error = written(&large).unwrap_err().to_string();
        assert!(error.ends_with("is larger than 10 MB"), "{error}");
        // Wide and high, and nothing in it.
        let mut wide = png.to_vec();
        wide[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let error = format!("{:#}", written(&wide).unwrap_err());
        assert!(error.ends_with("it has 65536 x 65536 pixels"), "{error}");
    }
}
