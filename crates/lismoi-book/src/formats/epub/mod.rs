//! EPUB 3: captions and the sound of the sections in, one book out that shows each sentence
//! while it is heard (media overlays, <https://www.w3.org/TR/epub-33/>).
//!
//! It is written as it is read, one section after another: a document, its overlay, its
//! sound. No sound is held in memory, and the same article gives the same bytes.

use lismoi_audio::encode::cover::Cover;

pub mod sound;

mod archive;
mod names;

mod document;
mod overlay;

mod navigation;
mod package;

pub(crate) mod make;
pub mod write;

/// What the book is about.
#[derive(Clone, Copy, Debug)]
pub struct Epub<'a> {
    /// What is read aloud. This and the other names may hold anything.
    pub title: &'a str,
    /// Who wrote it; `None` where nobody is named.
    pub author: Option<&'a str>,
    /// When it was published, as `YYYY-MM-DD`; `None` where it is not said.
    pub date: Option<&'a str>,
    /// The same on every run for the same article, such as the SHA-256 of its text.
    pub id: &'a str,
    /// The program that made it, with its version.
    pub encoder: &'a str,
    /// The picture of the cover.
    pub cover: &'a Cover,
    /// The sections in order.
    pub sections: &'a [EpubSection<'a>],
}

/// A section of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpubSection<'a> {
    /// Its heading as printed; `None` where the text starts without one.
    pub heading: Option<&'a str>,
    /// How deep the heading stands: 1 for the title, 2 and more for others, 0 for none.
    pub level: u8,
    /// Its length.
    pub samples: u64,
}

#[cfg(test)]
mod tests;
