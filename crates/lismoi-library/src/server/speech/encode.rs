//! A spoken text in the format that a program asks for.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use anyhow::{Context, Result};
use lismoi_audio::decode::Decoding;
use lismoi_audio::encode::Format;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_book::aloud;

/// The sample rate of OpenAI's PCM, which says no rate: programs take it for granted.
const PCM_RATE: u32 = 24_000;

/// A format of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// As it was spoken.
    Wav,
    /// 16 bits, little-endian, without a header, at 24 kHz.
    Pcm,
    /// Encoded.
    Encoded(Format),
}

/// The format with this name of OpenAI's; `None` where there is none.
pub(super) fn named(name: &str) -> Option<Answer> {
    Some(match name {
        "wav" => Answer::Wav,
        "pcm" => Answer::Pcm,
        "mp3" => Answer::Encoded(Format::Mp3),
        "opus" => Answer::Encoded(Format::Opus),
        "aac" => Answer::Encoded(Format::M4b),
        "flac" => Answer::Encoded(Format::Flac),
        _ => return None,
    })
}

impl Answer {
    /// The media type of the answer.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Answer::Wav => "audio/wav",
            Answer::Pcm => "audio/pcm",
            Answer::Encoded(Format::Mp3) => "audio/mpeg",
            Answer::Encoded(Format::Opus) => "audio/ogg",
            Answer::Encoded(Format::M4b) => "audio/mp4",
            Answer::Encoded(Format::Flac) => "audio/flac",
        }
    }
}

/// The bytes of the answer, from the WAV file that was spoken.
///
/// # Errors
/// A file cannot be read or written, or there is no sound.
pub(super) fn answer(wav: File, answer: Answer) -> Result<Vec<u8>> {
    match answer {
        Answer::Wav => bytes(wav),
        Answer::Encoded(format) => bytes(aloud::encoded(wav, format, SoundOptions::default())?),
        Answer::Pcm => pcm(wav),
    }
}

fn bytes(mut file: File) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Through a format that loses nothing and can have the rate.
fn pcm(wav: File) -> Result<Vec<u8>> {
    let options = SoundOptions {
        sample_rate: Some(PCM_RATE),
        ..SoundOptions::default()
    };
    let mut flac = aloud::encoded(wav, Format::Flac, options)?;
    flac.seek(SeekFrom::Start(0))?;
    let mut decoding = Decoding::start(Format::Flac, flac)?;
    let mut bytes = Vec::new();
    let mut block = Vec::new();
    while decoding.next_block(&mut block)? {
        for sample in &block {
            let sample = (sample * 32_768.0).clamp(-32_768.0, 32_767.0) as i16;
            bytes.extend_from_slice(&sample.to_le_bytes());
        }
    }
    Ok(bytes)
}

/// A file in a folder that is deleted when it was read.
///
/// # Errors
/// It is not there.
pub(super) fn open(folder: &tempfile::TempDir, name: &str) -> Result<File> {
    File::open(folder.path().join(name)).context("nothing was spoken")
}
