//! The library as a podcast, for the podcast app that a listener has.
//!
//! [`dates`] gives every article its day of publication, [`episode`] makes an [`Episode`] of it,
//! [`rss`] writes them into a feed (RSS 2.0 with the tags of Apple, Podcasting 2.0 and Podlove),
//! with addresses that the caller knows. [`publish`] writes all of it as files, for any web
//! space.
//!
//! The same library gives the same bytes: nothing here looks at a clock.

use crate::journal::event::ArticleId;

pub mod dates;
pub mod guid;

pub mod chapters;
pub mod episode;

pub mod rss;

pub mod publish;

/// What the feed says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its title.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// The address of the feed itself.
    pub address: String,
    /// The address of the page that it belongs to.
    pub page: String,
    /// The address of its cover.
    pub cover: String,
}

/// An article of the feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Episode {
    /// SHA-256 of its text.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Its authors, as it names them.
    pub authors: Vec<String>,
    /// The site that it is from.
    pub site: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Its first sentences.
    pub opening: String,
    /// The moment of its publication in the feed, in seconds since 1970, UTC.
    pub published: u64,
    /// Its length in milliseconds.
    pub length_ms: u64,
    /// Its sections.
    pub chapters: Vec<Chapter>,
    /// Its files: each kind at most once, the sound always.
    pub files: Vec<EpisodeFile>,
}

/// The start of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// From the start of the article, in milliseconds.
    pub start_ms: u64,
    /// Its heading; the title of the article where it has none.
    pub title: String,
}

/// A file of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodeFile {
    /// What it is for.
    pub kind: FileKind,
    /// Its name, which other articles may have too.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes. A file at an address must never change: players fetch it in parts.
    pub sha256: String,
}

/// What a file of an article is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The sound as MP3, which every app plays.
    Mp3,
    /// The sound as Opus, for apps that choose.
    Opus,
    /// The chapters (Podcasting 2.0, JSON).
    Chapters,
    /// The transcript as WebVTT.
    Vtt,
    /// The transcript as SubRip.
    Srt,
    /// The cover.
    Cover,
}

impl Episode {
    /// Its file of a kind.
    pub fn file(&self, kind: FileKind) -> Option<&EpisodeFile> {
        self.files.iter().find(|file| file.kind == kind)
    }
}
