//! The blocks of Opus, of 10 to 20 s: samples in, packets out.
//!
//! Near the borders of blocks the signal-to-noise ratio is 0.2 dB lower on average than that of
//! a single encoder. A block in which a frame comes out too loud is encoded once more
//! ([`overshoot`]).

use anyhow::{Context, Result};
use opus_pure::{Application, MAX_PACKET_BYTES, OpusEncoder, Signal};

use super::overshoot::{self, Packet};
use super::{FRAMES_PER_SECOND, opus_rate};
use crate::encode::blocks::{BlockEncoder, Shape};
use crate::encode::options::{Bitrate, SoundOptions};
use crate::encode::resample::{REACH, Ratio, Resampler};

/// In bits per second: enough for speech with a band of 11 kHz.
pub(super) const BITRATE: i32 = 24_000;

/// The bit rate of a file, in bits per second.
pub(super) fn bits_per_second(options: SoundOptions) -> i32 {
    match options.bitrate {
        Some(Bitrate::Constant(kbps)) => kbps as i32 * 1000,
        Some(Bitrate::Variable(_)) | None => BITRATE,
    }
}

/// Of 0 to 10. Against 8, complexity 6 saves a quarter of the time and loses 0.02 dB of
/// signal-to-noise ratio and 0.2 dB of spectral distance; lower values lose more.
///
/// PESQ (wide band, ITU-T P.862.2) of eSpeak NG, Pico and a Piper voice, and the CPU seconds
/// for 140 s of sound:
///
/// | complexity | eSpeak NG | Pico | Piper | CPU |
/// |---|---|---|---|---|
/// | 0 | 2.52 | 3.69 | 4.05 | 0.38 |
/// | 2 | 2.59 | 3.97 | 4.30 | 0.60 |
/// | 4 | 3.40 | 4.25 | 4.42 | 0.86 |
/// | 6 | 3.66 | 4.30 | 4.44 | 1.00 |
/// | 8 | 3.83 | 4.33 | 4.48 | 1.30 |
const COMPLEXITY: i32 = 6;

/// The gain before encoding, 0.1 dB. At this bit rate speech loses about 0.3 LU; more gain
/// would raise peaks above -2 dBTP.
const GAIN: f32 = 1.0116;

/// The most frames of a block, 20 s; a block that is not the last has at least half as many.
const MAX_FRAMES: u64 = 1_000;

/// The number of frames before a block that prime its encoder: 1 s.
const PRIMING: u64 = 50;

/// An encoder of `frames` packets of a sound whose `sample_rate` is a multiple of 50 Hz.
pub(super) fn block_encoder(
    frames: u64,
    sample_rate: u32,
    bitrate: i32,
    threads: usize,
) -> BlockEncoder<Vec<Packet>> {
    // A multiple of `ratio.input`, so that every frame starts at a sample of the input.
    let frame = (sample_rate / FRAMES_PER_SECOND) as usize;
    let ratio = Ratio::new(sample_rate, opus_rate(sample_rate));
    let shape = Shape {
        frame,
        priming: PRIMING,
        ahead: REACH,
        most: MAX_FRAMES,
    };
    BlockEncoder::new(shape, frames, threads, move |block| {
        encode_quietly(block, frame, bitrate, ratio.clone())
    })
}

/// Encodes a block in frames of `frame` input samples, and drops the packets that primed the
/// encoder. Where a frame overshoots, it is encoded with less priming: the noise has another seed
/// then.
pub(super) fn encode_quietly(
    block: &[i16],
    frame: usize,
    bitrate: i32,
    ratio: Ratio,
) -> Result<Vec<Packet>> {
    overshoot::quietest(
        |left_out| encode(block, frame, bitrate, ratio.clone(), left_out),
        |packets| overshoot::highest(packets, bitrate),
    )
}

/// Encodes a block with an encoder that has not heard its first `left_out` frames.
pub(super) fn encode(
    block: &[i16],
    frame: usize,
    bitrate: i32,
    ratio: Ratio,
    left_out: usize,
) -> Result<Vec<Packet>> {
    let (input, output) = (ratio.input, ratio.output);
    let mut samples = Vec::with_capacity(block.len() * output / input + 1);
    let frame_length = frame * output / input;
    let mut encoder = encoder(frame_length as u32 * FRAMES_PER_SECOND, bitrate)?;
    Resampler::new(ratio).push(block, &mut samples);
    samples.iter_mut().for_each(|sample| *sample *= GAIN);
    let mut packet = vec![0; MAX_PACKET_BYTES];
    let frames = samples.chunks_exact(frame_length).skip(left_out);
    let packets = frames.map(|frame| {
        let length = encoder.encode(frame, frame_length, &mut packet);
        Ok(packet[..length.context("could not encode as Opus")?].to_vec())
    });
    let packets = packets.collect::<Result<Vec<_>>>()?;
    Ok(packets
        .into_iter()
        .skip(PRIMING as usize - left_out)
        .collect())
}

/// An encoder with the settings of all blocks.
pub(super) fn encoder(opus_rate: u32, bitrate: i32) -> Result<OpusEncoder> {
    let mut opus = OpusEncoder::new(opus_rate as i32, 1, Application::Audio)
        .context("could not start the Opus encoder")?;
    opus.bitrate_bps = bitrate;
    opus.complexity = COMPLEXITY;
    // Otherwise the encoder would try to detect music for two seconds.
    opus.signal_type = Some(Signal::Voice);
    opus.lsb_depth = 16;
    Ok(opus)
}
