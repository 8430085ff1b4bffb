//! Encodes blocks of 10 to 20 s in parallel: samples in, packets in order out.
//!
//! A block ends where the sound is quietest: the change from one encoder to the next is heard
//! least there. One in which a frame comes out too loud is encoded once more ([`overshoot`]).
//!
//! Each block has an encoder of its own, which is primed with the second before the block;
//! the packets of that second are dropped. The encoder then behaves almost like one that has
//! encoded everything from the start: near the borders of blocks the signal-to-noise ratio is
//! 0.2 dB lower on average than that of a single encoder.

use std::collections::VecDeque;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use opus_pure::{Application, MAX_PACKET_BYTES, OpusEncoder, Signal};

use super::overshoot::{self, Packet};
use super::{FRAMES_PER_SECOND, opus_rate};
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

/// Encodes each block on a thread of its own.
pub(super) struct BlockEncoder {
    /// The number of frames that are not yet in a block.
    frames: u64,
    /// In bits per second.
    bitrate: i32,
    ratio: Ratio,
    /// The length of a frame in samples, before they are resampled: a multiple of
    /// `ratio.input`, so that every frame starts at a sample of the input.
    frame: usize,
    /// How many blocks are encoded at a time, at least one.
    threads: usize,
    /// The samples that prime the next encoder, and those after them.
    samples: Vec<i16>,
    encoding: VecDeque<JoinHandle<Result<Vec<Packet>>>>,
}

impl BlockEncoder {
    /// An encoder of `frames` frames; `sample_rate` is a multiple of 50 Hz. The packets are
    /// the same with any number of threads.
    pub(super) fn new(frames: u64, sample_rate: u32, bitrate: i32, threads: usize) -> BlockEncoder {
        let frame = (sample_rate / FRAMES_PER_SECOND) as usize;
        BlockEncoder {
            frames,
            bitrate,
            ratio: Ratio::new(sample_rate, opus_rate(sample_rate)),
            frame,
            threads: threads.max(1),
            samples: vec![0; PRIMING as usize * frame],
            encoding: VecDeque::new(),
        }
    }

    /// Takes the next samples, and returns the packets that are complete.
    pub(super) fn push(&mut self, samples: &[i16]) -> Result<Vec<Packet>> {
        self.samples.extend_from_slice(samples);
        let mut packets = Vec::new();
        while self.frames >= MAX_FRAMES && self.samples.len() >= self.length(MAX_FRAMES + AROUND) {
            packets.extend(self.start()?);
        }
        Ok(packets)
    }

    /// Returns the remaining packets. Silence follows the last samples.
    pub(super) fn finish(&mut self) -> Result<Vec<Packet>> {
        let mut packets = Vec::new();
        while self.frames > 0 {
            packets.extend(self.start()?);
        }
        while let Some(block) = self.encoding.pop_front() {
            packets.extend(join(block)?);
        }
        Ok(packets)
    }

    /// The number of frames of the next block: it ends in the quietest place.
    fn next_length(&self) -> u64 {
        let energy = |frames: &u64| {
            let at =
                |frames: u64| ((PRIMING + frames) as usize * self.frame).min(self.samples.len());
            let around = &self.samples[at(frames - AROUND)..at(frames + AROUND)];
            around
                .iter()
                .map(|sample| i64::from(*sample).pow(2))
                .sum::<i64>()
        };
        match self.frames {
            last @ ..=MAX_FRAMES => last,
            _ => (MAX_FRAMES / 2..=MAX_FRAMES)
                .rev()
                .min_by_key(energy)
                .unwrap_or(MAX_FRAMES),
        }
    }

    /// Starts to encode the next block. If all threads are busy, waits for the oldest block
    /// and returns its packets.
    fn start(&mut self) -> Result<Vec<Packet>> {
        let frames = self.next_length();
        let waiting = self.samples.len();
        let length = self.length(frames);
        let mut block = self.samples[..waiting.min(length)].to_vec();
        block.resize(length, 0);
        self.samples
            .drain(..waiting.min(frames as usize * self.frame));
        self.frames -= frames;
        let mut packets = Vec::new();
        if self.encoding.len() >= self.threads
            && let Some(first) = self.encoding.pop_front()
        {
            packets = join(first)?;
        }
        let (frame, bitrate, ratio) = (self.frame, self.bitrate, self.ratio.clone());
        let block =
            thread::Builder::new().spawn(move || encode_quietly(&block, frame, bitrate, ratio));
        let block = block.context("could not start a thread for the Opus encoder")?;
        self.encoding.push_back(block);
        Ok(packets)
    }

    /// The number of samples that a block of `frames` frames needs.
    fn length(&self, frames: u64) -> usize {
        (PRIMING + frames) as usize * self.frame + REACH
    }
}

/// How many frames before and after the end of a block decide how quiet it is there.
const AROUND: u64 = 2;

fn join(block: JoinHandle<Result<Vec<Packet>>>) -> Result<Vec<Packet>> {
    block
        .join()
        .map_err(|_| anyhow!("a thread of the Opus encoder panicked"))?
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

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 22_050;
    const FRAME: usize = RATE as usize / 50;

    #[test]
    fn a_block_ends_in_a_pause_where_there_is_one() {
        let mut blocks = BlockEncoder::new(2 * MAX_FRAMES, RATE, BITRATE, 1);
        blocks
            .samples
            .extend([1000, -1000].repeat(MAX_FRAMES as usize * FRAME));
        assert_eq!(blocks.next_length(), MAX_FRAMES);
        for pause in [MAX_FRAMES / 2, 700, MAX_FRAMES - 1] {
            let mut blocks = BlockEncoder::new(2 * MAX_FRAMES, RATE, BITRATE, 1);
            blocks
                .samples
                .extend([1000, -1000].repeat(MAX_FRAMES as usize * FRAME));
            let place = (PRIMING + pause - AROUND) as usize * FRAME;
            blocks.samples[place..place + 2 * AROUND as usize * FRAME].fill(0);
            assert_eq!(blocks.next_length(), pause);
        }
        assert_eq!(BlockEncoder::new(300, RATE, BITRATE, 1).next_length(), 300);
    }
}
