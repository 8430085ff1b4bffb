//! Audiobook: chapters in, files out.
//!
//! A folder for each article: one WAV file per section, `playlist.m3u8` and
//! `manifest.json`. Every file appears under its final name only when it is complete.
//! While the work goes on, what is already done is noted in hidden `.lismoi-*` files, so
//! that an interrupted run is taken up where it stopped; `manifest.json` stands for them
//! once all is done.

use serde::{Deserialize, Serialize};

use lismoi_audio::loudness::Measured;
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

/// What is known of a section once it has been spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionRecord {
    /// Its place in the audiobook, from 1.
    pub number: usize,
    /// Its heading as printed; `None` where the text starts without one.
    pub heading: Option<String>,
    /// How deep the heading stands: 1 for the title, 2 and more for others, 0 for none.
    #[serde(default)]
    pub level: u8,
    /// The name of its file.
    pub file: String,
    /// SHA-256 of its script, of what is printed there, the settings and the engine: files
    /// with equal keys are equal, but for their gain.
    pub key: String,
    /// Its length.
    pub samples: u64,
    /// The length of its file.
    pub bytes: u64,
    /// SHA-256 of its file.
    pub sha256: String,
    /// How many of its utterances could not be spoken.
    pub failed: usize,
    /// How loud it was at the gains that were tried; its file has the last one. None where
    /// the level is left as it is.
    #[serde(default)]
    pub measured: Vec<Measured>,
}

impl SectionRecord {
    /// Whether the names in it are such as we write: a manifest may come from anywhere, and
    /// must not make us remove or replace a file elsewhere.
    pub fn is_ours(&self) -> bool {
        let is_plain = !self.file.contains(['/', '\\', '\0']) && !self.file.starts_with('.');
        is_plain
            && self.file.ends_with(".wav")
            && self.samples <= self.bytes / 2
            && self.key.len() == 64
            && self.key.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
}
