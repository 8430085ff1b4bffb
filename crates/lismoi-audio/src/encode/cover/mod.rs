//! Covers: a picture of the user's, or one drawn from the title.

pub mod draw;
pub mod read;

mod wrap;

/// The picture that players show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The format of the file.
    pub format: ImageFormat,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The image formats that every audio format can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl ImageFormat {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            ImageFormat::Png => "image/png",
            ImageFormat::Jpeg => "image/jpeg",
        }
    }
}
