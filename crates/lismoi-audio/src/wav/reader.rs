//! Reads the samples of a WAV file, block by block.
//!
//! The chunks may come in any order, and unknown ones are skipped. Lengths in a file are
//! checked against the file: missing samples are an error.

use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;

use anyhow::{Result, ensure};

use super::{CHUNK_HEADER, IN_DS64, SAMPLE, format};

/// A WAV file being read.
#[derive(Debug)]
pub struct Reader<R> {
    file: R,
    sample_rate: u32,
    /// The byte range of the samples, of even length.
    data: Range<u64>,
    /// The byte position of the next sample.
    next: u64,
}

impl<R: Read + Seek> Reader<R> {
    /// A reader at the first sample of `file`.
    ///
    /// # Errors
    /// The file cannot be read, is not a WAV file, or is not mono 16-bit PCM.
    pub fn new(mut file: R) -> Result<Reader<R>> {
        let (sample_rate, data) = find_samples(&mut file)?;
        let mut reader = Reader {
            file,
            sample_rate,
            next: 0,
            data,
        };
        reader.seek(0)?;
        Ok(reader)
    }

    /// The sample rate, in hertz.
    pub fn sample_rate(&self) -> u32 {
        self.sample_rate
    }

    /// The sample that is read next.
    pub fn position(&self) -> u64 {
        (self.next - self.data.start) / SAMPLE
    }

    /// The number of samples in the file.
    pub fn samples(&self) -> u64 {
        (self.data.end - self.data.start) / SAMPLE
    }

    /// Moves to `sample`, or to the end if the file has fewer samples.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn seek(&mut self, sample: u64) -> Result<()> {
        self.next = self.data.start + sample.min(self.samples()) * SAMPLE;
        self.file.seek(SeekFrom::Start(self.next))?;
        Ok(())
    }

    /// Replaces the content of `block` with up to `max` of the next samples. Returns how many
    /// there were: 0 at the end.
    ///
    /// # Errors
    /// The file cannot be read, or has become shorter.
    pub fn read(&mut self, block: &mut Vec<i16>, max: usize) -> Result<usize> {
        let left = (self.data.end - self.next) / SAMPLE;
        let count = usize::try_from(left).map_or(max, |left| left.min(max));
        block.resize(count, 0);
        self.file.read_exact(bytemuck::cast_slice_mut(block))?;
        block.iter_mut().for_each(|it| *it = i16::from_le(*it));
        self.next += count as u64 * SAMPLE;
        Ok(count)
    }
}

/// The sample rate, and the byte range of the samples.
fn find_samples(file: &mut (impl Read + Seek)) -> Result<(u32, Range<u64>)> {
    let end = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    ensure!(end >= FILE_HEADER && is_wav(file)?, "it is not a WAV file");
    let mut at = FILE_HEADER;
    let (mut sample_rate, mut data, mut long_length) = (None, None, None);
    loop {
        if let (Some(sample_rate), Some(data)) = (sample_rate, &data) {
            return Ok((sample_rate, Range::clone(data)));
        }
        ensure!(at + CHUNK_HEADER <= end, "it ends before its samples");
        file.seek(SeekFrom::Start(at))?;
        let (name, length) = chunk_header(file)?;
        at += CHUNK_HEADER;
        let length = match length {
            IN_DS64 if name == *b"data" => long_length.unwrap_or(u64::from(IN_DS64)),
            length => u64::from(length),
        };
        ensure!(length <= end - at, "it is truncated");
        match &name {
            b"ds64" => long_length = Some(long_data_length(file)?),
            b"fmt " => sample_rate = Some(sample_rate_of(file)?),
            b"data" => {
                ensure!(
                    length.is_multiple_of(SAMPLE),
                    "its last sample is truncated"
                );
                data = Some(at..at + length);
            }
            _ => {}
        }
        at += length.next_multiple_of(2);
    }
}

/// The length of everything before the first chunk, in bytes.
const FILE_HEADER: u64 = CHUNK_HEADER + 4;

fn is_wav(file: &mut impl Read) -> Result<bool> {
    let (name, _) = chunk_header(file)?;
    let [kind] = fields(file)?;
    Ok([*b"RIFF", *b"RF64"].contains(&name) && kind == *b"WAVE")
}

/// The name and the length of a chunk.
fn chunk_header(file: &mut impl Read) -> Result<([u8; 4], u32)> {
    let [name, length] = fields(file)?;
    Ok((name, u32::from_le_bytes(length)))
}

fn fields<const COUNT: usize>(file: &mut impl Read) -> Result<[[u8; 4]; COUNT]> {
    let mut fields = [[0; 4]; COUNT];
    file.read_exact(fields.as_flattened_mut())?;
    Ok(fields)
}

/// The length of `data` in a `ds64`, in bytes.
fn long_data_length(file: &mut impl Read) -> Result<u64> {
    let mut lengths = [[0; 8]; 2];
    file.read_exact(lengths.as_flattened_mut())?;
    Ok(u64::from_le_bytes(lengths[1]))
}

/// The rate in a `fmt ` of mono 16-bit PCM. The chunk may be longer than ours.
fn sample_rate_of(file: &mut impl Read) -> Result<u32> {
    let mut fields = [[0; 4]; 4];
    file.read_exact(fields.as_flattened_mut())?;
    let sample_rate = u32::from_le_bytes(fields[1]);
    ensure!(
        sample_rate > 0 && fields.as_flattened() == format(sample_rate),
        "it is not mono 16-bit PCM"
    );
    Ok(sample_rate)
}
