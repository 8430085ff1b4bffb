//! The blocks of MP3, of 10 to 20 s: samples in, frames out.
//!
//! A frame may begin in those before it (the bit reservoir). So that blocks can follow each
//! other, none does so at the start of a block: LAME fills up the frames that primed it, and the
//! last frame of the block.

use anyhow::{Context, Result, anyhow};
use mp3lame_encoder::{Encoder, FlushNoGap, MonoPcm, max_required_buffer_size};

use super::lame;
use crate::encode::blocks::{BlockEncoder, Shape};
use crate::encode::options::Bitrate;

/// ISO/IEC 11172-3 and 13818-3: the length of a frame in samples, above 24 kHz and up to there.
fn frame(sample_rate: u32) -> usize {
    if sample_rate > 24_000 { 1152 } else { 576 }
}

/// The delay of LAME's encoder, in samples (LAME 3.100, encoder.h, `ENCDELAY`).
pub(super) const DELAY: u64 = 576;

/// How many samples after the last one a player needs to play it: LAME adds a frame where fewer
/// are left (LAME 3.100, lame.c, `lame_encode_flush`).
const LEAST_PADDING: u64 = 576;

/// How many samples behind a frame LAME waits for (LAME 3.100, lame.c, `calcNeeded`, less the
/// silence that it starts with).
const AHEAD: usize = 224;

/// The number of frames before a block that prime its encoder: at 22,050 Hz 1 s.
const PRIMING: u64 = 38;

/// The longest block, in seconds.
const MAX_SECONDS: usize = 20;

/// The number of frames of a sound.
pub(super) fn count(samples: u64, sample_rate: u32) -> u64 {
    (samples + DELAY + LEAST_PADDING).div_ceil(frame(sample_rate) as u64)
}

/// The number of samples in the last frames that are none of the sound.
pub(super) fn padding(samples: u64, sample_rate: u32) -> u64 {
    count(samples, sample_rate) * frame(sample_rate) as u64 - DELAY - samples
}

/// Frames that need no others.
pub(super) struct Frames {
    pub(super) count: u64,
    pub(super) bytes: Vec<u8>,
    /// LAME's own first frame, for what it says of the settings.
    pub(super) lame_tag: Vec<u8>,
}

/// An encoder of `frames` frames.
pub(super) fn block_encoder(
    frames: u64,
    sample_rate: u32,
    bitrate: Bitrate,
    threads: usize,
) -> BlockEncoder<Frames> {
    let frame = frame(sample_rate);
    let shape = Shape {
        frame,
        priming: PRIMING,
        ahead: AHEAD,
        most: (MAX_SECONDS * sample_rate as usize / frame) as u64,
    };
    BlockEncoder::new(shape, frames, threads, move |block| {
        let mut lame = lame::start(sample_rate, bitrate)?;
        let scale = 32_767.0 * lame::scale(bitrate);
        let (priming, own) = block.split_at(PRIMING as usize * frame + AHEAD);
        let mut bytes = Vec::new();
        encode(&mut lame, priming, scale, &mut bytes)?;
        bytes.clear();
        encode(&mut lame, own, scale, &mut bytes)?;
        let mut lame_tag = Vec::with_capacity(lame.lame_tag_size());
        lame.lame_tag_encode_to_vec(&mut lame_tag)
            .context("LAME wrote no tag")?;
        Ok(Frames {
            count: (own.len() / frame) as u64,
            bytes,
            lame_tag,
        })
    })
}

/// Encodes samples to whole frames. LAME attenuates by `scale`.
fn encode(lame: &mut Encoder, samples: &[i16], scale: f32, bytes: &mut Vec<u8>) -> Result<()> {
    let samples = samples.iter().map(|sample| f32::from(*sample) / scale);
    let samples: Vec<f32> = samples.collect();
    bytes.reserve(max_required_buffer_size(samples.len()));
    lame.encode_to_vec(MonoPcm(&samples), bytes)
        .map_err(|error| anyhow!("LAME could not encode: {error}"))?;
    lame.flush_to_vec::<FlushNoGap>(bytes)
        .map_err(|error| anyhow!("LAME could not finish the stream: {error}"))?;
    Ok(())
}
