//! The tags and both lists of chapters, into the label.

use anyhow::{Result, ensure};

use super::boxes::Place;
use super::samples::{Samples, Table};
use super::source::Source;
use super::track::Track;
use crate::decode::{ChapterForm, ChapterList, Label, Mark};

pub(super) fn label(
    source: &Source,
    movie: Place,
    tracks: &[Track],
    sound: &Track,
) -> Result<Label> {
    let list = |form, marks| ChapterList { form, marks };
    Ok(Label {
        title: title(source, movie)?,
        chapters: vec![
            list(ChapterForm::NeroList, nero_list(source, movie)?),
            list(ChapterForm::TitleTrack, title_track(source, tracks, sound)?),
        ],
    })
}

/// As iTunes writes it.
fn title(source: &Source, movie: Place) -> Result<Option<String>> {
    let Some(meta) = movie.find(source, &[b"udta", b"meta"])? else {
        return Ok(None);
    };
    let title = meta
        .after(4)
        .find(source, &[b"ilst", b"\xa9nam", b"data"])?;
    let title = title.map(|data| data.after(8).bytes(source)).transpose()?;
    Ok(title.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// Times count 100 ns; a title has its length in one byte before it.
fn nero_list(source: &Source, movie: Place) -> Result<Vec<Mark>> {
    let Some(list) = movie.find(source, &[b"udta", b"chpl"])? else {
        return Ok(Vec::new());
    };
    let [count] = list.after(8).array(source)?;
    let mut rest = list.after(9);
    let mut marks = Vec::new();
    for _ in 0..count {
        let start_us = rest.u64(source)? / 10;
        let [length] = rest.after(8).array(source)?;
        let title = rest.after(9);
        rest = title.after(length.into());
        ensure!(
            rest.start - title.start == u64::from(length),
            "its list of chapters ends too soon"
        );
        let bytes = Place {
            end: rest.start,
            ..title
        }
        .bytes(source)?;
        marks.push(Mark {
            title: String::from_utf8_lossy(&bytes).into_owned(),
            start_us,
            end_us: None,
        });
    }
    Ok(marks)
}

/// The track that the sound's names as that of its chapters: each sample is a title, as long
/// as its chapter.
fn title_track(source: &Source, tracks: &[Track], sound: &Track) -> Result<Vec<Mark>> {
    let Some(named) = sound.place.find(source, &[b"tref", b"chap"])? else {
        return Ok(Vec::new());
    };
    let number = named.u32(source)?;
    let Some(track) = tracks.iter().find(|track| track.number == number) else {
        return Ok(Vec::new());
    };
    let mut samples = Samples::open(source, track.table)?;
    let mut times = Table::new(track.table.need(source, &[b"stts"])?.after(8), 4);
    let mut marks = Vec::new();
    let (mut at, mut alike, mut length) = (0_u64, 0, 0);
    let microseconds = |ticks: u64| {
        (u128::from(ticks) * 1_000_000 / u128::from(track.ticks_per_second.max(1))) as u64
    };
    while let Some(place) = samples.next(source)? {
        while alike == 0 {
            let (Some(count), Some(ticks)) = (times.next(source)?, times.next(source)?) else {
                anyhow::bail!("its chapters have no times");
            };
            (alike, length) = (count, ticks);
        }
        alike -= 1;
        let start_us = microseconds(at);
        at = at.saturating_add(length);
        let bytes = place.bytes(source)?;
        let title = match bytes.split_at_checked(2) {
            Some(([high, low], rest)) => {
                let length = usize::from(*high) << 8 | usize::from(*low);
                rest.get(..length).unwrap_or(rest)
            }
            _ => &[],
        };
        marks.push(Mark {
            title: String::from_utf8_lossy(title).into_owned(),
            start_us,
            end_us: Some(microseconds(at)),
        });
    }
    Ok(marks)
}
