//! Decoders: an encoded file in, its samples and its tags out.
//!
//! They exist to verify what the encoders wrote, as a player would read it. Memory does not
//! grow with the length of the audio, and no content of a file causes anything worse than an
//! error.

use std::fs::File;
use std::ops::Range;

use anyhow::Result;

use crate::encode::Format;
use crate::encode::cover::Cover;

#[cfg(any(feature = "opus", feature = "flac"))]
mod comments;

#[cfg(any(feature = "mp3", feature = "m4b", feature = "flac"))]
mod packets;

#[cfg(feature = "flac")]
mod flac;
#[cfg(feature = "m4b")]
mod m4b;
#[cfg(feature = "mp3")]
mod mp3;
#[cfg(feature = "opus")]
mod opus;

#[cfg(all(
    test,
    any(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac")
))]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests;

/// A file being decoded.
pub struct Decoding {
    /// The tags of the file.
    pub tags: DecodedTags,
    /// The rate of the decoded samples, in hertz: that of the sound, or 24,000 or 48,000 for
    /// Opus.
    pub sample_rate: u32,
    /// The length of everything decoded so far, in [`ticks`](Decoding::ticks_per_second).
    pub ticks: u64,
    /// The unit in which the format counts lengths: 48,000 a second for Opus at any sample
    /// rate (RFC 7845, 4), samples for the other formats.
    pub ticks_per_second: u32,
    decoder: Box<dyn Decoder>,
}

/// Decodes one file.
trait Decoder {
    /// Appends the next samples, from -1 to 1, to an empty `block`; none at the end. Returns
    /// the length of everything decoded so far, in ticks.
    fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64>;
}

/// The tags of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecodedTags {
    /// The title; `None` if there is none.
    pub title: Option<String>,
    /// The chapters, in each form that the format has.
    pub chapters: Vec<ChapterList>,
}

/// The chapters of a file in one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterList {
    /// The form.
    pub form: ChapterForm,
    /// The chapters in the order of the file, perhaps none.
    pub chapters: Vec<DecodedChapter>,
}

/// The forms in which files hold chapters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChapterForm {
    /// ID3 chapter frames, in MP3.
    Id3,
    /// Vorbis comments, in Opus and FLAC.
    VorbisComments,
    /// A Nero list, in M4B.
    NeroList,
    /// A QuickTime chapter track, in M4B.
    ChapterTrack,
}

/// A chapter as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedChapter {
    /// The title.
    pub title: String,
    /// The start, in microseconds.
    pub start_us: u64,
    /// The end, in microseconds; `None` in a form without ends.
    pub end_us: Option<u64>,
}

/// The cover of an MP3 or an M4B; `None` where it has none that players can show, in other
/// formats, and where the codec is not built.
pub fn cover(format: Format, file: File) -> Option<Cover> {
    match format {
        #[cfg(feature = "mp3")]
        Format::Mp3 => mp3::cover(file),
        #[cfg(feature = "m4b")]
        Format::M4b => m4b::cover(file),
        _ => {
            drop(file);
            None
        }
    }
}

impl Decoding {
    /// Starts to decode a file, which must be at its start.
    ///
    /// # Errors
    /// The file cannot be read, has another format or more than one channel, or the codec is
    /// not built ([`MissingCodec`](crate::encode::MissingCodec)).
    pub fn start(format: Format, file: File) -> Result<Decoding> {
        match format {
            #[cfg(feature = "mp3")]
            Format::Mp3 => mp3::start(file),
            #[cfg(feature = "opus")]
            Format::Opus => opus::start(file),
            #[cfg(feature = "m4b")]
            Format::M4b => m4b::start(file),
            #[cfg(feature = "flac")]
            Format::Flac => flac::start(file),
            #[cfg(not(all(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac")))]
            _ => {
                drop(file);
                Err(crate::encode::MissingCodec(format).into())
            }
        }
    }

    /// Starts to decode an M4B that is stored uncompressed in a part of a file, such as an
    /// archive.
    ///
    /// # Errors
    /// Those of [`start`](Decoding::start).
    #[cfg(feature = "m4b")]
    pub fn start_m4b_within(file: File, bytes: Range<u64>) -> Result<Decoding> {
        m4b::start_part(file, bytes)
    }

    /// Starts to decode an M4B in a part of a file, which needs the feature `m4b`.
    ///
    /// # Errors
    /// Always: the codec is not built ([`MissingCodec`](crate::encode::MissingCodec)).
    #[cfg(not(feature = "m4b"))]
    pub fn start_m4b_within(_: File, _: Range<u64>) -> Result<Decoding> {
        Err(crate::encode::MissingCodec(Format::M4b).into())
    }

    /// Replaces the content of `block` with the next samples, from -1 to 1. Returns whether
    /// there are any.
    ///
    /// # Errors
    /// The file cannot be read or decoded.
    pub fn next_block(&mut self, block: &mut Vec<f32>) -> Result<bool> {
        block.clear();
        self.ticks = self.decoder.next_block(block)?;
        Ok(!block.is_empty())
    }
}

/// The most packets in a row without sound: a file may hold nothing else, and we write none.
#[cfg(any(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac"))]
const MOST_SILENT: usize = 1000;

/// Counts a packet of `samples` samples after `silent` packets without any.
#[cfg(any(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac"))]
fn ensure_sound(silent: &mut usize, samples: usize) -> Result<()> {
    *silent = if samples == 0 { *silent + 1 } else { 0 };
    anyhow::ensure!(*silent <= MOST_SILENT, "it goes on without sound");
    Ok(())
}

#[cfg(any(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac"))]
fn ensure_mono(channels: usize) -> Result<()> {
    anyhow::ensure!(channels == 1, "it has {channels} channels");
    Ok(())
}
