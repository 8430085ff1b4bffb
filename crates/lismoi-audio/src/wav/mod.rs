//! WAV: samples and labels in, one file out; and back to samples.
//!
//! `RIFF`, `WAVE`, `JUNK`, `fmt `, `data`; then, where there are markers, `cue ` and `LIST`.
//! A file of more than 4 GiB is an RF64 file (EBU Tech 3306, ITU-R BS.2088), in which the
//! `JUNK` has become the `ds64` that holds its lengths.

mod markers;

pub mod writer;

pub mod reader;

/// The bytes of a sample.
const SAMPLE: u64 = 2;

/// The name and the length of a chunk, which the length does not count.
const CHUNK_HEAD: u64 = 8;

/// The length of a `ds64` without a table: the lengths of the file, of its samples in bytes
/// and in number, and of the table.
const DS64: usize = 8 + 8 + 8 + 4;

/// What stands for a length that is in the `ds64`.
const IN_DS64: u32 = u32::MAX;

/// The content of the chunk `fmt ` of a file of PCM samples, mono, 16 bit.
fn format(sample_rate: u32) -> [u8; 16] {
    let mut format = [0; 16];
    // PCM, one channel.
    format[..4].copy_from_slice(&[1, 0, 1, 0]);
    format[4..8].copy_from_slice(&sample_rate.to_le_bytes());
    let bytes_per_second = sample_rate.wrapping_mul(SAMPLE as u32);
    format[8..12].copy_from_slice(&bytes_per_second.to_le_bytes());
    // The bytes, and the bits of a sample.
    format[12..].copy_from_slice(&[SAMPLE as u8, 0, 8 * SAMPLE as u8, 0]);
    format
}

#[cfg(test)]
mod tests;
