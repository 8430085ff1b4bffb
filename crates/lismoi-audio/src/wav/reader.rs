//! A WAV file of mono 16-bit PCM in, its samples out, in blocks.
//!
//! Chunks that it does not know are passed over, in whatever order. What a file says of its
//! lengths is not believed: samples that it does not hold are an error.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use anyhow::{Result, ensure};

use super::{CHUNK_HEAD, IN_DS64, SAMPLE, format};

/// A WAV file being read.
#[derive(Debug)]
pub struct Reader<R> {
    file: R,
    sample_rate: u32,
    /// Where the samples are in it, in bytes: an even number of them.
    place: Range<u64>,
    /// Where the next one is.
    next: u64,
}

impl Reader<BufReader<File>> {
    /// Opens the file at `path`.
    ///
    /// # Errors
    /// See [`Reader::new`].
    pub fn open(path: &Path) -> Result<Reader<BufReader<File>>> {
        Reader::new(BufReader::new(File::open(path)?))
    }
}

impl<R: Read + Seek> Reader<R> {
    /// Starts before the first sample.
    ///
    /// # Errors
    /// The file cannot be read, is no WAV file, or does not hold mono 16-bit PCM.
    pub fn new(mut file: R) -> Result<Reader<R>> {
        let (sample_rate, place) = find_samples(&mut file)?;
        let mut reader = Reader {
            file,
            sample_rate,
            next: 0,
            place,
        };
        reader.seek(0)?;
        Ok(reader)
    }

    /// How many samples there are in a second.
    pub fn sample_rate(&self) -> u32 {
        self.sample_rate
    }

    /// How many samples there are.
    pub fn samples(&self) -> u64 {
        (self.place.end - self.place.start) / SAMPLE
    }

    /// Goes to a sample; behind the last one where there is no such.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn seek(&mut self, sample: u64) -> Result<()> {
        self.next = self.place.start + sample.min(self.samples()) * SAMPLE;
        self.file.seek(SeekFrom::Start(self.next))?;
        Ok(())
    }

    /// Replaces what is in `block` by the next samples, `most` of them or as many as there
    /// still are, and tells how many: none at the end.
    ///
    /// # Errors
    /// The file cannot be read, or has become shorter.
    pub fn read(&mut self, block: &mut Vec<i16>, most: usize) -> Result<usize> {
        let left = (self.place.end - self.next) / SAMPLE;
        let count = usize::try_from(left).map_or(most, |left| left.min(most));
        block.resize(count, 0);
        self.file.read_exact(bytemuck::cast_slice_mut(block))?;
        block.iter_mut().for_each(|it| *it = i16::from_le(*it));
        self.next += count as u64 * SAMPLE;
        Ok(count)
    }
}

/// The sample rate, and where the samples are, once it is certain that they are mono 16-bit
/// PCM.
fn find_samples(file: &mut (impl Read + Seek)) -> Result<(u32, Range<u64>)> {
    let end = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    ensure!(end >= HEAD && is_wav(file)?, "it is no WAV file");
    let mut at = HEAD;
    let (mut sample_rate, mut place, mut long_length) = (None, None, None);
    loop {
        if let (Some(sample_rate), Some(place)) = (sample_rate, &place) {
            return Ok((sample_rate, Range::clone(place)));
        }
        ensure!(at + CHUNK_HEAD <= end, "it ends before its samples");
        file.seek(SeekFrom::Start(at))?;
        let (name, length) = chunk_head(file)?;
        at += CHUNK_HEAD;
        let length = match length {
            IN_DS64 if name == *b"data" => long_length.unwrap_or(u64::from(IN_DS64)),
            length => u64::from(length),
        };
        ensure!(length <= end - at, "it is cut");
        match &name {
            b"ds64" => long_length = Some(long_data_length(file)?),
            b"fmt " => sample_rate = Some(sample_rate_of(file)?),
            b"data" => {
                ensure!(length.is_multiple_of(SAMPLE), "its last sample is cut");
                place = Some(at..at + length);
            }
            _ => {}
        }
        at += length.next_multiple_of(2);
    }
}

/// The length of what stands before the first chunk.
const HEAD: u64 = CHUNK_HEAD + 4;

fn is_wav(file: &mut impl Read) -> Result<bool> {
    let (name, _) = chunk_head(file)?;
    let [kind] = fields(file)?;
    Ok([*b"RIFF", *b"RF64"].contains(&name) && kind == *b"WAVE")
}

/// The name and the length of a chunk.
fn chunk_head(file: &mut impl Read) -> Result<([u8; 4], u32)> {
    let [name, length] = fields(file)?;
    Ok((name, u32::from_le_bytes(length)))
}

fn fields<const COUNT: usize>(file: &mut impl Read) -> Result<[[u8; 4]; COUNT]> {
    let mut fields = [[0; 4]; COUNT];
    file.read_exact(fields.as_flattened_mut())?;
    Ok(fields)
}

/// The length of the samples in bytes, in a `ds64`.
fn long_data_length(file: &mut impl Read) -> Result<u64> {
    let mut lengths = [[0; 8]; 2];
    file.read_exact(lengths.as_flattened_mut())?;
    Ok(u64::from_le_bytes(lengths[1]))
}

/// The rate in a `fmt ` that says what ours says; others may say more.
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
