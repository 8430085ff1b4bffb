//! Ogg Opus (RFC 6716, RFC 7845).

use std::fs::File;
use std::io::BufReader;

use anyhow::{Context, Result};
use opus_pure::{OggOpusReader, OggPacket, OpusDecoder, Trim};

use super::{Decoder, Decoding, comments, ensure_mono};
use crate::clock::samples;

/// RFC 7845, 4: times are counted in samples at 48 kHz, whatever the rate.
const TICKS: u32 = 48_000;

/// RFC 6716, 3.1: the longest packet.
const LONGEST_PACKET_MS: u32 = 120;

/// In hertz, superwideband, or fullband where what was encoded had more.
fn rate(input_sample_rate: u32) -> u32 {
    if (1..=24_000).contains(&input_sample_rate) {
        24_000
    } else {
        48_000
    }
}

pub(super) struct Opus {
    reader: OggOpusReader<BufReader<File>>,
    decoder: OpusDecoder,
    trim: Trim,
    packet: OggPacket,
    samples: Vec<f32>,
    /// How many ticks a sample has.
    ticks_of_a_sample: u64,
    /// At the start, what is to be left out.
    pre_skip: u64,
    /// What was decoded, in ticks.
    decoded: u64,
    /// Where the sound ends at the latest, in ticks from the start of the first packet.
    end: u64,
}

pub(super) fn start(file: File) -> Result<Decoding> {
    let reader = OggOpusReader::new(BufReader::new(file)).context("it is no Ogg Opus file")?;
    let head = reader.head();
    ensure_mono(head.channel_count.into())?;
    let rate = rate(head.input_sample_rate);
    Ok(Decoding {
        label: comments::label(&reader.tags().comments),
        sample_rate: rate,
        ticks: 0,
        ticks_per_second: TICKS,
        decoder: Decoder::Opus(Box::new(Opus {
            decoder: head.decoder(rate as i32)?,
            trim: Trim::new(head, rate as i32, 1)?,
            packet: OggPacket::new(Vec::new(), -1, false),
            samples: vec![0.0; samples(LONGEST_PACKET_MS, rate) as usize],
            ticks_of_a_sample: u64::from(TICKS / rate),
            pre_skip: head.pre_skip.into(),
            decoded: 0,
            end: u64::MAX,
            reader,
        })),
    })
}

impl Opus {
    /// Gives all ticks up to the end of the block.
    pub(super) fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64> {
        while block.is_empty() && self.reader.read_packet_into(&mut self.packet)? {
            let data = &self.packet.data;
            let count = self
                .decoder
                .decode(data, self.samples.len(), &mut self.samples)?;
            block.extend_from_slice(self.trim.keep(&self.packet, &self.samples[..count]));
            self.decoded += count as u64 * self.ticks_of_a_sample;
            if let Ok(end) = u64::try_from(self.packet.page_granule) {
                self.end = end;
            }
        }
        Ok(self.decoded.min(self.end).saturating_sub(self.pre_skip))
    }
}
