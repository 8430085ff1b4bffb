//! Samples and markers in, a WAV file out, written as they come.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::Result;

use super::markers::Markers;
use super::{CHUNK_HEAD, DS64, IN_DS64, SAMPLE, format};

/// A WAV file being written.
pub struct Writer {
    pub(super) file: BufWriter<File>,
    /// How many have been written.
    pub(super) samples: u64,
    sample_rate: u32,
    markers: Markers,
}

impl Writer {
    /// Starts a new file at `path`, in place of any other, of samples at `sample_rate` hertz.
    /// Many markers wait beside it, in files without a name, for its end.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn create(path: &Path, sample_rate: u32) -> io::Result<Writer> {
        let mut file = BufWriter::with_capacity(1 << 16, File::create(path)?);
        // As long as it will be at the end.
        file.write_all(&head(0, 0, sample_rate))?;
        Ok(Writer {
            file,
            samples: 0,
            sample_rate,
            markers: Markers::new(path.parent().unwrap_or(path)),
        })
    }

    /// Writes some samples.
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

    /// Marks the sample that is written next. A label is one line; a very long one is cut.
    /// There is no marker 54 hours from the start or later: cue points have 32 bits.
    ///
    /// # Errors
    /// The markers cannot be kept.
    pub fn mark(&mut self, label: &str) -> io::Result<()> {
        self.markers.add(self.samples, label)
    }

    /// Completes the file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self) -> Result<()> {
        // Samples are even: no padding comes between them and the markers.
        self.markers.write(&mut self.file)?;
        let length = self.file.stream_position()?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file
            .write_all(&head(length, self.samples, self.sample_rate))?;
        Ok(self.file.flush()?)
    }
}

/// All that stands before the samples of a file of `length` bytes.
fn head(length: u64, samples: u64, sample_rate: u32) -> Vec<u8> {
    // Without the head of the file's own chunk.
    let riff = length.saturating_sub(CHUNK_HEAD);
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
    // The length of the table of other long chunks.
    head.extend([0; 4]);
    let format = format(sample_rate);
    head.extend(b"fmt ");
    head.extend((format.len() as u32).to_le_bytes());
    head.extend(format);
    head.extend(b"data");
    head.extend(lengths[1].to_le_bytes());
    head
}
