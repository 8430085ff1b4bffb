//! WAV: samples and labels in, one file out; and back to samples.
//!
//! `RIFF`, `WAVE`, `JUNK`, `fmt `, `data`; then, where there are markers, `cue ` and `LIST`.
//! A file of more than 4 GiB is an RF64 file (EBU Tech 3306, ITU-R BS.2088), in which the
//! `JUNK` has become the `ds64` that holds its lengths.

use std::sync::LazyLock;

use hound::{SampleFormat, WavSpec};

use crate::SAMPLE_RATE;

mod markers;

pub mod writer;

pub mod reader;

/// The format of all our WAV files.
pub const FORMAT: WavSpec = WavSpec {
    channels: 1,
    sample_rate: SAMPLE_RATE,
    bits_per_sample: 16,
    sample_format: SampleFormat::Int,
};

/// The bytes of a sample.
const SAMPLE: u64 = 2;

/// The name and the length of a chunk, which the length does not count.
const CHUNK_HEAD: u64 = 8;

/// The length of a `ds64` without a table: the lengths of the file, of its samples in bytes
/// and in number, and of the table.
const DS64: usize = 8 + 8 + 8 + 4;

/// What stands for a length that is in the `ds64`.
const IN_DS64: u32 = u32::MAX;

/// The chunk `fmt `.
static FMT: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let header = FORMAT.into_header_for_infinite_file();
    // Between the head of the file and that of the samples.
    header[12..header.len() - 8].to_vec()
});

#[cfg(test)]
mod tests;
