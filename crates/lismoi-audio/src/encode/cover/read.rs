//! Reads a cover from a file and ensures that players can show it.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use imagesize::ImageType;

use super::{Cover, ImageFormat};

/// The largest cover, in bytes. More does not make it better, but bloats every file that
/// holds it; a FLAC metadata block has room for 16 MB (RFC 9639, 8.1).
const MAX_BYTES: u64 = 10_000_000;

/// The largest cover, in pixels: it takes a second to decode, and no screen shows more.
const MAX_PIXELS: u64 = 100_000_000;

/// A file that cannot be a cover.
#[derive(Debug, thiserror::Error)]
pub enum CoverError {
    /// The file cannot be read.
    #[error("could not read the cover '{}'", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The file has more than 10 MB.
    #[error("the cover '{}' is larger than 10 MB", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The file is not a picture that players can show.
    #[error("the cover '{}' is no picture that can be used", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: ImageError,
    },
}

/// Why a file is not a picture that players can show.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// It has no known format, or its header is damaged.
    #[error(transparent)]
    Header(#[from] imagesize::ImageError),
    /// It has another format.
    #[error("it is neither PNG nor JPEG")]
    OtherFormat,
    /// It has more than 10 MB.
    #[error("it is larger than 10 MB")]
    TooLarge,
    /// It has no pixels.
    #[error("it has no size")]
    Empty,
    /// It has more than 100 million pixels.
    #[error("it has {width} x {height} pixels")]
    TooManyPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// A PNG that cannot be decoded to its end.
    #[error(transparent)]
    Damaged(#[from] png::DecodingError),
}

/// Reads a PNG or a JPEG.
///
/// # Errors
/// The file cannot be read, is larger than 10 MB, or is not a picture that players can show.
pub fn from_file(path: &Path) -> Result<Cover, CoverError> {
    let bytes = read(path).map_err(|source| CoverError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let bytes = bytes.ok_or_else(|| CoverError::TooLarge {
        path: path.to_owned(),
    })?;
    from_bytes(bytes).map_err(|source| CoverError::Unusable {
        path: path.to_owned(),
        source,
    })
}

/// The content of a file; `None` if it has more than [`MAX_BYTES`].
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    if file.metadata()?.len() > MAX_BYTES {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    // The metadata of a pipe have no length.
    let length = file.take(MAX_BYTES + 1).read_to_end(&mut bytes)? as u64;
    Ok((length <= MAX_BYTES).then_some(bytes))
}

/// A cover from the bytes of a PNG or a JPEG.
///
/// # Errors
/// They have more than 10 MB, or are not a picture that players can show.
pub fn from_bytes(bytes: Vec<u8>) -> Result<Cover, ImageError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ImageError::TooLarge);
    }
    let format = match imagesize::image_type(&bytes)? {
        ImageType::Png => ImageFormat::Png,
        ImageType::Jpeg => ImageFormat::Jpeg,
        _ => return Err(ImageError::OtherFormat),
    };
    let size = imagesize::blob_size(&bytes)?;
    let [width, height] = [size.width, size.height].map(|side| u32::try_from(side).unwrap_or(0));
    if width == 0 || height == 0 {
        return Err(ImageError::Empty);
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageError::TooManyPixels { width, height });
    }
    if format == ImageFormat::Png {
        ensure_decodes(&bytes)?;
    }
    Ok(Cover {
        format,
        bytes,
        width,
        height,
    })
}

/// Decodes a PNG to its end, row by row: a valid header says nothing about the rest.
fn ensure_decodes(png: &[u8]) -> Result<(), png::DecodingError> {
    let mut rows = png::Decoder::new(Cursor::new(png)).read_info()?;
    while rows.next_row()?.is_some() {}
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    fn from_written(bytes: &[u8]) -> Result<Cover, CoverError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        from_file(file.path())
    }

    #[test]
    fn a_png_and_a_jpeg_are_covers() {
        let png = from_written(include_bytes!("pixel.png")).unwrap();
        assert_eq!(
            (png.format, png.width, png.height),
            (ImageFormat::Png, 1, 1)
        );
        // The start of a JPEG, up to its size: 3 high, 2 wide.
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\
                     \xff\xc0\0\x0b\x08\0\x03\0\x02\x01\x01\x11\0\xff\xd9";
        let jpeg = from_written(jpeg).unwrap();
        assert_eq!(
            (jpeg.format, jpeg.width, jpeg.height),
            (ImageFormat::Jpeg, 2, 3)
        );
    }

    #[test]
    fn a_missing_file_is_unreadable() {
        let error = from_file(Path::new("/missing/cover.png")).unwrap_err();
        assert!(matches!(error, CoverError::Unreadable { .. }));
        assert_eq!(
            error.to_string(),
            "could not read the cover '/missing/cover.png'"
        );
    }

    #[test]
    fn other_and_damaged_files_are_no_covers() {
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
            let error = from_written(bytes).unwrap_err();
            assert!(matches!(error, CoverError::Unusable { .. }), "{error}");
        }
    }

    #[test]
    fn files_of_too_many_bytes_or_pixels_are_no_covers() {
        let png: &[u8] = include_bytes!("pixel.png");
        let mut large = png.to_vec();
        large.resize(MAX_BYTES as usize + 1, 0);
        let error = from_written(&large).unwrap_err().to_string();
        assert!(error.ends_with("is larger than 10 MB"), "{error}");
        let mut wide = png.to_vec();
        wide[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let CoverError::Unusable { source, .. } = from_written(&wide).unwrap_err() else {
            panic!("it is a cover");
        };
        assert_eq!(source.to_string(), "it has 65536 x 65536 pixels");
    }
}
