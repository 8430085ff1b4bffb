//! M4B: AAC in MPEG-4 (ISO/IEC 14496-12). The edit list says where the sound starts and how
//! long it is; chapters stand in it twice.

use std::fs::File;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};
use symphonia::default::codecs::AacDecoder;

use super::{Decoder, Decoding, ensure_mono, push_first_channel};
use boxes::Place;
use samples::Samples;
use source::Source;
use track::Track;

mod boxes;
mod chapters;
mod samples;
mod source;
mod track;

/// ISO/IEC 14496-3: samples of a frame.
const FRAME: u64 = 1024;

pub(super) struct M4b {
    source: Source,
    frames: Samples,
    frame: Vec<u8>,
    decoder: AacDecoder,
    /// What is still to be left out at the start.
    before: u64,
    /// What is still to come.
    left: u64,
}

pub(super) fn start(file: File) -> Result<Decoding> {
    start_source(Source::whole(file)?)
}

/// So many bytes of a file.
pub(super) fn start_part(file: File, bytes: Range<u64>) -> Result<Decoding> {
    start_source(Source::part(file, bytes)?)
}

fn start_source(source: Source) -> Result<Decoding> {
    let movie = Place::whole(&source)
        .find(&source, &[b"moov"])?
        .context("it is no MPEG-4 file")?;
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
        "its times do not count samples"
    );
    let frames = Samples::open(&source, sound.table)?;
    let edit = sound.edit(&source, movie)?;
    let (before, left) = edit.map_or((0, frames.left * FRAME), |it| (it.start, it.length));
    Ok(Decoding {
        label: chapters::label(&source, movie, &tracks, sound)?,
        sample_rate,
        ticks: 0,
        ticks_per_second: sample_rate,
        decoder: Decoder::M4b(Box::new(M4b {
            frames,
            frame: Vec::new(),
            decoder,
            before,
            left,
            source,
        })),
    })
}

impl M4b {
    pub(super) fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64> {
        while block.is_empty() && self.left > 0 {
            let Some(place) = self.frames.next(&self.source)? else {
                break;
            };
            place.read_into(&self.source, &mut self.frame)?;
            let (start, length) = (Timestamp::ZERO, Duration::from(FRAME));
            let packet = PacketRef::new(0, start, length, &self.frame);
            push_first_channel(&self.decoder.decode_ref(&packet)?, block);
            let before = self.before.min(block.len() as u64);
            self.before -= before;
            block.drain(..before as usize);
            block.truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
            self.left -= block.len() as u64;
        }
        Ok(block.len() as u64)
    }
}
