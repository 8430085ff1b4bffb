//! Positions and labels of markers in, the chunks `cue ` and `LIST` out.
//!
//! IBM and Microsoft, "Multimedia Programming Interface and Data Specifications 1.0": the
//! cue-points chunk and the associated data list. The specification names no encoding; we
//! write UTF-8.

use std::io::{self, BufWriter, Write};

use anyhow::{Context, Result};

use super::spool::{Spill, Spool};

/// The longest label, in bytes: ffmpeg keeps 512 with the terminating zero.
const MAX_LABEL: usize = 511;

/// Ends a label that is cut.
const ELLIPSIS: &str = "…";

/// The markers of a file that is being written.
pub(super) struct Markers {
    count: u32,
    points: BufWriter<Spool>,
    labels: BufWriter<Spool>,
}

impl Markers {
    /// No markers yet. Those that do not fit in memory go to files that `spill` creates.
    pub(super) fn new(spill: &Spill) -> Markers {
        let spool = || BufWriter::new(Spool::new(spill));
        Markers {
            count: 0,
            points: spool(),
            labels: spool(),
        }
    }

    /// Adds a marker, unless its position does not fit in 32 bits (54 hours at 22,050 Hz).
    pub(super) fn add(&mut self, sample: u64, label: &str) -> io::Result<()> {
        let Ok(sample) = u32::try_from(sample) else {
            return Ok(());
        };
        self.count += 1;
        let number = self.count.to_le_bytes();
        let sample = sample.to_le_bytes();
        // Its number, its position in the play order, the chunk, the start of the chunk and
        // of the block, and the position in the block.
        for field in [number, sample, *b"data", [0; 4], [0; 4], sample] {
            self.points.write_all(&field)?;
        }
        let text = fitting(label);
        let length = number.len() + text.len() + 1;
        self.labels.write_all(b"labl")?;
        self.labels.write_all(&(length as u32).to_le_bytes())?;
        self.labels.write_all(&number)?;
        self.labels.write_all(text.as_bytes())?;
        // The terminating zero, and one that makes the length of the chunk even.
        self.labels.write_all(&[0, 0][..1 + length % 2])
    }

    /// Writes both chunks, or nothing if there are no markers.
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
    rest: BufWriter<Spool>,
    out: &mut impl Write,
) -> Result<()> {
    let rest = rest.into_inner().map_err(io::IntoInnerError::into_error)?;
    let (mut rest, length) = rest.into_reader()?;
    let length = start.len() as u64 + length;
    // A sentence lasts 25 ms or more, so all markers with a 32-bit position fit.
    let length = u32::try_from(length).context("there are too many markers")?;
    out.write_all(name)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(start)?;
    io::copy(&mut rest, out)?;
    Ok(())
}

/// A label without control characters, which would end it or break its line, and cut to
/// [`MAX_LABEL`].
fn fitting(label: &str) -> String {
    let mut text: String = label.chars().filter(|c| !c.is_control()).collect();
    if text.len() > MAX_LABEL {
        text.truncate(text.floor_char_boundary(MAX_LABEL - ELLIPSIS.len()));
        text.push_str(ELLIPSIS);
    }
    text
}
