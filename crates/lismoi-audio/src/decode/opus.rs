//! Ogg Opus (RFC 6716, RFC 7845).

use std::fs::File;
use std::io::BufReader;

use anyhow::{Context, Result};
use opus_pure::{OggOpusReader, OggPacket, OpusDecoder, Trim};

use super::{Decoder, Decoding, comments, ensure_mono, ensure_sound};
use crate::clock::samples;

/// RFC 7845, 4: times are in samples at 48 kHz, whatever the sample rate.
const TICKS_PER_SECOND: u32 = 48_000;

/// RFC 6716, 3.1: the longest packet.
const MAX_PACKET_MS: u32 = 120;

/// The rate at which to decode, in hertz: the lower of two that keeps the whole band of the
/// sound that was encoded. 0 stands for an unknown rate.
fn decoding_rate(input_sample_rate: u32) -> u32 {
    if (1..=24_000).contains(&input_sample_rate) {
        24_000
    } else {
        48_000
    }
}

struct OggOpusDecoder {
    reader: OggOpusReader<BufReader<File>>,
    decoder: OpusDecoder,
    trim: Trim,
    packet: OggPacket,
    /// Space for the samples of a packet.
    samples: Vec<f32>,
    ticks_per_sample: u64,
    /// The length to drop at the start, in ticks.
    pre_skip: u64,
    /// The length of all packets decoded so far, in ticks.
    decoded: u64,
    /// The latest end of the sound, in ticks from the start of the first packet.
    end: u64,
}

pub(super) fn start(file: File) -> Result<Decoding> {
    let reader = OggOpusReader::new(BufReader::new(file)).context("it is not an Ogg Opus file")?;
    let head = reader.head();
    ensure_mono(head.channel_count.into())?;
    let rate = decoding_rate(head.input_sample_rate);
    Ok(Decoding {
        tags: comments::tags(&reader.tags().comments),
        sample_rate: rate,
        ticks: 0,
        ticks_per_second: TICKS_PER_SECOND,
        decoder: Box::new(OggOpusDecoder {
            decoder: head.decoder(rate as i32)?,
            trim: Trim::new(head, rate as i32, 1)?,
            packet: OggPacket::new(Vec::new(), -1, false),
            samples: vec![0.0; samples(MAX_PACKET_MS, rate) as usize],
            ticks_per_sample: u64::from(TICKS_PER_SECOND / rate),
            pre_skip: head.pre_skip.into(),
            decoded: 0,
            end: u64::MAX,
            reader,
        }),
    })
}

impl Decoder for OggOpusDecoder {
    fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64> {
        let mut silent = 0;
        while block.is_empty() && self.reader.read_packet_into(&mut self.packet)? {
            let data = &self.packet.data;
            let count = self
                .decoder
                .decode(data, self.samples.len(), &mut self.samples)?;
            block.extend_from_slice(self.trim.keep(&self.packet, &self.samples[..count]));
            ensure_sound(&mut silent, block.len())?;
            self.decoded += count as u64 * self.ticks_per_sample;
            if let Ok(end) = u64::try_from(self.packet.page_granule) {
                self.end = end;
            }
        }
        Ok(self.decoded.min(self.end).saturating_sub(self.pre_skip))
    }
}
