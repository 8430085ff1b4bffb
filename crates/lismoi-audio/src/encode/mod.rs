//! Encoders: the samples of an audiobook and what is known about it in, one file with
//! chapters, tags and a cover out.
//!
//! Memory does not grow with the length, and the same samples and [`Description`] give the
//! same bytes. Names, folders and the loudness are left to others.

use std::fs::File;

use anyhow::{Result, bail, ensure};

pub mod label;

mod vorbis;

mod flac;
mod m4b;
mod mp3;
mod opus;

pub mod cover;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
pub(super) mod tests;

/// What is encoded.
#[derive(Clone, Debug, Default)]
pub struct Description {
    /// Samples per second.
    pub sample_rate: u32,
    /// How many samples there are.
    pub samples: u64,
    /// What is read aloud.
    pub title: String,
    /// Who wrote it; `None` where nobody is named.
    pub author: Option<String>,
    /// When it was published, as `YYYY-MM-DD`; `None` where it is not said.
    pub date: Option<String>,
    /// What it is a part of; `None` where it stands alone.
    pub album: Option<String>,
    /// Which part it is; `None` where it is the whole.
    pub track: Option<Track>,
    /// The program that made it, with its version.
    pub encoder: String,
    /// The same on every run for the same article.
    pub id: String,
    /// All that is read aloud, as it is printed; `None` leaves it out.
    pub text: Option<String>,
    /// `None` leaves it out.
    pub cover: Option<Cover>,
    /// In order, without a gap from the first sample to the last.
    pub chapters: Vec<Chapter>,
    /// How many threads may encode at a time, at least one. Changes no byte.
    pub threads: usize,
}

/// One of several files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Track {
    /// From 1.
    pub number: u32,
    /// How many there are.
    pub count: u32,
}

/// A part that a player can jump to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// May hold anything: each format cuts and cleans it as it has to.
    pub title: String,
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
}

/// The picture that players show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// How its bytes are to be read.
    pub kind: Picture,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The pictures that every format can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// image/png
    Png,
    /// image/jpeg
    Jpeg,
}

impl Picture {
    /// Its MIME type.
    pub fn mime_type(self) -> &'static str {
        match self {
            Picture::Png => "image/png",
            Picture::Jpeg => "image/jpeg",
        }
    }
}

/// ISO 639-2: French.
const LANGUAGE: &str = "fra";

/// One of the genres that ID3 knows by number.
const GENRE: &str = "Speech";

/// The kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// MPEG-2 layer III, 64 kb/s.
    Mp3,
    /// Ogg Opus, 24 kb/s.
    Opus,
    /// MPEG-4 with AAC-LC, 48 kb/s.
    M4b,
    /// Without loss, about 175 kb/s.
    Flac,
}

impl Format {
    /// What its files end in, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Mp3 => "mp3",
            Format::Opus => "opus",
            Format::M4b => "m4b",
            Format::Flac => "flac",
        }
    }
}

/// Takes samples in, in blocks of any length, and writes a file.
trait Encoder {
    /// Takes the next samples.
    fn write(&mut self, samples: &[i16]) -> Result<()>;

    /// Writes what is still to be written, and gives the whole file back.
    fn finish(self: Box<Self>) -> Result<File>;
}

/// A file that is being written.
///
/// Stays in the thread that started it: not every encoder can be moved to another.
pub struct Encoding {
    encoder: Box<dyn Encoder>,
    /// Still to come.
    missing: u64,
}

impl Encoding {
    /// Begins a file in an empty one that can be written and sought.
    ///
    /// # Errors
    /// There is no sound at all, the format does not have its sample rate, or the file cannot
    /// be written.
    pub fn start(format: Format, file: File, description: &Description) -> Result<Encoding> {
        if description.samples == 0 {
            bail!("there is no sound to encode");
        }
        ensure!(description.sample_rate > 0, "the sound has no sample rate");
        let encoder: Box<dyn Encoder> = match format {
            Format::Mp3 => Box::new(mp3::Mp3::start(file, description)?),
            Format::Opus => Box::new(opus::Opus::start(file, description)?),
            Format::M4b => Box::new(m4b::M4b::start(file, description)?),
            Format::Flac => Box::new(flac::Flac::start(file, description)?),
        };
        Ok(Encoding {
            encoder,
            missing: description.samples,
        })
    }

    /// Takes the next samples, as many at a time as is convenient.
    ///
    /// # Errors
    /// They are more than were announced, or cannot be encoded or written.
    pub fn write(&mut self, samples: &[i16]) -> Result<()> {
        let count = samples.len() as u64;
        ensure!(count <= self.missing, "more samples than were announced");
        self.missing -= count;
        self.encoder.write(samples)
    }

    /// Ends the file and gives it back, for whoever keeps it to sync and rename.
    ///
    /// # Errors
    /// Samples are missing, or the last of them cannot be encoded or written.
    pub fn finish(self) -> Result<File> {
        ensure!(self.missing == 0, "fewer samples than were announced");
        self.encoder.finish()
    }
}
