//! Covers: a picture of the user's, or one drawn from what is known of the article.
//!
//! [`read`] takes the user's file or the article's picture. [`draw`] chooses a colour scheme
//! and a layout by the title and the date, so that covers on a shelf can be told apart;
//! `words` leaves out what the font cannot write, `wrap` breaks it into lines.

pub mod draw;
pub mod read;

mod canvas;
mod jpeg;
mod layout;
mod schemes;
mod sized_font;
mod units;
mod words;
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

/// What is known of an article, as the caller has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The title; empty if unknown.
    pub title: &'a str,
    /// The authors; each may name several people.
    pub authors: &'a [String],
    /// The site or the publisher; `None` if unknown.
    pub site: Option<&'a str>,
    /// The date, as people write it ("12 mars 2024"); `None` if unknown.
    pub date: Option<&'a str>,
}
