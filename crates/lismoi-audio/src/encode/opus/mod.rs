//! Ogg Opus (RFC 6716, RFC 7845): 24 kb/s, tags and chapters as Vorbis comments.

use std::fs::File;
use std::io::BufWriter;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use opus_pure::{OggOpusWriter, OpusHead, OpusTags};

use super::{Cover, Description, Encoder, vorbis};
use blocks::Blocks;

mod blocks;
mod resample;

/// A frame has 20 ms.
const FRAMES_OF_A_SECOND: u32 = 50;

/// RFC 7845, 4: times are counted in samples at 48 kHz, whatever the rate.
const TICKS: u64 = 48_000;
const TICKS_OF_A_FRAME: u64 = TICKS / FRAMES_OF_A_SECOND as u64;

/// What Opus is given, in hertz: superwideband, or fullband where the sound has more.
fn opus_rate(sample_rate: u32) -> u32 {
    if sample_rate <= 24_000 {
        24_000
    } else {
        48_000
    }
}

pub(super) struct Opus {
    blocks: Blocks,
    ogg: OggOpusWriter<BufWriter<File>>,
    /// Where the sound ends, in ticks from the start of the first packet.
    end: u64,
}

impl Opus {
    pub(super) fn start(file: File, description: &Description) -> Result<Opus> {
        let sample_rate = description.sample_rate;
        ensure!(
            sample_rate <= 48_000 && sample_rate.is_multiple_of(FRAMES_OF_A_SECOND),
            "Opus cannot encode {sample_rate} Hz"
        );
        let encoder = blocks::encoder(opus_rate(sample_rate))?;
        let head = OpusHead::for_encoder(&encoder, sample_rate);
        let rate = u64::from(sample_rate);
        let length = (description.samples * TICKS + rate / 2) / rate;
        let end = u64::from(head.pre_skip) + length.max(1);
        Ok(Opus {
            blocks: Blocks::new(
                end.div_ceil(TICKS_OF_A_FRAME),
                sample_rate,
                description.threads,
            ),
            // The stream's number is made from its tags, and the id is one of them.
            ogg: OggOpusWriter::with_tags(BufWriter::new(file), head, tags(description)?)
                .context("could not write the Opus file's tags")?,
            end,
        })
    }

    /// The last packet says where the sound ends within it.
    fn write_packets(&mut self, packets: Vec<Vec<u8>>) -> Result<()> {
        for packet in packets {
            let written = self.ogg.granule().unsigned_abs();
            let ticks = (self.end - written).min(TICKS_OF_A_FRAME);
            self.ogg
                .write_packet_with_duration(&packet, ticks as u32)
                .context("could not write the Opus file")?;
        }
        Ok(())
    }
}

impl Encoder for Opus {
    fn write(&mut self, samples: &[i16]) -> Result<()> {
        let packets = self.blocks.push(samples)?;
        self.write_packets(packets)
    }

    fn finish(mut self: Box<Self>) -> Result<File> {
        let packets = self.blocks.finish()?;
        self.write_packets(packets)?;
        let file = self.ogg.finish().context("could not end the Opus file")?;
        file.into_inner().context("could not write the Opus file")
    }
}

fn tags(description: &Description) -> Result<OpusTags> {
    let mut tags = OpusTags::new();
    for (name, value) in vorbis::comments(description) {
        tags.push(&name, &value)?;
    }
    if let Some(cover) = &description.cover {
        tags.push("METADATA_BLOCK_PICTURE", &STANDARD.encode(picture(cover)))?;
    }
    Ok(tags)
}

/// The picture as FLAC has it (RFC 9639, 8.8).
fn picture(cover: &Cover) -> Vec<u8> {
    const FRONT_COVER: u32 = 3;
    const BITS_PER_PIXEL: u32 = 24;
    let mime_type = cover.kind.mime_type().as_bytes();
    let mut block = Vec::with_capacity(cover.bytes.len() + 64);
    let mut put = |bytes: &[u8]| block.extend_from_slice(bytes);
    put(&FRONT_COVER.to_be_bytes());
    put(&(mime_type.len() as u32).to_be_bytes());
    put(mime_type);
    for number in [0, cover.width, cover.height, BITS_PER_PIXEL, 0] {
        // No description, and no table of colours.
        put(&number.to_be_bytes());
    }
    put(&(cover.bytes.len() as u32).to_be_bytes());
    put(&cover.bytes);
    block
}
