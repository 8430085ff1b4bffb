//! MP3 after an ID3 tag. The LAME tag in the first frame gives the samples to drop at both
//! ends.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use anyhow::{Context, Result};
use id3::{Tag, TagLike};
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::default::codecs::MpaDecoder;
use symphonia::default::formats::MpaReader;

use super::{ChapterForm, ChapterList, DecodedChapter, DecodedTags, Decoding, packets};
use crate::encode::cover::Cover;
use crate::encode::cover::read::from_bytes;

pub(super) fn start(mut file: File) -> Result<Decoding> {
    // A missing or damaged tag counts as empty.
    let tags = tags(&Tag::read_from2(&mut file).unwrap_or_default());
    let frames = tag_length(&mut file)?;
    file.seek(SeekFrom::Start(frames))?;
    packets::start(
        "an MP3 file",
        file,
        tags,
        MpaReader::try_new,
        |parameters| MpaDecoder::try_new(parameters, &AudioDecoderOptions::default().gapless(true)),
    )
}

/// The cover in the tag; `None` where it has none that players can show.
pub(super) fn cover(file: File) -> Option<Cover> {
    let tag = Tag::read_from2(file).ok()?;
    let picture = tag.pictures().next()?;
    from_bytes(picture.data.clone()).ok()
}

/// The length of the ID3 tag in bytes. ID3v2.3, 3.1: its header has ten bytes, and the last
/// four have seven bits each of the length of the rest.
fn tag_length(file: &mut File) -> Result<u64> {
    let mut header = [0; 10];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut header)
        .context("it is not an MP3 file")?;
    if !header.starts_with(b"ID3") {
        return Ok(0);
    }
    let length = header[6..].iter();
    Ok(10 + length.fold(0, |sum, byte| sum << 7 | u64::from(byte & 0x7f)))
}

fn tags(tag: &Tag) -> DecodedTags {
    let chapters = tag.chapters().map(|chapter| {
        let mut titles = chapter.frames.iter().filter(|frame| frame.id() == "TIT2");
        let title = titles.next().and_then(|frame| frame.content().text());
        DecodedChapter {
            title: title.unwrap_or_default().to_owned(),
            start_us: u64::from(chapter.start_time) * 1000,
            end_us: Some(u64::from(chapter.end_time) * 1000),
        }
    });
    DecodedTags {
        title: tag.title().map(str::to_owned),
        chapters: vec![ChapterList {
            form: ChapterForm::Id3,
            chapters: chapters.collect(),
        }],
    }
}
