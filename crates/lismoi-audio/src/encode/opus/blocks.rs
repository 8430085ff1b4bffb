//! Blocks of 10 to 20 s: samples in, packets out in order, several blocks at a time.
//!
//! A block ends where it is quietest: where two encoders meet amid a vowel, a peak can come
//! out twice as high as it went in.
//! Each block has an encoder of its own, which hears the second before the block as well;
//! those packets are thrown away. It goes on then like one that has heard all from the start:
//! near the borders the signal-to-noise ratio is 0.2 dB less than one encoder's in the mean.

use std::collections::VecDeque;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use opus_pure::{Application, MAX_PACKET_BYTES, OpusEncoder, Signal};

use super::resample::{REACH, Ratio, Resampler};
use super::{FRAMES_OF_A_SECOND, opus_rate};

/// In bits per second: speech in the whole band of eSpeak NG's 11 kHz.
const BITRATE: i32 = 24_000;

/// The highest is 10. From 8 to 6 the sound loses 0.02 dB of its signal-to-noise ratio and
/// 0.2 dB of spectral distance, and a quarter of the work goes; below, more is lost.
const COMPLEXITY: i32 = 6;

/// How much louder the sound goes in, 0.1 dB: at this bit rate some 0.3 LU of speech are lost,
/// and more would let peaks pass -2 dBTP.
const GAIN: f32 = 1.0116;

/// How many frames a block has at most, and half as many at least.
const FRAMES: u64 = 1_000;

/// How many frames before it an encoder hears: 1 s.
const PRIMING: u64 = 50;

/// Encodes one block after the other, each on a thread of its own.
pub(super) struct Blocks {
    /// How many frames are not yet in a block.
    frames: u64,
    /// In hertz, as Opus is given the samples.
    opus_rate: u32,
    ratio: Ratio,
    /// What a frame is made of, before it is resampled: a multiple of `ratio.input`, so that
    /// every frame starts with a sample that came in.
    frame: usize,
    /// How many blocks are encoded at a time, at least one.
    threads: usize,
    /// What the next encoder hears before its block, and what came in after that.
    samples: Vec<i16>,
    encoding: VecDeque<JoinHandle<Result<Vec<Vec<u8>>>>>,
}

impl Blocks {
    /// For so many frames of a sound at a multiple of 50 Hz. Their packets are the same with
    /// any number of threads.
    pub(super) fn new(frames: u64, sample_rate: u32, threads: usize) -> Blocks {
        let opus_rate = opus_rate(sample_rate);
        let frame = (sample_rate / FRAMES_OF_A_SECOND) as usize;
        Blocks {
            frames,
            opus_rate,
            ratio: Ratio::new(sample_rate, opus_rate),
            frame,
            threads: threads.max(1),
            samples: vec![0; PRIMING as usize * frame],
            encoding: VecDeque::new(),
        }
    }

    /// Takes the next samples, and gives the packets that are done.
    pub(super) fn push(&mut self, samples: &[i16]) -> Result<Vec<Vec<u8>>> {
        self.samples.extend_from_slice(samples);
        let mut packets = Vec::new();
        while self.frames >= FRAMES && self.samples.len() >= self.length(FRAMES + AROUND) {
            packets.extend(self.start()?);
        }
        Ok(packets)
    }

    /// Gives the packets that are left; silence follows the last samples.
    pub(super) fn finish(&mut self) -> Result<Vec<Vec<u8>>> {
        let mut packets = Vec::new();
        while self.frames > 0 {
            packets.extend(self.start()?);
        }
        while let Some(block) = self.encoding.pop_front() {
            packets.extend(join(block)?);
        }
        Ok(packets)
    }

    /// How many frames the next block has.
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
            last @ ..=FRAMES => last,
            _ => (FRAMES / 2..=FRAMES)
                .rev()
                .min_by_key(energy)
                .unwrap_or(FRAMES),
        }
    }

    /// Begins the next block; where as many as may be are being encoded, waits for the first
    /// of them and gives its packets.
    fn start(&mut self) -> Result<Vec<Vec<u8>>> {
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
        let (opus_rate, ratio) = (self.opus_rate, self.ratio.clone());
        let block = thread::Builder::new().spawn(move || encode(&block, opus_rate, ratio));
        let block = block.context("could not start a thread to encode Opus on")?;
        self.encoding.push_back(block);
        Ok(packets)
    }

    /// How many samples a block needs.
    fn length(&self, frames: u64) -> usize {
        (PRIMING + frames) as usize * self.frame + REACH
    }
}

/// A block ends where so many frames before and after its end are the quietest.
const AROUND: u64 = 2;

fn join(block: JoinHandle<Result<Vec<Vec<u8>>>>) -> Result<Vec<Vec<u8>>> {
    block.join().map_err(|_| anyhow!("a thread was lost"))?
}

/// The packets of a block.
fn encode(block: &[i16], opus_rate: u32, ratio: Ratio) -> Result<Vec<Vec<u8>>> {
    let mut samples = Vec::with_capacity(block.len() * ratio.output / ratio.input + 1);
    Resampler::new(ratio).push(block, &mut samples);
    samples.iter_mut().for_each(|sample| *sample *= GAIN);
    let mut encoder = encoder(opus_rate)?;
    let frame_length = (opus_rate / FRAMES_OF_A_SECOND) as usize;
    let mut packet = vec![0; MAX_PACKET_BYTES];
    let packets = samples.chunks_exact(frame_length).map(|frame| {
        let length = encoder.encode(frame, frame_length, &mut packet);
        Ok(packet[..length.context("could not encode as Opus")?].to_vec())
    });
    let packets = packets.collect::<Result<Vec<_>>>()?;
    Ok(packets.into_iter().skip(PRIMING as usize).collect())
}

/// As every block has it.
pub(super) fn encoder(opus_rate: u32) -> Result<OpusEncoder> {
    let mut opus = OpusEncoder::new(opus_rate as i32, 1, Application::Audio)
        .context("could not start the Opus encoder")?;
    opus.bitrate_bps = BITRATE;
    opus.complexity = COMPLEXITY;
    // Left to itself, it would look for music during two seconds.
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
        let mut blocks = Blocks::new(2 * FRAMES, RATE, 1);
        blocks
            .samples
            .extend([1000, -1000].repeat(FRAMES as usize * FRAME));
        assert_eq!(blocks.next_length(), FRAMES);
        for pause in [FRAMES / 2, 700, FRAMES - 1] {
            let mut blocks = Blocks::new(2 * FRAMES, RATE, 1);
            blocks
                .samples
                .extend([1000, -1000].repeat(FRAMES as usize * FRAME));
            let place = (PRIMING + pause - AROUND) as usize * FRAME;
            blocks.samples[place..place + 2 * AROUND as usize * FRAME].fill(0);
            assert_eq!(blocks.next_length(), pause);
        }
        assert_eq!(Blocks::new(300, RATE, 1).next_length(), 300);
    }
}
