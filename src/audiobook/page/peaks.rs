//! The files of an audiobook in, how loud it is from the start to the end out.

use std::io::{Read, Seek};

use anyhow::{Context, Result};
use hound::WavReader;

/// How many peaks an overview has: about one for two points of a wide window.
pub const COLUMNS: usize = 600;

/// At most so many samples are read for one peak (0.7 s), spread over its stretch: an
/// overview of a day of speech then takes no longer than one of ten minutes.
const MOST_SAMPLES: u32 = 1 << 14;

/// They are read in so many stretches.
const STRETCHES: u32 = 8;

/// The highest sample in each of `columns` equal stretches of the files one after the
/// other, which hold `samples` samples: 0 is silence, 255 the loudest of them all.
///
/// # Errors
/// Those of the files.
pub fn overview<R: Read + Seek>(
    files: impl IntoIterator<Item = Result<WavReader<R>>>,
    samples: u64,
    columns: usize,
) -> Result<Vec<u8>> {
    let mut peaks = vec![0_u16; columns];
    let border = |column: usize| samples * column as u64 / columns.max(1) as u64;
    let mut file_start = 0;
    let mut column = 0;
    for file in files {
        let mut file = file?;
        let file_end = file_start + u64::from(file.duration());
        while column < columns {
            let start = border(column).max(file_start);
            let end = border(column + 1).min(file_end);
            if start < end {
                let place = u32::try_from(start - file_start)?..u32::try_from(end - file_start)?;
                peaks[column] = peaks[column].max(peak(&mut file, place)?);
            }
            if border(column + 1) > file_end {
                break;
            }
            column += 1;
        }
        file_start = file_end;
    }
    let loudest = u32::from(peaks.iter().copied().max().unwrap_or(0).max(1));
    let shares = peaks
        .iter()
        .map(|peak| u8::try_from(u32::from(*peak) * 255 / loudest).unwrap_or(u8::MAX));
    Ok(shares.collect())
}

fn peak<R: Read + Seek>(file: &mut WavReader<R>, place: std::ops::Range<u32>) -> Result<u16> {
    let length = place.end - place.start;
    let stretches = if length > MOST_SAMPLES { STRETCHES } else { 1 };
    let read = length.min(MOST_SAMPLES) / stretches;
    let mut peak = 0;
    for stretch in 0..stretches {
        file.seek(place.start + length / stretches * stretch)
            .context("could not read a WAV file")?;
        for sample in file.samples::<i16>().take(read as usize) {
            peak = peak.max(sample?.unsigned_abs());
        }
    }
    Ok(peak)
}
