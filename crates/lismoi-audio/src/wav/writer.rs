//! Writes a WAV file as the samples come.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use anyhow::Result;

use super::markers::Markers;
use super::spool::Spill;
use super::{CHUNK_HEADER, DS64, IN_DS64, SAMPLE, format};

/// A WAV file being written.
pub struct Writer {
    pub(super) file: BufWriter<File>,
    /// How many samples have been written.
    pub(super) samples: u64,
    sample_rate: u32,
    markers: Markers,
}

impl Writer {
    /// Begins a file of samples at `sample_rate` hertz, which must be empty. Markers that do not
    /// fit in memory are kept in files of `spill` until the file is finished.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn start(file: File, sample_rate: u32, spill: &Spill) -> io::Result<Writer> {
        let mut file = BufWriter::with_capacity(1 << 16, file);
        // A placeholder: the final header has the same length.
        file.write_all(&head(0, 0, sample_rate))?;
        Ok(Writer {
            file,
            samples: 0,
            sample_rate,
            markers: Markers::new(spill),
        })
    }

    /// Writes the next samples.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&mut self, samples: &[i16]) -> io::Result<()> {
        self.samples += samples.len() as u64;
        if cfg!(target_endian = "little") {
            return self.file.write_all(bytemuck::cast_slice(samples));
        }
        let mut samples = samples.iter();
        samples.try_for_each(|sample| self.file.write_all(&sample.to_le_bytes()))
    }

    /// Marks the sample that is written next. Control characters are removed from the label,
    /// and it is cut at 511 bytes. A position that does not fit in 32 bits, 54 hours from the
    /// start at 22,050 Hz, gets no marker: cue points have no more.
    ///
    /// # Errors
    /// The marker cannot be stored on disk.
    pub fn mark(&mut self, label: &str) -> io::Result<()> {
        self.markers.add(self.samples, label)
    }

    /// Writes the markers and the final header.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> Result<()> {
        // The length of `data` is even, so no padding follows it.
        self.markers.write(&mut self.file)?;
        let length = self.file.stream_position()?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file
            .write_all(&head(length, self.samples, self.sample_rate))?;
        Ok(self.file.flush()?)
    }
}

/// Everything before the samples of a file of `length` bytes.
fn head(length: u64, samples: u64, sample_rate: u32) -> Vec<u8> {
    // The length in a chunk's header does not count the header.
    let riff = length.saturating_sub(CHUNK_HEADER);
    let data = samples * SAMPLE;
    let (name, lengths, reserved, long_lengths) = if riff < u64::from(IN_DS64) {
        (b"RIFF", [riff as u32, data as u32], b"JUNK", [0; 3])
    } else {
        (b"RF64", [IN_DS64; 2], b"ds64", [riff, data, samples])
    };
    let mut head = Vec::new();
    head.extend(name);
    head.extend(lengths[0].to_le_bytes());
    head.extend(b"WAVE");
    head.extend(reserved);
    head.extend((DS64 as u32).to_le_bytes());
    for length in long_lengths {
        head.extend(length.to_le_bytes());
    }
    // An empty table of other long chunks.
    head.extend([0; 4]);
    let format = format(sample_rate);
    head.extend(b"fmt ");
    head.extend((format.len() as u32).to_le_bytes());
    head.extend(format);
    head.extend(b"data");
    head.extend(lengths[1].to_le_bytes());
    head
}
