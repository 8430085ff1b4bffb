//! The peaks of an audiobook, for the overview of a page.

use std::io::{Read, Seek};

use anyhow::{Context, Result};

use lismoi_audio::wav::reader::Reader;

/// The number of peaks in an overview: about one for two pixels of a wide window.
pub const COLUMNS: usize = 600;

/// The most samples that are read for one peak (0.7 s), spread over its range: an overview of
/// a day of speech takes no longer than one of ten minutes.
const MOST_SAMPLES: u64 = 1 << 14;

/// The number of places at which they are read.
const PROBES: u64 = 8;

/// The highest sample in each of `columns` equal ranges of the concatenated files, which hold
/// `samples` samples. 0 is silence, 255 the loudest of them all.
///
/// # Errors
/// Those of the files.
pub fn overview<R: Read + Seek>(
    files: impl IntoIterator<Item = Result<Reader<R>>>,
    samples: u64,
    columns: usize,
) -> Result<Vec<u8>> {
    let mut peaks = vec![0_u16; columns];
    let border = |column: usize| samples * column as u64 / columns.max(1) as u64;
    let mut file_start = 0;
    let mut column = 0;
    for file in files {
        let mut file = file?;
        let file_end = file_start + file.samples();
        while column < columns {
            let start = border(column).max(file_start);
            let end = border(column + 1).min(file_end);
            if start < end {
                let place = start - file_start..end - file_start;
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

fn peak<R: Read + Seek>(file: &mut Reader<R>, place: std::ops::Range<u64>) -> Result<u16> {
    let length = place.end - place.start;
    let probes = if length > MOST_SAMPLES { PROBES } else { 1 };
    let read = length.min(MOST_SAMPLES) / probes;
    let (mut peak, mut block) = (0, Vec::new());
    for probe in 0..probes {
        file.seek(place.start + length / probes * probe)
            .context("could not read a WAV file")?;
        file.read(&mut block, read as usize)?;
        let levels = block.iter().map(|sample| sample.unsigned_abs());
        peak = levels.fold(peak, u16::max);
    }
    Ok(peak)
}
