//! A page to read along: captions in, one HTML file out.
//!
//! Its sound is inside it or in files beside it. It works from a folder without a network:
//! style and script are inside, and its policy allows it to load nothing but the sound. It is
//! written as the captions are read, one sentence at a time.

use lismoi_audio::encode::cover::Cover;
use lismoi_french::Dialect;

pub mod loudness;

pub(crate) mod escape;
mod texts;

mod body;
mod header;
mod overview;
mod sounds;

mod cues;
mod said;

mod played;

pub(crate) mod make;
pub mod write;

/// The content of a page.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The title as printed, or the name of the article.
    pub title: &'a str,
    /// The name under which the browser stores the listener's position: the same for the same
    /// article, such as the SHA-256 of its text.
    pub id: &'a str,
    /// Samples per second; all times are in samples.
    pub sample_rate: u32,
    /// The sections in order.
    pub sections: &'a [PageSection],
    /// The loudness of the sound, for the overview; see [`loudness`].
    pub loudness: &'a [u8],
    /// The names of its authors.
    pub authors: &'a [String],
    /// The day of publication, as `YYYY-MM-DD`.
    pub date: Option<&'a str>,
    /// Its picture; `None` for a page without one.
    pub cover: Option<&'a Cover>,
    /// The French of which country it is read in.
    pub dialect: Dialect,
    /// Where the sound is.
    pub sound: SoundPlace,
    /// The media type of the sound, for [`SoundPlace::Within`].
    pub media_type: &'a str,
    /// What a web site puts around it; `None` for a file.
    pub site: Option<Site<'a>>,
}

/// What a web site puts around a page. It may load what is of its own origin.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// Elements for the head of the page, in HTML.
    pub head: &'a str,
    /// What stands before the article, in HTML.
    pub bar: &'a str,
}

impl Page<'_> {
    /// The length of all sections together.
    fn samples(&self) -> u64 {
        self.sections.iter().map(|section| section.samples).sum()
    }
}

/// A section, and its place in the sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSection {
    /// Its heading as printed; `None` where the text starts without one.
    pub heading: Option<String>,
    /// The level of the heading: 1 for the title, 2 and more for others, 0 for none.
    pub level: u8,
    /// Its length.
    pub samples: u64,
    /// The name of the audio file that holds it; several sections may share one.
    pub file: String,
    /// Its start in that file, in samples.
    pub offset: u64,
}

/// Where the sound of a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SoundPlace {
    /// In files beside the page.
    #[default]
    Beside,
    /// In the page, as `data:` addresses.
    Within,
}

#[cfg(test)]
mod tests;
