//! Reads the title and both forms of chapters.

use anyhow::{Result, ensure};

use super::boxes::ByteRange;
use super::samples::{SampleTable, TableReader};
use super::source::FilePart;
use super::track::Track;
use crate::decode::{ChapterForm, ChapterList, DecodedChapter, DecodedTags};

/// The most chapters that are read, and the most bytes of all their titles. A table of a few
/// bytes can name thousands of millions of titles, and the same one again and again.
const MOST_CHAPTERS: usize = 1 << 16;
const MOST_TITLES: u64 = 16 << 20;

pub(super) fn tags(
    source: &FilePart,
    movie: ByteRange,
    tracks: &[Track],
    sound: &Track,
) -> Result<DecodedTags> {
    let list = |form, chapters| ChapterList { form, chapters };
    Ok(DecodedTags {
        title: title(source, movie)?,
        chapters: vec![
            list(ChapterForm::NeroList, nero_list(source, movie)?),
            list(
                ChapterForm::ChapterTrack,
                chapter_track(source, tracks, sound)?,
            ),
        ],
    })
}

/// The title as iTunes writes it.
fn title(source: &FilePart, movie: ByteRange) -> Result<Option<String>> {
    let title = value(source, movie, b"\xa9nam")?;
    let title = title.map(|title| title.bytes(source)).transpose()?;
    Ok(title.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// The first value of a tag as iTunes writes it.
pub(super) fn value(
    source: &FilePart,
    movie: ByteRange,
    tag: &[u8; 4],
) -> Result<Option<ByteRange>> {
    let Some(meta) = movie.find(source, &[b"udta", b"meta"])? else {
        return Ok(None);
    };
    let data = meta.after(4).find(source, &[b"ilst", tag, b"data"])?;
    // Its kind and its language.
    Ok(data.map(|data| data.after(8)))
}

/// The Nero list: times are in units of 100 ns, and a title follows its length in one byte.
fn nero_list(source: &FilePart, movie: ByteRange) -> Result<Vec<DecodedChapter>> {
    let Some(list) = movie.find(source, &[b"udta", b"chpl"])? else {
        return Ok(Vec::new());
    };
    let [count] = list.after(8).array(source)?;
    let mut rest = list.after(9);
    let mut chapters = Vec::new();
    for _ in 0..count {
        let start_us = rest.u64(source)? / 10;
        let [length] = rest.after(8).array(source)?;
        let title = rest.after(9);
        rest = title.after(length.into());
        ensure!(
            rest.start - title.start == u64::from(length),
            "its list of chapters is truncated"
        );
        let bytes = ByteRange {
            end: rest.start,
            ..title
        }
        .bytes(source)?;
        chapters.push(DecodedChapter {
            title: String::from_utf8_lossy(&bytes).into_owned(),
            start_us,
            end_us: None,
        });
    }
    Ok(chapters)
}

/// The chapter track to which the sound track refers: each sample is a title, and lasts as long
/// as its chapter.
fn chapter_track(
    source: &FilePart,
    tracks: &[Track],
    sound: &Track,
) -> Result<Vec<DecodedChapter>> {
    let Some(reference) = sound.content.find(source, &[b"tref", b"chap"])? else {
        return Ok(Vec::new());
    };
    let number = reference.u32(source)?;
    let Some(track) = tracks.iter().find(|track| track.number == number) else {
        return Ok(Vec::new());
    };
    let mut samples = SampleTable::open(source, track.table)?;
    let mut times = TableReader::new(track.table.need(source, &[b"stts"])?.after(8), 4);
    let (mut chapters, mut titles) = (Vec::new(), 0);
    // Samples of equal length are stored as a run.
    let (mut at, mut run, mut length) = (0_u64, 0, 0);
    let microseconds = |ticks: u64| {
        (u128::from(ticks) * 1_000_000 / u128::from(track.ticks_per_second.max(1))) as u64
    };
    while let Some(bytes) = samples.next(source)? {
        titles += bytes.length();
        ensure!(
            chapters.len() < MOST_CHAPTERS && titles <= MOST_TITLES,
            "it has too many chapters"
        );
        while run == 0 {
            let (Some(count), Some(ticks)) = (times.next(source)?, times.next(source)?) else {
                anyhow::bail!("its chapters have no times");
            };
            (run, length) = (count, ticks);
        }
        run -= 1;
        let start_us = microseconds(at);
        at = at.saturating_add(length);
        let bytes = bytes.bytes(source)?;
        let title = match bytes.split_at_checked(2) {
            Some(([high, low], rest)) => {
                let length = usize::from(*high) << 8 | usize::from(*low);
                rest.get(..length).unwrap_or(rest)
            }
            _ => &[],
        };
        chapters.push(DecodedChapter {
            title: String::from_utf8_lossy(title).into_owned(),
            start_us,
            end_us: Some(microseconds(at)),
        });
    }
    Ok(chapters)
}
