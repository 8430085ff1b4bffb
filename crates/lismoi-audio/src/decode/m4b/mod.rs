//! M4B: AAC in MPEG-4 (ISO/IEC 14496-12). The edit list gives the start and the length of the
//! sound; chapters come in two forms.

use std::fs::File;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};
use symphonia::default::codecs::AacDecoder;

use super::{Decoder, Decoding, ensure_mono, ensure_sound, packets};
use crate::encode::cover::Cover;
use crate::encode::cover::read::from_bytes;
use boxes::ByteRange;
use samples::SampleTable;
use source::FilePart;
use track::Track;

mod boxes;
mod chapters;
mod samples;
mod source;
mod track;

/// ISO/IEC 14496-3: the length of a frame, in samples.
const FRAME: u64 = 1024;

/// In bytes.
const LARGEST_COVER: u64 = 10_000_000;

struct M4bDecoder {
    source: FilePart,
    frames: SampleTable,
    frame: Vec<u8>,
    decoder: AacDecoder,
    /// How many samples are still to be dropped at the start.
    skip: u64,
    /// How many samples of the sound are still to come.
    left: u64,
    /// How many samples have been decoded.
    samples: u64,
}

pub(super) fn start(file: File) -> Result<Decoding> {
    start_source(FilePart::whole(file)?)
}

/// Decodes a part of a file.
pub(super) fn start_part(file: File, bytes: Range<u64>) -> Result<Decoding> {
    start_source(FilePart::new(file, bytes)?)
}

/// The first picture of the file; `None` where it has none that players can show.
pub(super) fn cover(file: File) -> Option<Cover> {
    let source = FilePart::whole(file).ok()?;
    let movie = ByteRange::whole(&source).find(&source, &[b"moov"]).ok()??;
    let picture = chapters::value(&source, movie, b"covr").ok()??;
    (picture.length() <= LARGEST_COVER).then_some(())?;
    from_bytes(picture.bytes(&source).ok()?).ok()
}

fn start_source(source: FilePart) -> Result<Decoding> {
    let movie = ByteRange::whole(&source)
        .find(&source, &[b"moov"])?
        .context("it is not an MPEG-4 file")?;
    let tracks = Track::all(&source, movie)?;
    let sound = tracks.iter().find(|track| &track.kind == b"soun");
    let sound = sound.context("it holds no sound")?;
    let config = sound.audio_config(&source)?;
    let mut parameters = AudioCodecParameters::new();
    parameters.for_codec(CODEC_ID_AAC);
    parameters.with_extra_data(config.into_boxed_slice());
    let decoder = AacDecoder::try_new(&parameters, &AudioDecoderOptions::default())
        .context("it holds no AAC-LC")?;
    let parameters = decoder.codec_params();
    ensure_mono(parameters.channels.as_ref().map_or(1, |it| it.count()))?;
    let sample_rate = parameters.sample_rate.unwrap_or(sound.ticks_per_second);
    ensure!(
        sample_rate == sound.ticks_per_second,
        "its times are not in samples"
    );
    let frames = SampleTable::open(&source, sound.table)?;
    let edit = sound.edit(&source, movie)?;
    let (skip, left) = edit.map_or((0, frames.left * FRAME), |it| (it.start, it.length));
    Ok(Decoding {
        tags: chapters::tags(&source, movie, &tracks, sound)?,
        sample_rate,
        ticks: 0,
        ticks_per_second: sample_rate,
        decoder: Box::new(M4bDecoder {
            frames,
            frame: Vec::new(),
            decoder,
            skip,
            left,
            samples: 0,
            source,
        }),
    })
}

impl Decoder for M4bDecoder {
    fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64> {
        let mut silent = 0;
        while block.is_empty() && self.left > 0 {
            let Some(bytes) = self.frames.next(&self.source)? else {
                break;
            };
            bytes.read_into(&self.source, &mut self.frame)?;
            let (start, length) = (Timestamp::ZERO, Duration::from(FRAME));
            let packet = PacketRef::new(0, start, length, &self.frame);
            packets::append_samples(&self.decoder.decode_ref(&packet)?, block);
            let skip = self.skip.min(block.len() as u64);
            self.skip -= skip;
            block.drain(..skip as usize);
            block.truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
            self.left -= block.len() as u64;
            ensure_sound(&mut silent, block.len())?;
        }
        self.samples += block.len() as u64;
        Ok(self.samples)
    }
}
