//! The common part of the decoders that use Symphonia: opening a stream, reading its
//! parameters, and the samples of its packets.

#[cfg(any(feature = "mp3", feature = "flac"))]
use std::fs::File;

#[cfg(any(feature = "mp3", feature = "flac"))]
use anyhow::{Context, Result, bail};
use symphonia::core::audio::{Audio, GenericAudioBufferRef};
#[cfg(any(feature = "mp3", feature = "flac"))]
use symphonia::core::{
    codecs::CodecParameters,
    codecs::audio::{AudioCodecParameters, AudioDecoder},
    errors,
    formats::{FormatOptions, FormatReader},
    io::{MediaSourceStream, MediaSourceStreamOptions, ReadOnlySource},
};

#[cfg(any(feature = "mp3", feature = "flac"))]
use super::{DecodedTags, Decoder, Decoding, ensure_mono, ensure_sound};

/// Full scale of 32-bit samples.
const FULL_SCALE: f32 = 2_147_483_648.0;

/// A stream of packets with its decoder.
#[cfg(any(feature = "mp3", feature = "flac"))]
struct Packets<R, D> {
    reader: R,
    decoder: D,
    /// The number of samples decoded so far.
    samples: u64,
}

/// Opens the stream in the rest of a file, and starts to decode its first track. `name` is
/// that of the format with its article; `read` and `decode` make its reader and its decoder.
///
/// # Errors
/// The file has another format, or its first track is not mono sound.
#[cfg(any(feature = "mp3", feature = "flac"))]
pub(super) fn start<R, D>(
    name: &str,
    file: File,
    tags: DecodedTags,
    read: impl FnOnce(MediaSourceStream<'static>, FormatOptions) -> errors::Result<R>,
    decode: impl FnOnce(&AudioCodecParameters) -> errors::Result<D>,
) -> Result<Decoding>
where
    R: FormatReader + 'static,
    D: AudioDecoder + 'static,
{
    let source = Box::new(ReadOnlySource::new(file));
    let stream = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
    let reader =
        read(stream, FormatOptions::default()).with_context(|| format!("it is not {name}"))?;
    let track = reader.tracks().first();
    let Some(CodecParameters::Audio(parameters)) = track.and_then(|it| it.codec_params.as_ref())
    else {
        bail!("it holds no sound");
    };
    ensure_mono(parameters.channels.as_ref().map_or(0, |it| it.count()))?;
    let sample_rate = parameters.sample_rate.context("it has no sample rate")?;
    Ok(Decoding {
        tags,
        sample_rate,
        ticks: 0,
        ticks_per_second: sample_rate,
        decoder: Box::new(Packets {
            decoder: decode(parameters)?,
            reader,
            samples: 0,
        }),
    })
}

#[cfg(any(feature = "mp3", feature = "flac"))]
impl<R: FormatReader, D: AudioDecoder> Decoder for Packets<R, D> {
    fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64> {
        let mut silent = 0;
        while block.is_empty() {
            let Some(packet) = self.reader.next_packet()? else {
                break;
            };
            append_samples(&self.decoder.decode_ref(&packet.as_packet_ref())?, block);
            ensure_sound(&mut silent, block.len())?;
        }
        self.samples += block.len() as u64;
        Ok(self.samples)
    }
}

/// Appends the first channel of a packet, scaled to -1 to 1. MP3 and AAC are decoded to
/// floating-point samples, FLAC to 32-bit integers.
pub(super) fn append_samples(packet: &GenericAudioBufferRef<'_>, block: &mut Vec<f32>) {
    match packet {
        GenericAudioBufferRef::F32(samples) => {
            block.extend_from_slice(samples.plane(0).unwrap_or_default());
        }
        GenericAudioBufferRef::S32(samples) => {
            let samples = samples.plane(0).unwrap_or_default().iter();
            block.extend(samples.map(|sample| *sample as f32 / FULL_SCALE));
        }
        _ => {}
    }
}
