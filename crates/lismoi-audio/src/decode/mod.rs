//! Decoders: an encoded file in, its samples and what it says about itself out.
//!
//! They stand beside the encoders to hear whether those did what they should; a player
//! would do the same. Memory does not grow with the length, and whatever the bytes are, the
//! worst that comes of them is an error.

use std::fs::File;
use std::ops::Range;

use anyhow::{Result, ensure};
use symphonia::core::audio::{Audio, GenericAudioBufferRef};

use super::encode::Format;

mod comments;

mod flac;
mod m4b;
mod mp3;
mod opus;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests;

/// A file that is being decoded.
pub struct Decoding {
    /// What the file says about its sound.
    pub label: Label,
    /// Samples per second.
    pub sample_rate: u32,
    /// How much has come out, in the format's own [`ticks`](Decoding::ticks_per_second).
    pub ticks: u64,
    /// The unit in which the format counts lengths: Opus has 48,000 a second whatever the
    /// sample rate (RFC 7845, 4), the others have samples.
    pub ticks_per_second: u32,
    decoder: Decoder,
}

enum Decoder {
    Mp3(Box<mp3::Mp3>),
    Opus(Box<opus::Opus>),
    M4b(Box<m4b::M4b>),
    Flac(Box<flac::Flac>),
}

/// What a file says about its sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// What it is called; `None` where that is not said.
    pub title: Option<String>,
    /// Its chapters, in each of the forms that the format has for them.
    pub chapters: Vec<ChapterList>,
}

/// Chapters as one of the forms has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterList {
    /// In which form.
    pub form: ChapterForm,
    /// In the order of the file; empty where there are none.
    pub marks: Vec<Mark>,
}

/// How a file holds chapters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChapterForm {
    /// ID3's frames.
    Id3,
    /// Vorbis comments.
    Comments,
    /// Nero's list in MPEG-4.
    NeroList,
    /// QuickTime's track of titles in MPEG-4.
    TitleTrack,
}

/// A chapter as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is called.
    pub title: String,
    /// In microseconds.
    pub start_us: u64,
    /// In microseconds; `None` where the form does not say it.
    pub end_us: Option<u64>,
}

impl Decoding {
    /// Begins to decode a file, which is at its start.
    ///
    /// # Errors
    /// It is no file of this format, not mono, or cannot be read.
    pub fn start(format: Format, file: File) -> Result<Decoding> {
        match format {
            Format::Mp3 => mp3::start(file),
            Format::Opus => opus::start(file),
            Format::M4b => m4b::start(file),
            Format::Flac => flac::start(file),
        }
    }

    /// Begins to decode an M4B that is a part of a file, such as an archive that holds it as
    /// it is.
    ///
    /// # Errors
    /// There is no M4B, it is not mono, or cannot be read.
    pub fn start_m4b_within(file: File, bytes: Range<u64>) -> Result<Decoding> {
        m4b::start_part(file, bytes)
    }

    /// Puts the next samples, from -1 to 1, in the place of those in `block`; says whether
    /// there are any.
    ///
    /// # Errors
    /// The file cannot be read, or its sound cannot be decoded.
    pub fn next_block(&mut self, block: &mut Vec<f32>) -> Result<bool> {
        block.clear();
        self.ticks = match &mut self.decoder {
            Decoder::Mp3(mp3) => self.ticks + mp3.next_block(block)?,
            Decoder::Opus(opus) => opus.next_block(block)?,
            Decoder::M4b(m4b) => self.ticks + m4b.next_block(block)?,
            Decoder::Flac(flac) => self.ticks + flac.next_block(block)?,
        };
        Ok(!block.is_empty())
    }
}

fn ensure_mono(channels: usize) -> Result<()> {
    ensure!(channels == 1, "it has {channels} channels");
    Ok(())
}

/// Of what Symphonia gives: both its decoders that we use have numbers of this kind.
fn push_first_channel(sound: &GenericAudioBufferRef<'_>, block: &mut Vec<f32>) {
    if let GenericAudioBufferRef::F32(sound) = sound {
        block.extend_from_slice(sound.plane(0).unwrap_or_default());
    }
}
