//! FLAC (RFC 9639).

use std::fs::File;
use std::io::BufReader;

use anyhow::{Context, Result};
use flac_codec::decode::{FlacSampleReader, Metadata};
use flac_codec::metadata::VorbisComment;

use super::{Decoder, Decoding, comments, ensure_mono};

pub(super) struct Flac {
    reader: FlacSampleReader<BufReader<File>>,
    /// Of one step, where full scale is 1.
    step: f32,
}

pub(super) fn start(file: File) -> Result<Decoding> {
    let reader = FlacSampleReader::new(BufReader::new(file)).context("it is no FLAC file")?;
    let metadata = reader.metadata();
    ensure_mono(metadata.channel_count().into())?;
    let sample_rate = metadata.sample_rate();
    let bits = metadata.bits_per_sample();
    let comments = metadata.get::<VorbisComment>();
    Ok(Decoding {
        label: comments::label(comments.map_or(&[], |it| &it.fields)),
        sample_rate,
        ticks: 0,
        ticks_per_second: sample_rate,
        decoder: Decoder::Flac(Box::new(Flac {
            reader,
            step: 2.0_f32.powi(1 - bits as i32),
        })),
    })
}

impl Flac {
    pub(super) fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64> {
        let samples = self.reader.fill_buf()?;
        block.extend(samples.iter().map(|sample| *sample as f32 * self.step));
        let count = samples.len();
        self.reader.consume(count);
        Ok(count as u64)
    }
}
