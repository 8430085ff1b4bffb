//! Audiobook: chapters in, files out.
//!
//! A folder for each article: one WAV file per section, `playlist.m3u8` and
//! `manifest.json`. Every file appears under its final name only when it is complete.
//! While the work goes on, what is already done is noted in hidden `.lismoi-*` files, so
//! that an interrupted run is taken up where it stopped; `manifest.json` stands for them
//! once all is done.

use serde::{Deserialize, Serialize};

use lismoi_french::{Dialect, Lexicon, Options, Pauses, Segmentation};
use lismoi_readers::{InputFormat, ReadOptions};
use lismoi_speech::render;
use lismoi_speech::voice::Voice;

pub mod build;
pub mod manifest;
pub mod timeline;

pub mod formats;

pub mod verify;

/// The run was interrupted from outside.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("interrupted; the next run goes on from here")]
pub struct Interrupted;

/// All that decides, with the article and the engine, how the audiobook sounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Who speaks, how fast and how high.
    pub voice: Voice,
    /// The silences.
    pub pauses: Pauses,
    /// How loud the whole is, in LUFS; `None` leaves the level as eSpeak NG makes it.
    pub loudness_lufs: Option<i8>,
    /// How the article is read.
    #[serde(flatten)]
    pub reading: ReadOptions,
}

impl Settings {
    /// How the article is said, with the listener's own words.
    pub fn options<'a>(&self, lexicon: &'a Lexicon) -> Options<'a> {
        Options {
            segmentation: match self.reading.format {
                InputFormat::Text | InputFormat::Paragraphs => Segmentation::Sentences,
                InputFormat::Lines => Segmentation::Whole,
            },
            dialect: Dialect::of_voice(&self.voice.name),
            lexicon,
            limits: render::LIMITS,
        }
    }
}
