//! The audiobook: one article in, one folder out, again and again.
//!
//! The folder holds a WAV file per section, `playlist.m3u8`, `manifest.json`, and files in
//! other formats. Every file appears under its final name only when it is complete. During a
//! build, hidden `.lismoi-*` files record what is done, so that the next run resumes an
//! interrupted one. `manifest.json` replaces them at the end.
//!
//! [`build`] makes the folder and keeps it up to date, [`preview`] says what it would do, [`aloud`] speaks without files, [`manifest`] reads and writes its
//! record, [`timeline`] says when every word is heard, [`formats`] writes the files for
//! players and readers, [`verify`] proves that all of them are right. Readers, French, speech
//! and signal processing are left to the crates before this one; messages and progress bars
//! to the program.

use serde::{Deserialize, Serialize};

use lismoi_french::{Lexicon, Liaisons, Options, Pauses, Segmentation};
use lismoi_readers::{InputFormat, ReadOptions};
use lismoi_speech::voice::Voice;

mod lines;

pub mod build;
pub mod manifest;
pub mod timeline;

pub mod formats;

pub mod aloud;
pub mod preview;
pub mod verify;

/// The run was interrupted from outside.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("interrupted; the next run resumes from here")]
pub struct Interrupted;

/// Everything besides the article and the engine that the sound of an audiobook depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "manifest::settings::Stored")]
pub struct Settings {
    /// The voice, its rate and its pitch.
    pub voice: Voice,
    /// How many liaisons are made.
    pub liaisons: Liaisons,
    /// The pauses.
    pub pauses: Pauses,
    /// The loudness of the whole, in LUFS; `None` leaves the level as the engine makes it.
    pub loudness_lufs: Option<i8>,
    /// How the article is read.
    #[serde(flatten)]
    pub reading: ReadOptions,
}

impl Settings {
    /// The options of the French front end, with the user's lexicon.
    pub fn options<'a>(&self, lexicon: &'a Lexicon) -> Options<'a> {
        Options {
            segmentation: match self.reading.format {
                InputFormat::Lines => Segmentation::Whole,
                _ => Segmentation::Sentences,
            },
            dialect: self.voice.dialect,
            liaisons: self.liaisons,
            lexicon,
            limits: self.voice.engine().limits(),
        }
    }
}
