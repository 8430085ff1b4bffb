//! Reads a cover from a file and ensures that players can show it: it is decoded to its end, and
//! what the file holds behind the picture is left out.

use std::io::{self, Cursor};
use std::path::{Path, PathBuf};

use imagesize::ImageType;
use lismoi_files::named;

use super::{Cover, ImageFormat, jpeg};

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
    /// It has more than 100 million pixels, or 25 million for a JPEG.
    #[error("it has {width} x {height} pixels")]
    TooManyPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// It cannot be decoded to its end.
    #[error("it is damaged, or not a whole picture")]
    Damaged,
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
    match named::read(path, MAX_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Ok(None),
        read => read.map(Some),
    }
}

/// A cover from the bytes of a PNG or a JPEG. Bytes behind the end of the picture are dropped: no
/// player shows them, so nobody would know that they go along.
///
/// # Errors
/// They have more than 10 MB, or are not a whole picture that players can show.
pub fn from_bytes(mut bytes: Vec<u8>) -> Result<Cover, ImageError> {
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
    let ensure_pixels = |most: u64| {
        let is_too_large = u64::from(width) * u64::from(height) > most;
        let error = ImageError::TooManyPixels { width, height };
        (!is_too_large).then_some(()).ok_or(error)
    };
    match format {
        ImageFormat::Png => {
            bytes.truncate(end_of_png(&bytes).ok_or(ImageError::Damaged)?);
            ensure_pixels(MAX_PIXELS)?;
            ensure_decodes(&bytes)?;
        }
        ImageFormat::Jpeg => {
            let extent = jpeg::extent(&bytes).ok_or(ImageError::Damaged)?;
            bytes.truncate(extent.bytes);
            ensure_pixels(jpeg::MAX_PIXELS)?;
            jpeg::ensure_decodes(&bytes, extent, (width, height))?;
        }
    }
    Ok(Cover {
        format,
        bytes,
        width,
        height,
    })
}

/// Decodes a PNG to its end, row by row: a valid header says nothing about the rest.
fn ensure_decodes(png: &[u8]) -> Result<(), ImageError> {
    let decode = || {
        let mut rows = png::Decoder::new(Cursor::new(png)).read_info()?;
        while rows.next_row()?.is_some() {}
        Ok(())
    };
    decode().map_err(|_: png::DecodingError| ImageError::Damaged)
}

/// The length of a PNG with its last chunk, IEND; `None` where it has none.
fn end_of_png(png: &[u8]) -> Option<usize> {
    // A signature of 8 bytes, then chunks: length, type, data, CRC (PNG 3rd edition, 5.3).
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(*png.get(at..)?.first_chunk()?);
        let kind = png.get(at + 4..at + 8)?;
        at = at
            .checked_add(usize::try_from(length).ok()?)?
            .checked_add(12)?;
        if kind == b"IEND" {
            return (at <= png.len()).then_some(at);
        }
    }
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
        let jpeg = from_written(include_bytes!("small.jpg")).unwrap();
        assert_eq!(
            (jpeg.format, jpeg.width, jpeg.height),
            (ImageFormat::Jpeg, 40, 24)
        );
    }

    #[test]
    fn bytes_behind_the_picture_are_dropped() {
        for picture in [
            &include_bytes!("pixel.png")[..],
            include_bytes!("small.jpg"),
            include_bytes!("progressive.jpg"),
        ] {
            let cover = from_bytes([picture, b"Un secret."].concat()).unwrap();
            assert!(cover.bytes == picture);
        }
    }

    #[test]
    fn a_jpeg_without_its_picture_or_a_part_of_it_is_no_cover() {
        // A header, up to the size of the picture.
        let header = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\
                       \xff\xc0\0\x0b\x08\0\x03\0\x02\x01\x01\x11\0";
        for rest in [&b"\xff\xd9"[..], b"", b"Un secret.", b"\xff\xd9Un secret."] {
            let error = from_bytes([header, rest].concat()).unwrap_err();
            assert!(matches!(error, ImageError::Damaged), "{error}");
        }
        for jpeg in [
            &include_bytes!("small.jpg")[..],
            include_bytes!("progressive.jpg"),
        ] {
            for length in 0..jpeg.len() {
                assert!(from_bytes(jpeg[..length].to_vec()).is_err(), "{length}");
            }
            let start = jpeg
                .windows(2)
                .position(|pair| pair == b"\xff\xda")
                .unwrap();
            // Without any scan, and with a scan of no bytes.
            for length in [start, start + 14] {
                let cut = [&jpeg[..length], b"\xff\xd9"].concat();
                let error = from_bytes(cut).unwrap_err();
                assert!(matches!(error, ImageError::Damaged), "{length}");
            }
        }
        // 4000 x 4000 pixels in 200 bytes.
        let mut jpeg = include_bytes!("small.jpg").to_vec();
        set_size(&mut jpeg, 4000);
        let error = from_bytes(jpeg).unwrap_err();
        assert!(matches!(error, ImageError::Damaged), "{error}");
    }

    /// Writes another width and height into the header of a frame.
    fn set_size(jpeg: &mut [u8], side: u16) {
        let frame = jpeg.windows(2).position(|pair| pair == b"\xff\xc0");
        let at = frame.unwrap() + 5;
        let side = side.to_be_bytes();
        jpeg[at..at + 4].copy_from_slice(&[side, side].concat());
    }

    #[test]
    fn a_jpeg_of_too_many_pixels_is_not_decoded() {
        let mut jpeg = include_bytes!("small.jpg").to_vec();
        set_size(&mut jpeg, 8192);
        let error = from_bytes(jpeg).unwrap_err().to_string();
        assert_eq!(error, "it has 8192 x 8192 pixels");
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
