//! The loudness of an audiobook from its start to its end, for the overview of a page.

use std::io::{Read, Seek};
use std::ops::Range;

use anyhow::{Context, Result};

use lismoi_audio::wav::reader::Reader;

/// The number of bars in an overview: apart from each other on a phone, and fine enough to
/// show the pauses of some minutes.
pub const BARS: usize = 120;

/// The most samples that are read for one bar (6 s), spread over its range: an overview of a
/// day of speech takes no longer than one of ten minutes.
const MOST_SAMPLES: u64 = 1 << 17;

/// The number of places at which they are read.
const PROBES: u64 = 32;

/// Sum of squares, and how many.
#[derive(Clone, Copy, Default)]
struct Power {
    sum: f64,
    count: u64,
}

/// The root mean square of each of `bars` equal ranges of the concatenated files, which hold
/// `samples` samples. 0 is silence, 255 the loudest of them all.
///
/// # Errors
/// Those of the files.
pub fn overview<R: Read + Seek>(
    files: impl IntoIterator<Item = Result<Reader<R>>>,
    samples: u64,
    bars: usize,
) -> Result<Vec<u8>> {
    let mut powers = vec![Power::default(); bars];
    let border = |bar: usize| samples * bar as u64 / bars.max(1) as u64;
    let mut file_start = 0;
    let mut bar = 0;
    for file in files {
        let mut file = file?;
        let file_end = file_start + file.samples();
        while bar < bars {
            let start = border(bar).max(file_start);
            let end = border(bar + 1).min(file_end);
            if start < end {
                let place = start - file_start..end - file_start;
                add(&mut powers[bar], &mut file, place)?;
            }
            if border(bar + 1) > file_end {
                break;
            }
            bar += 1;
        }
        file_start = file_end;
    }
    let root = |power: &Power| (power.sum / power.count.max(1) as f64).sqrt();
    let loudest = powers.iter().map(root).fold(1.0, f64::max);
    let shares = powers.iter().map(|power| root(power) * 255.0 / loudest);
    Ok(shares.map(|share| share.round() as u8).collect())
}

fn add<R: Read + Seek>(power: &mut Power, file: &mut Reader<R>, place: Range<u64>) -> Result<()> {
    let length = place.end - place.start;
    let probes = if length > MOST_SAMPLES { PROBES } else { 1 };
    let read = length.min(MOST_SAMPLES) / probes;
    let mut block = Vec::new();
    for probe in 0..probes {
        file.seek(place.start + length / probes * probe)
            .context("could not read a WAV file")?;
        file.read(&mut block, read as usize)?;
        let squares = block.iter().map(|sample| f64::from(*sample).powi(2));
        power.sum += squares.sum::<f64>();
        power.count += block.len() as u64;
    }
    Ok(())
}
