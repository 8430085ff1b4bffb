//! Reads tracks (ISO/IEC 14496-12, 8.3 to 8.6): their kinds, time scales and edit lists.

use anyhow::{Context, Result, ensure};

use super::boxes::ByteRange;
use super::source::FilePart;

/// A track of a movie.
pub(super) struct Track {
    pub(super) number: u32,
    /// The handler type, such as `soun` or `text`.
    pub(super) kind: [u8; 4],
    pub(super) ticks_per_second: u32,
    /// The content of `trak`.
    pub(super) content: ByteRange,
    /// The content of `stbl`.
    pub(super) table: ByteRange,
}

/// The part of a track that is played, in ticks.
pub(super) struct Edit {
    pub(super) start: u64,
    pub(super) length: u64,
}

impl Track {
    /// The tracks of a movie; `movie` is the content of `moov`.
    pub(super) fn all(source: &FilePart, movie: ByteRange) -> Result<Vec<Track>> {
        let boxes = movie.boxes(source)?.into_iter();
        let tracks = boxes.filter(|(name, _)| name == b"trak");
        tracks
            .map(|(_, content)| Track::read(source, content))
            .collect()
    }

    fn read(source: &FilePart, content: ByteRange) -> Result<Track> {
        let header = content.need(source, &[b"tkhd"])?;
        let media = content.need(source, &[b"mdia"])?;
        // After version, flags and two dates.
        let number = header.after(if is_long(source, header)? { 20 } else { 12 });
        Ok(Track {
            number: number.u32(source)?,
            kind: media.need(source, &[b"hdlr"])?.after(8).array(source)?,
            ticks_per_second: ticks_per_second(source, media.need(source, &[b"mdhd"])?)?,
            content,
            table: media.need(source, &[b"minf", b"stbl"])?,
        })
    }

    /// The edit; `None` if the whole track is played.
    pub(super) fn edit(&self, source: &FilePart, movie: ByteRange) -> Result<Option<Edit>> {
        let Some(list) = self.content.find(source, &[b"edts", b"elst"])? else {
            return Ok(None);
        };
        ensure!(
            list.after(4).u32(source)? == 1,
            "its edit list has more than one entry"
        );
        let is_long = is_long(source, list)?;
        let entry = list.after(8);
        let length = entry.time(source, is_long)?;
        let start = entry
            .after(if is_long { 8 } else { 4 })
            .time(source, is_long)?;
        // An empty edit, which stands for silence, starts at -1.
        let max = if is_long {
            i64::MAX as u64
        } else {
            i32::MAX as u64
        };
        ensure!(start <= max, "its edit list starts with silence");
        let movie_ticks = ticks_per_second(source, movie.need(source, &[b"mvhd"])?)?;
        ensure!(
            movie_ticks == self.ticks_per_second,
            "its edit list is not in samples"
        );
        Ok(Some(Edit { start, length }))
    }

    /// The AudioSpecificConfig: the innermost descriptor in the sample description
    /// (ISO/IEC 14496-1, 7.2.6: descriptors have a tag and a length, and nest).
    pub(super) fn audio_config(&self, source: &FilePart) -> Result<Vec<u8>> {
        let descriptions = self.table.need(source, &[b"stsd"])?.after(8);
        // An entry has 28 bytes before its boxes.
        let entry = descriptions.need(source, &[b"mp4a"])?.after(28);
        let bytes = entry.need(source, &[b"esds"])?.after(4).bytes(source)?;
        let stream = descriptor(&bytes, 3)?;
        let decoder = descriptor(stream.get(3..).unwrap_or_default(), 4)?;
        let config = descriptor(decoder.get(13..).unwrap_or_default(), 5)?;
        Ok(config.to_vec())
    }
}

/// The content of the descriptor at the start of `bytes`.
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
        .context("it has no description of its sound")
}

/// Whether a full box has version 1, with times of 64 bits.
fn is_long(source: &FilePart, full_box: ByteRange) -> Result<bool> {
    Ok(full_box.array::<1>(source)? == [1])
}

/// The time scale in a movie header or a media header.
fn ticks_per_second(source: &FilePart, header: ByteRange) -> Result<u32> {
    let dates = if is_long(source, header)? { 16 } else { 8 };
    header.after(4 + dates).u32(source)
}
