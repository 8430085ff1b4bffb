//! Encoders: samples and [`Tags`] in, one file with chapters, tags and a cover out.
//!
//! Memory does not grow with the length of the audio, and the same samples and tags give the
//! same bytes with any number of threads. File names, folders and the loudness are left to
//! callers.

use std::fs::File;

use anyhow::{Result, bail, ensure};

use conversion::Conversion;
use tags::Tags;

pub mod options;
pub mod short_list;
pub mod tags;

mod conversion;
mod resample;

#[cfg(any(feature = "mp3", feature = "opus", feature = "m4b"))]
mod blocks;

#[cfg(any(feature = "opus", feature = "flac"))]
mod vorbis;

#[cfg(feature = "flac")]
mod flac;
#[cfg(feature = "m4b")]
mod m4b;
#[cfg(feature = "mp3")]
mod mp3;
#[cfg(feature = "opus")]
mod opus;

pub mod cover;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
pub(super) mod tests;

#[cfg(all(test, feature = "mp3", feature = "opus", feature = "m4b"))]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod border_tests;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod rate_tests;

/// A file format with its codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// MPEG-1 or MPEG-2 layer III, 64 kb/s unless the user chooses otherwise.
    Mp3,
    /// Opus in Ogg, 24 kb/s unless the user chooses otherwise.
    Opus,
    /// AAC-LC in MPEG-4, 48 kb/s unless the user chooses otherwise.
    M4b,
    /// Lossless, about 175 kb/s for speech at 22,050 Hz.
    Flac,
}

impl Format {
    /// The extension of its files, without the dot. It is also the name of the feature that
    /// builds the codec.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Mp3 => "mp3",
            Format::Opus => "opus",
            Format::M4b => "m4b",
            Format::Flac => "flac",
        }
    }

    /// The bit rate of its files; `None` where it depends on the sound.
    pub fn bits_per_second(self) -> Option<u32> {
        match self {
            Format::Mp3 => Some(64_000),
            Format::Opus => Some(24_000),
            Format::M4b => Some(48_000),
            Format::Flac => None,
        }
    }

    /// The most chapters in one of the lists of a file; `None` where there is no limit. The
    /// chapter track of an M4B has all of them.
    pub fn most_chapters(self) -> Option<usize> {
        match self {
            Format::Mp3 => None,
            Format::Opus | Format::Flac => Some(tags::MAX_COMMENT_CHAPTERS),
            Format::M4b => Some(tags::MAX_NERO),
        }
    }

    /// Whether its codec is built.
    pub fn is_built(self) -> bool {
        match self {
            Format::Mp3 => cfg!(feature = "mp3"),
            Format::Opus => cfg!(feature = "opus"),
            Format::M4b => cfg!(feature = "m4b"),
            Format::Flac => cfg!(feature = "flac"),
        }
    }
}

/// The codec of a format is not built; the feature has the name of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this program was built without the feature '{}'", .0.extension())]
pub struct MissingCodec(pub Format);

/// Writes one file.
trait Encoder {
    /// Takes the next samples, in blocks of any length.
    fn write(&mut self, samples: &[i16]) -> Result<()>;

    /// Writes the rest, and returns the complete file.
    fn finish(self: Box<Self>) -> Result<File>;
}

/// A file being encoded.
///
/// It stays in the thread that started it: some encoders cannot be moved to another.
pub struct Encoding {
    encoder: Box<dyn Encoder>,
    /// To the sample rate of the file, where that is another.
    conversion: Option<Conversion>,
    /// How many of the announced samples are still to come.
    missing: u64,
}

impl Encoding {
    /// Starts to encode into an empty file, which must be open for reading, writing and
    /// seeking.
    ///
    /// # Errors
    /// There are no samples, the format does not support the sample rate or the options
    /// ([`OptionError`](options::OptionError)), its codec is not built ([`MissingCodec`]), or
    /// the file cannot be written.
    pub fn start(format: Format, file: File, tags: &Tags) -> Result<Encoding> {
        if tags.samples == 0 {
            bail!("there is no sound to encode");
        }
        ensure!(tags.sample_rate > 0, "the sound has no sample rate");
        let options = tags.options.of_format(format, tags.sample_rate)?;
        let converted = options
            .sample_rate
            .map(|rate| conversion::at_rate(tags, rate));
        Ok(Encoding {
            encoder: start(format, file, converted.as_ref().unwrap_or(tags))?,
            conversion: converted.map(|converted| Conversion::new(tags, &converted)),
            missing: tags.samples,
        })
    }

    /// Encodes the next samples, in blocks of any length.
    ///
    /// # Errors
    /// There are more samples than the tags announced, or they cannot be encoded or written.
    pub fn write(&mut self, samples: &[i16]) -> Result<()> {
        let count = samples.len() as u64;
        ensure!(count <= self.missing, "more samples than were announced");
        self.missing -= count;
        match &mut self.conversion {
            None => self.encoder.write(samples),
            Some(conversion) => self.encoder.write(&conversion.convert(samples)),
        }
    }

    /// Completes the file and returns it, so that the caller can sync and rename it.
    ///
    /// # Errors
    /// There were fewer samples than the tags announced, or the rest cannot be encoded or
    /// written.
    pub fn finish(mut self) -> Result<File> {
        ensure!(self.missing == 0, "fewer samples than were announced");
        if let Some(conversion) = &mut self.conversion {
            self.encoder.write(&conversion.finish())?;
        }
        self.encoder.finish()
    }
}

#[cfg_attr(
    not(any(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac")),
    expect(unused_variables, reason = "no codec is built")
)]
fn start(format: Format, file: File, tags: &Tags) -> Result<Box<dyn Encoder>> {
    match format {
        #[cfg(feature = "mp3")]
        Format::Mp3 => Ok(Box::new(mp3::Mp3Encoder::start(file, tags)?)),
        #[cfg(feature = "opus")]
        Format::Opus => Ok(Box::new(opus::OggOpusEncoder::start(file, tags)?)),
        #[cfg(feature = "m4b")]
        Format::M4b => Ok(Box::new(m4b::M4bEncoder::start(file, tags)?)),
        #[cfg(feature = "flac")]
        Format::Flac => Ok(Box::new(flac::FlacEncoder::start(file, tags)?)),
        #[cfg(not(all(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac")))]
        _ => Err(MissingCodec(format).into()),
    }
}
