//! The markers of a file: where they are and what they say in, `cue ` and `LIST` out.
//!
//! IBM and Microsoft, "Multimedia Programming Interface and Data Specifications 1.0": the
//! cue-points chunk and the associated data list. No encoding is stated there; it is UTF-8.

use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

use anyhow::{Context, Result};
use tempfile::{SpooledTempFile, spooled_tempfile_in};

/// The longest label in bytes: ffmpeg keeps 512 with the zero that ends it.
const LONGEST: usize = 511;

/// What ends a label that is cut.
const CUT: &str = "…";

/// Memory holds so many bytes, some ten hours of labels; more goes to disk.
const HELD: usize = 1 << 20;

/// The markers of a file that is being written.
pub(super) struct Markers {
    count: u32,
    points: BufWriter<SpooledTempFile>,
    labels: BufWriter<SpooledTempFile>,
}

impl Markers {
    /// None yet. What memory does not hold goes to nameless files in `folder`.
    pub(super) fn new(folder: &Path) -> Markers {
        let spool = || BufWriter::new(spooled_tempfile_in(HELD, folder));
        Markers {
            count: 0,
            points: spool(),
            labels: spool(),
        }
    }

    /// Adds one, unless it is so late (54 hours) that 32 bits cannot say where it is.
    pub(super) fn add(&mut self, sample: u64, label: &str) -> io::Result<()> {
        let Ok(sample) = u32::try_from(sample) else {
            return Ok(());
        };
        self.count += 1;
        let number = self.count.to_le_bytes();
        let sample = sample.to_le_bytes();
        // Its place in the order of playing, which is that of the file, its chunk, and its
        // place there.
        for field in [number, sample, *b"data", [0; 4], [0; 4], sample] {
            self.points.write_all(&field)?;
        }
        let text = fitting(label);
        let length = number.len() + text.len() + 1;
        self.labels.write_all(b"labl")?;
        self.labels.write_all(&(length as u32).to_le_bytes())?;
        self.labels.write_all(&number)?;
        self.labels.write_all(text.as_bytes())?;
        // One that ends it, and one that makes its chunk even.
        self.labels.write_all(&[0, 0][..1 + length % 2])
    }

    /// Writes the two chunks; nothing where there are no markers.
    pub(super) fn write(self, out: &mut impl Write) -> Result<()> {
        if self.count > 0 {
            write_chunk(b"cue ", &self.count.to_le_bytes(), self.points, out)?;
            write_chunk(b"LIST", b"adtl", self.labels, out)?;
        }
        Ok(())
    }
}

fn write_chunk(
    name: &[u8; 4],
    start: &[u8; 4],
    rest: BufWriter<SpooledTempFile>,
    out: &mut impl Write,
) -> Result<()> {
    let mut rest = rest.into_inner().map_err(io::IntoInnerError::into_error)?;
    let length = start.len() as u64 + rest.stream_position()?;
    // A sentence takes 25 ms at least: as many as have their place in 32 bits fit.
    let length = u32::try_from(length).context("there are too many markers")?;
    rest.rewind()?;
    out.write_all(name)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(start)?;
    io::copy(&mut rest, out)?;
    Ok(())
}

/// As much of a label as it may hold; a control character would end it or break its line.
fn fitting(label: &str) -> String {
    let mut text: String = label.chars().filter(|c| !c.is_control()).collect();
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST - CUT.len()));
        text.push_str(CUT);
    }
    text
}
