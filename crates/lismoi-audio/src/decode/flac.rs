//! FLAC (RFC 9639). The encoder's crate reads the tags, but not the sound: damaged frames
//! make its decoder panic.

use std::fs::File;
use std::io::{BufReader, Seek};

use anyhow::{Context, Result, bail};
use flac_codec::metadata::{BlockList, VorbisComment};
use symphonia::core::audio::{Audio, GenericAudioBufferRef};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::formats::{FormatOptions, FormatReader};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions, ReadOnlySource};
use symphonia::default::codecs::FlacDecoder;
use symphonia::default::formats::FlacReader;

use super::{Decoder, Decoding, comments, ensure_mono};

/// The decoder's samples have 32 bits, whatever those of the file have.
const FULL_SCALE: f32 = 2_147_483_648.0;

pub(super) struct Flac {
    reader: FlacReader<'static>,
    decoder: FlacDecoder,
}

pub(super) fn start(mut file: File) -> Result<Decoding> {
    let blocks = BlockList::read(BufReader::new(&mut file)).context("it is no FLAC file")?;
    let comments = blocks.get::<VorbisComment>();
    file.rewind()?;
    let source = ReadOnlySource::new(file);
    let stream = MediaSourceStream::new(Box::new(source), MediaSourceStreamOptions::default());
    let reader =
        FlacReader::try_new(stream, FormatOptions::default()).context("it is no FLAC file")?;
    let parameters = reader
        .tracks()
        .first()
        .and_then(|it| it.codec_params.as_ref());
    let Some(CodecParameters::Audio(parameters)) = parameters else {
        bail!("it holds no sound");
    };
    ensure_mono(parameters.channels.as_ref().map_or(0, |it| it.count()))?;
    let sample_rate = parameters.sample_rate.context("it has no sample rate")?;
    Ok(Decoding {
        label: comments::label(comments.map_or(&[], |it| &it.fields)),
        sample_rate,
        ticks: 0,
        ticks_per_second: sample_rate,
        decoder: Decoder::Flac(Box::new(Flac {
            decoder: FlacDecoder::try_new(parameters, &AudioDecoderOptions::default())?,
            reader,
        })),
    })
}

impl Flac {
    pub(super) fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64> {
        while block.is_empty() {
            let Some(packet) = self.reader.next_packet()? else {
                break;
            };
            let sound = self.decoder.decode_ref(&packet.as_packet_ref())?;
            if let GenericAudioBufferRef::S32(sound) = sound {
                let samples = sound.plane(0).unwrap_or_default().iter();
                block.extend(samples.map(|sample| *sample as f32 / FULL_SCALE));
            }
        }
        Ok(block.len() as u64)
    }
}
