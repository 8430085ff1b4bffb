//! Ogg Opus (RFC 6716, RFC 7845).

use std::fs::File;
use std::io::BufReader;

use anyhow::{Context, Result};
use opus_pure::{OggOpusReader, OggPacket, OpusDecoder, Trim};

use super::{Decoder, Decoding, comments, ensure_mono};

/// In hertz: what the encoder was given, and half of what lengths are counted in.
const RATE: u32 = 24_000;

/// RFC 7845, 4: times are counted in samples at 48 kHz, whatever the rate.
const TICKS: u32 = 48_000;

/// RFC 6716, 3.1: 120 ms is the longest packet.
const LONGEST_PACKET: usize = RATE as usize * 120 / 1000;

pub(super) struct Opus {
    reader: OggOpusReader<BufReader<File>>,
    decoder: OpusDecoder,
    trim: Trim,
    packet: OggPacket,
    samples: Vec<f32>,
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
    Ok(Decoding {
        label: comments::label(&reader.tags().comments),
        sample_rate: RATE,
        ticks: 0,
        ticks_per_second: TICKS,
        decoder: Decoder::Opus(Box::new(Opus {
            decoder: head.decoder(RATE as i32)?,
            trim: Trim::new(head, RATE as i32, 1)?,
            packet: OggPacket::new(Vec::new(), -1, false),
            samples: vec![0.0; LONGEST_PACKET],
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
                .decode(data, LONGEST_PACKET, &mut self.samples)?;
            block.extend_from_slice(self.trim.keep(&self.packet, &self.samples[..count]));
            self.decoded += count as u64 * u64::from(TICKS / RATE);
            if let Ok(end) = u64::try_from(self.packet.page_granule) {
                self.end = end;
            }
        }
        Ok(self.decoded.min(self.end).saturating_sub(self.pre_skip))
    }
}
