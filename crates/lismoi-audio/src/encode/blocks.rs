//! Encodes blocks of a sound in parallel: samples in, what each block became out, in order.
//!
//! A block ends where the sound is quietest: the change from one encoder to the next is heard
//! least there. Each block has an encoder of its own, which is primed with the frames before the
//! block (silence, before the first one); what it makes of those is dropped. The encoder then
//! behaves almost like one that has encoded everything from the start.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};

/// How many frames before and after the end of a block decide how quiet it is there.
pub(super) const AROUND: u64 = 2;

/// The blocks of a codec.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The length of a frame, in samples.
    pub(super) frame: usize,
    /// The number of frames before a block that prime its encoder.
    pub(super) priming: u64,
    /// The number of samples behind a block that its encoder needs.
    pub(super) ahead: usize,
    /// The most frames of a block; one that is not the last has at least half as many.
    pub(super) most: u64,
}

impl Shape {
    /// The number of samples that a block of `frames` frames needs.
    fn length(&self, frames: u64) -> usize {
        (self.priming + frames) as usize * self.frame + self.ahead
    }
}

/// Encodes one block: its samples, with those that prime the encoder and those behind it.
type Encode<T> = dyn Fn(&[i16]) -> Result<T> + Send + Sync;

/// Encodes each block on a thread of its own.
pub(super) struct BlockEncoder<T> {
    shape: Shape,
    encode: Arc<Encode<T>>,
    /// The number of frames that are not yet in a block.
    frames: u64,
    /// How many blocks are encoded at a time, at least one.
    threads: usize,
    /// The samples that prime the next encoder, and those after them.
    samples: Vec<i16>,
    encoding: VecDeque<JoinHandle<Result<T>>>,
}

impl<T: Send + 'static> BlockEncoder<T> {
    /// An encoder of `frames` frames. What it returns is the same with any number of threads.
    pub(super) fn new(
        shape: Shape,
        frames: u64,
        threads: usize,
        encode: impl Fn(&[i16]) -> Result<T> + Send + Sync + 'static,
    ) -> BlockEncoder<T> {
        BlockEncoder {
            shape,
            encode: Arc::new(encode),
            frames,
            threads: threads.max(1),
            samples: vec![0; shape.priming as usize * shape.frame],
            encoding: VecDeque::new(),
        }
    }

    /// Takes the next samples, and returns the blocks that are complete.
    ///
    /// # Errors
    /// A block cannot be encoded, or there is no thread for it.
    pub(super) fn push(&mut self, samples: &[i16]) -> Result<Vec<T>> {
        self.samples.extend_from_slice(samples);
        let (most, mut blocks) = (self.shape.most, Vec::new());
        while self.frames >= most && self.samples.len() >= self.shape.length(most + AROUND) {
            blocks.extend(self.start()?);
        }
        Ok(blocks)
    }

    /// Returns the remaining blocks. Silence follows the last samples.
    ///
    /// # Errors
    /// Those of [`push`](BlockEncoder::push).
    pub(super) fn finish(&mut self) -> Result<Vec<T>> {
        let mut blocks = Vec::new();
        while self.frames > 0 {
            blocks.extend(self.start()?);
        }
        while let Some(block) = self.encoding.pop_front() {
            blocks.push(join(block)?);
        }
        Ok(blocks)
    }

    /// The number of frames of the next block: it ends in the quietest place.
    fn next_length(&self) -> u64 {
        let Shape {
            frame,
            priming,
            most,
            ..
        } = self.shape;
        let energy = |frames: &u64| {
            let at = |frames: u64| ((priming + frames) as usize * frame).min(self.samples.len());
            let around = &self.samples[at(frames - AROUND)..at(frames + AROUND)];
            around
                .iter()
                .map(|sample| i64::from(*sample).pow(2))
                .sum::<i64>()
        };
        match self.frames <= most {
            true => self.frames,
            false => (most / 2..=most).rev().min_by_key(energy).unwrap_or(most),
        }
    }

    /// Starts to encode the next block. If all threads are busy, waits for the oldest block
    /// and returns it.
    fn start(&mut self) -> Result<Option<T>> {
        let frames = self.next_length();
        let waiting = self.samples.len();
        let length = self.shape.length(frames);
        let mut block = self.samples[..waiting.min(length)].to_vec();
        block.resize(length, 0);
        self.samples
            .drain(..waiting.min(frames as usize * self.shape.frame));
        self.frames -= frames;
        let first = match self.encoding.len() >= self.threads {
            true => self.encoding.pop_front(),
            false => None,
        };
        let first = first.map(join).transpose()?;
        let encode = Arc::clone(&self.encode);
        let block = thread::Builder::new().spawn(move || encode(&block));
        self.encoding
            .push_back(block.context("could not start a thread for an encoder")?);
        Ok(first)
    }
}

fn join<T>(block: JoinHandle<Result<T>>) -> Result<T> {
    block
        .join()
        .map_err(|_| anyhow!("a thread of an encoder panicked"))?
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape {
        frame: 441,
        priming: 50,
        ahead: 32,
        most: 1000,
    };

    fn blocks(frames: u64) -> BlockEncoder<Vec<i16>> {
        BlockEncoder::new(SHAPE, frames, 3, |block| Ok(block.to_vec()))
    }

    #[test]
    fn a_block_ends_in_a_pause_where_there_is_one() {
        let noise = [1000, -1000].repeat(SHAPE.most as usize * SHAPE.frame);
        let mut without = blocks(2 * SHAPE.most);
        without.samples.extend(&noise);
        assert_eq!(without.next_length(), SHAPE.most);
        for pause in [SHAPE.most / 2, 700, SHAPE.most - 1] {
            let mut blocks = blocks(2 * SHAPE.most);
            blocks.samples.extend(&noise);
            let place = (SHAPE.priming + pause - AROUND) as usize * SHAPE.frame;
            blocks.samples[place..place + 2 * AROUND as usize * SHAPE.frame].fill(0);
            assert_eq!(blocks.next_length(), pause);
        }
        assert_eq!(blocks(300).next_length(), 300);
    }

    #[test]
    fn blocks_hold_all_samples_once_behind_those_that_prime_and_before_those_ahead() {
        let count = 2345 * SHAPE.frame - 7;
        let sound: Vec<i16> = (1..=count).map(|at| (at % 30_011) as i16 + 1).collect();
        let mut encoder = blocks(2345);
        let mut made = Vec::new();
        for part in sound.chunks(10_007) {
            made.extend(encoder.push(part).unwrap());
        }
        made.extend(encoder.finish().unwrap());
        let priming = SHAPE.priming as usize * SHAPE.frame;
        let mut before = vec![0; priming];
        let mut after = sound;
        after.resize(2345 * SHAPE.frame + SHAPE.ahead, 0);
        let mut rest = &after[..];
        for block in &made {
            let own = block.len() - priming - SHAPE.ahead;
            assert_eq!(block[..priming], before[before.len() - priming..]);
            assert_eq!(block[priming..], rest[..own + SHAPE.ahead]);
            before.extend(&rest[..own]);
            rest = &rest[own..];
        }
        assert_eq!(rest.len(), SHAPE.ahead);
        assert!(made.len() >= 3);
    }
}
