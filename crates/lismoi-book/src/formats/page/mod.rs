//! A page to read along: captions in, one HTML file out.
//!
//! It stands beside the audio, or holds it, and works from a folder without a network:
//! style and script are within it, and its policy forbids it to load anything but sound
//! beside it. It is written as it is read: nothing is held but one sentence.

pub mod peaks;

pub(crate) mod escape;

mod body;
mod cues;
mod overview;

mod played;

pub(crate) mod make;
pub mod write;

/// What the page is about.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The title as printed, or what else the article is called.
    pub title: &'a str,
    /// What the listener's position is kept under: the same for the same article, such as
    /// the SHA-256 of its text.
    pub id: &'a str,
    /// The sections in order.
    pub sections: &'a [PageSection],
    /// How loud it is from the start to the end, for the overview; see [`peaks`].
    pub peaks: &'a [u8],
    /// Where the sound is.
    pub sound: SoundPlace,
    /// The media type of the sound, for [`SoundPlace::Within`].
    pub media_type: &'a str,
}

/// A section, and where it is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSection {
    /// Its heading as printed; `None` where the text starts without one.
    pub heading: Option<String>,
    /// How deep the heading stands: 1 for the title, 2 and more for others, 0 for none.
    pub level: u8,
    /// Its length.
    pub samples: u64,
    /// The name of the audio file that holds it; several sections may share one.
    pub file: String,
    /// Where in that file it starts, in samples.
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
