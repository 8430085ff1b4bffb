//! WAV files of mono 16-bit PCM: samples and markers in, a file out, and the samples back.
//!
//! A file holds the chunks `JUNK`, `fmt ` and `data` and, where it has markers, `cue ` and
//! `LIST`. A file longer than 4 GiB is RF64 (EBU Tech 3306, ITU-R BS.2088): `ds64`, which
//! holds its lengths, replaces `JUNK`.

mod markers;

pub mod spool;

pub mod writer;

pub mod reader;

/// The length of a sample, in bytes.
const SAMPLE: u64 = 2;

/// The length of a chunk's header, its name and its length, in bytes. The length in it does
/// not count the header.
const CHUNK_HEADER: u64 = 8;

/// The length of a `ds64` without a table, in bytes: the length of the file, of `data`, the
/// number of samples, and the length of the table.
const DS64: usize = 8 + 8 + 8 + 4;

/// A 32-bit length that refers to the `ds64`.
const IN_DS64: u32 = u32::MAX;

/// The head of a stream of samples whose length is not known yet: its lengths are the largest
/// that there are, as players of streams expect.
pub fn header_of_stream(sample_rate: u32) -> Vec<u8> {
    let unknown = u32::MAX.to_le_bytes();
    let mut header = Vec::with_capacity(44);
    header.extend(b"RIFF");
    header.extend(unknown);
    header.extend(b"WAVEfmt ");
    header.extend(16_u32.to_le_bytes());
    header.extend(format(sample_rate));
    header.extend(b"data");
    header.extend(unknown);
    header
}

/// The content of the chunk `fmt `.
fn format(sample_rate: u32) -> [u8; 16] {
    let mut format = [0; 16];
    // PCM, one channel.
    format[..4].copy_from_slice(&[1, 0, 1, 0]);
    format[4..8].copy_from_slice(&sample_rate.to_le_bytes());
    let bytes_per_second = sample_rate.wrapping_mul(SAMPLE as u32);
    format[8..12].copy_from_slice(&bytes_per_second.to_le_bytes());
    // The length of a sample in bytes, and in bits.
    format[12..].copy_from_slice(&[SAMPLE as u8, 0, 8 * SAMPLE as u8, 0]);
    format
}

#[cfg(test)]
mod tests;
