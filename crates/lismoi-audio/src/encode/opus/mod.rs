//! Ogg Opus (RFC 6716, RFC 7845), with tags and chapters as Vorbis comments.

use std::fs::File;
use std::io::BufWriter;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use opus_pure::{OggOpusWriter, OpusHead, OpusTags};

use super::blocks::BlockEncoder;
use super::cover::Cover;
use super::tags::Tags;
use super::{Encoder, vorbis};
use overshoot::Packet;

mod overshoot;
mod packets;

/// Frames of 20 ms.
const FRAMES_PER_SECOND: u32 = 50;

/// RFC 7845, 4: times are in samples at 48 kHz, whatever the sample rate.
const TICKS_PER_SECOND: u64 = 48_000;
const TICKS_PER_FRAME: u64 = TICKS_PER_SECOND / FRAMES_PER_SECOND as u64;

/// The rate to which samples are converted for Opus, in hertz: the lowest of its rates from
/// 24 kHz on that keeps the whole band.
fn opus_rate(sample_rate: u32) -> u32 {
    if sample_rate <= 24_000 {
        24_000
    } else {
        48_000
    }
}

pub(super) struct OggOpusEncoder {
    blocks: BlockEncoder<Vec<Packet>>,
    ogg: OggOpusWriter<BufWriter<File>>,
    /// The end of the sound, in ticks from the start of the first packet.
    end: u64,
}

impl OggOpusEncoder {
    pub(super) fn start(file: File, tags: &Tags) -> Result<OggOpusEncoder> {
        let sample_rate = tags.sample_rate;
        ensure!(
            sample_rate <= 48_000 && sample_rate.is_multiple_of(FRAMES_PER_SECOND),
            "the Opus encoder does not support {sample_rate} Hz"
        );
        let bitrate = packets::bits_per_second(tags.options);
        let encoder = packets::encoder(opus_rate(sample_rate), bitrate)?;
        let head = OpusHead::for_encoder(&encoder, sample_rate);
        let rate = u64::from(sample_rate);
        let length = (tags.samples * TICKS_PER_SECOND + rate / 2) / rate;
        let end = u64::from(head.pre_skip) + length.max(1);
        Ok(OggOpusEncoder {
            blocks: packets::block_encoder(
                end.div_ceil(TICKS_PER_FRAME),
                sample_rate,
                bitrate,
                tags.threads,
            ),
            // The serial number of the stream is derived from the tags, which hold the id.
            ogg: OggOpusWriter::with_tags(BufWriter::new(file), head, opus_tags(tags)?)
                .context("could not write the tags of the Opus file")?,
            end,
        })
    }

    /// Writes packets in order. The last packet is marked to end with the sound.
    fn write_packets(&mut self, blocks: Vec<Vec<Packet>>) -> Result<()> {
        for packet in blocks.into_iter().flatten() {
            let written = self.ogg.granule().unsigned_abs();
            let ticks = (self.end - written).min(TICKS_PER_FRAME);
            self.ogg
                .write_packet_with_duration(&packet, ticks as u32)
                .context("could not write the Opus file")?;
        }
        Ok(())
    }
}

impl Encoder for OggOpusEncoder {
    fn write(&mut self, samples: &[i16]) -> Result<()> {
        let blocks = self.blocks.push(samples)?;
        self.write_packets(blocks)
    }

    fn finish(mut self: Box<Self>) -> Result<File> {
        let blocks = self.blocks.finish()?;
        self.write_packets(blocks)?;
        let file = self
            .ogg
            .finish()
            .context("could not finish the Opus file")?;
        file.into_inner().context("could not write the Opus file")
    }
}

fn opus_tags(tags: &Tags) -> Result<OpusTags> {
    let mut opus_tags = OpusTags::new();
    for (name, value) in vorbis::comments(tags) {
        opus_tags.push(&name, &value)?;
    }
    if let Some(cover) = &tags.cover {
        opus_tags.push("METADATA_BLOCK_PICTURE", &STANDARD.encode(picture(cover)))?;
    }
    Ok(opus_tags)
}

/// A picture block of FLAC (RFC 9639, 8.8).
fn picture(cover: &Cover) -> Vec<u8> {
    const FRONT_COVER: u32 = 3;
    const BITS_PER_PIXEL: u32 = 24;
    let media_type = cover.format.media_type().as_bytes();
    let mut block = Vec::with_capacity(cover.bytes.len() + 64);
    let mut put = |bytes: &[u8]| block.extend_from_slice(bytes);
    put(&FRONT_COVER.to_be_bytes());
    put(&(media_type.len() as u32).to_be_bytes());
    put(media_type);
    for number in [0, cover.width, cover.height, BITS_PER_PIXEL, 0] {
        // No description before the size, and no palette after it.
        put(&number.to_be_bytes());
    }
    put(&(cover.bytes.len() as u32).to_be_bytes());
    put(&cover.bytes);
    block
}
