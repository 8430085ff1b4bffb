//! Tracks (ISO/IEC 14496-12, 8.3 to 8.6): what they hold, and when it is played.

use anyhow::{Context, Result, ensure};

use super::boxes::Place;
use super::source::Source;

/// A track of a movie.
pub(super) struct Track {
    pub(super) number: u32,
    /// Such as `soun` or `text`.
    pub(super) kind: [u8; 4],
    pub(super) ticks_per_second: u32,
    /// The content of its own box.
    pub(super) place: Place,
    /// Its sample table.
    pub(super) table: Place,
}

/// What is played of a track, in its ticks.
pub(super) struct Edit {
    pub(super) start: u64,
    pub(super) length: u64,
}

impl Track {
    /// The tracks of a movie.
    pub(super) fn all(source: &Source, movie: Place) -> Result<Vec<Track>> {
        let boxes = movie.boxes(source)?.into_iter();
        let tracks = boxes.filter(|(name, _)| name == b"trak");
        tracks
            .map(|(_, place)| Track::read(source, place))
            .collect()
    }

    fn read(source: &Source, place: Place) -> Result<Track> {
        let header = place.need(source, &[b"tkhd"])?;
        let media = place.need(source, &[b"mdia"])?;
        // Version and flags, and two dates.
        let number = header.after(if is_long(source, header)? { 20 } else { 12 });
        Ok(Track {
            number: number.u32(source)?,
            kind: media.need(source, &[b"hdlr"])?.after(8).array(source)?,
            ticks_per_second: ticks_per_second(source, media.need(source, &[b"mdhd"])?)?,
            place,
            table: media.need(source, &[b"minf", b"stbl"])?,
        })
    }

    /// `None` where all of it is played.
    pub(super) fn edit(&self, source: &Source, movie: Place) -> Result<Option<Edit>> {
        let Some(list) = self.place.find(source, &[b"edts", b"elst"])? else {
            return Ok(None);
        };
        ensure!(
            list.after(4).u32(source)? == 1,
            "its edit list has more than one part"
        );
        let is_long = is_long(source, list)?;
        let entry = list.after(8);
        let length = entry.time(source, is_long)?;
        let start = entry
            .after(if is_long { 8 } else { 4 })
            .time(source, is_long)?;
        // An empty edit, which would be silence, starts at -1.
        let most = if is_long {
            i64::MAX as u64
        } else {
            i32::MAX as u64
        };
        ensure!(start <= most, "its edit list starts with silence");
        let movie_ticks = ticks_per_second(source, movie.need(source, &[b"mvhd"])?)?;
        ensure!(
            movie_ticks == self.ticks_per_second,
            "its edit list does not count samples"
        );
        Ok(Some(Edit { start, length }))
    }

    /// How decoders are to be set up: the last descriptor in the description of the sound
    /// (ISO/IEC 14496-1, 7.2.6: each has a tag and a length, and others inside it).
    pub(super) fn audio_config(&self, source: &Source) -> Result<Vec<u8>> {
        let descriptions = self.table.need(source, &[b"stsd"])?.after(8);
        // Before the boxes in an entry come 28 bytes.
        let entry = descriptions.need(source, &[b"mp4a"])?.after(28);
        let bytes = entry.need(source, &[b"esds"])?.after(4).bytes(source)?;
        let stream = descriptor(&bytes, 3)?;
        let decoder = descriptor(stream.get(3..).unwrap_or_default(), 4)?;
        let config = descriptor(decoder.get(13..).unwrap_or_default(), 5)?;
        Ok(config.to_vec())
    }
}

/// What the descriptor at the start holds.
fn descriptor(bytes: &[u8], tag: u8) -> Result<&[u8]> {
    let (mut length, mut at) = (0, 1);
    while let Some(byte) = bytes.get(at).filter(|_| at <= 4) {
        length = length << 7 | usize::from(byte & 0x7f);
        at += 1;
        if byte & 0x80 == 0 {
            break;
        }
    }
    let content = bytes.get(at..at + length);
    content
        .filter(|_| bytes[0] == tag)
        .context("its sound is not described")
}

fn is_long(source: &Source, full_box: Place) -> Result<bool> {
    Ok(full_box.array::<1>(source)? == [1])
}

/// Of a movie's or a media's header.
fn ticks_per_second(source: &Source, header: Place) -> Result<u32> {
    let dates = if is_long(source, header)? { 16 } else { 8 };
    header.after(4 + dates).u32(source)
}
