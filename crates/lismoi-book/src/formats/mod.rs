//! The formats of the files that are made from a finished audiobook.
//!
//! [`table`] lists them all, one row each: its name, its help, what its files hold, and the
//! function that writes them. To add a format, add a row and a file here; the command line,
//! the export and the verification read the table.

use lismoi_audio::encode::Format;

use crate::formats::captions::CaptionFormat;
use crate::formats::epub::Highlight;

pub mod table;

pub(crate) mod sound;

pub mod captions;

pub mod chapters;

pub(crate) mod day;
pub(crate) mod markup;

pub mod epub;
pub mod page;

pub mod playlist;
pub(crate) mod playlists;

/// A format of files, without the function that writes them (see [`table::Row`]).
#[derive(Clone, Copy, Debug)]
pub struct FileFormat {
    /// Its name on the command line and in `lismoi.toml`; no other format has it.
    pub name: &'static str,
    /// One line for `--help`.
    pub help: &'static str,
    /// The end of its files' names, without the first dot.
    pub ending: &'static str,
    /// The media type (RFC 6838) of its files.
    pub media_type: &'static str,
    /// What its files hold, which decides how they are verified.
    pub content: Content,
    /// How much of an article one file may hold.
    pub scope: Scope,
}

/// What the files of a format hold.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// The sound of a section as it was joined from its takes.
    Wav,
    /// Encoded sound.
    Sound(Sound),
    /// The printed text with the times at which it is heard.
    Captions(CaptionFormat),
    /// The printed text with its sound, for a browser.
    Page,
    /// The printed text with its sound, for an e-book reader.
    Book(Highlight),
}

/// How sound is encoded, and how close it stays to the WAV files.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sound {
    /// The encoder and the decoder.
    pub codec: Format,
    /// What the codec loses.
    pub loss: Loss,
    /// Of several files, the page plays the one with the lowest number.
    pub page_rank: u8,
}

/// What a codec loses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    /// Nothing: every sample is that of the WAV file.
    None,
    /// Detail. The file may be this much softer than the WAV files, in decibels.
    Detail {
        /// At least 0.
        softer_db: f64,
    },
}

/// How much of an article one file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One section.
    Section,
    /// The whole article.
    Whole,
    /// Either, as the user likes.
    Any,
}

impl FileFormat {
    /// How its sound is encoded; `None` where it holds no sound of its own.
    pub fn sound(&self) -> Option<Sound> {
        match self.content {
            Content::Sound(sound) => Some(sound),
            _ => None,
        }
    }

    /// Whether a file of this name is in this format.
    pub fn is_of(&self, file: &str) -> bool {
        let stem = file.strip_suffix(self.ending);
        stem.is_some_and(|stem| stem.ends_with('.'))
    }
}

impl PartialEq for FileFormat {
    /// No two have the same name.
    fn eq(&self, other: &FileFormat) -> bool {
        self.name == other.name
    }
}

impl Eq for FileFormat {}
