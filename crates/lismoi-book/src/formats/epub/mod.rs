//! EPUB 3: captions and the sound of the sections in, one book out that highlights each
//! sentence or each word while it is heard (media overlays, <https://www.w3.org/TR/epub-33/>).
//!
//! It is written section by section: a page, its overlay, its sound. No sound is held in
//! memory, and the same article gives the same bytes.

use lismoi_audio::encode::cover::Cover;

pub mod sound;

mod archive;
mod names;
mod output;

mod document;
mod overlay;
pub(crate) mod parts;

mod navigation;
mod package;

pub(crate) mod make;
pub mod write;

/// The content of a book.
#[derive(Clone, Copy, Debug)]
pub struct Epub<'a> {
    /// The title of the article. This and the other texts may hold any character.
    pub title: &'a str,
    /// The authors; empty where nobody is named.
    pub authors: &'a [String],
    /// The date of publication, as `YYYY-MM-DD`; `None` where it is not known.
    pub date: Option<&'a str>,
    /// The site or publication; `None` where it is not known.
    pub publisher: Option<&'a str>,
    /// The address of the article; `None` where it has none.
    pub source: Option<&'a str>,
    /// The language of the article as a BCP 47 tag; `None` where it is not known.
    pub language: Option<&'a str>,
    /// The name of the engine that speaks.
    pub engine: &'a str,
    /// What is highlighted while it is heard.
    pub highlight: Highlight,
    /// An identifier that is the same on every run for the same article, such as the SHA-256
    /// of its text.
    pub id: &'a str,
    /// The program that made it, with its version.
    pub encoder: &'a str,
    /// The picture of the cover.
    pub cover: &'a Cover,
    /// Samples per second; all times are in samples.
    pub sample_rate: u32,
    /// The sections in order.
    pub sections: &'a [EpubSection<'a>],
}

/// What is highlighted at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// Each sentence.
    Sentences,
    /// Each word with its punctuation.
    Words,
}

/// A section of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpubSection<'a> {
    /// Its heading as printed; `None` where the text starts without one.
    pub heading: Option<&'a str>,
    /// The level of the heading: 1 for the title, 2 and more for others, 0 for none.
    pub level: u8,
    /// Its length.
    pub samples: u64,
}

#[cfg(test)]
mod tests;
