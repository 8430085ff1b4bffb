//! MP3: layer III at a constant or a variable bit rate through LAME, after an ID3v2.3 tag.
//!
//! The first frame holds no sound but the LAME tag, which tells players how many samples to
//! drop at both ends, so that they play exactly the samples that were encoded.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};

use anyhow::{Context, Result};
use id3::Version;

use super::Encoder;
use super::blocks::BlockEncoder;
use super::tags::Tags;
use frames::Frames;
use info::Info;

mod frames;
mod id3_tag;
mod info;
mod lame;

pub(super) struct Mp3Encoder {
    file: BufWriter<File>,
    blocks: BlockEncoder<Frames>,
    /// The position of the first frame, in bytes.
    start: u64,
    info: Info,
}

impl Mp3Encoder {
    pub(super) fn start(file: File, tags: &Tags) -> Result<Mp3Encoder> {
        let bitrate = lame::bitrate(tags.options);
        lame::start(tags.sample_rate, bitrate)?;
        let mut file = BufWriter::new(file);
        id3_tag::id3_tag(tags)
            .write_to(&mut file, Version::Id3v23)
            .context("could not write the tags of the MP3")?;
        let frames = frames::count(tags.samples, tags.sample_rate);
        Ok(Mp3Encoder {
            start: file.stream_position()?,
            file,
            blocks: frames::block_encoder(frames, tags.sample_rate, bitrate, tags.threads),
            info: Info::new(frames::padding(tags.samples, tags.sample_rate)),
        })
    }

    fn write_frames(&mut self, blocks: Vec<Frames>) -> Result<()> {
        for block in blocks {
            let written = self.file.write_all(self.info.add(block));
            written.context("could not write the MP3 file")?;
        }
        Ok(())
    }
}

impl Encoder for Mp3Encoder {
    fn write(&mut self, samples: &[i16]) -> Result<()> {
        let blocks = self.blocks.push(samples)?;
        self.write_frames(blocks)
    }

    fn finish(mut self: Box<Self>) -> Result<File> {
        let blocks = self.blocks.finish()?;
        self.write_frames(blocks)?;
        self.file.seek(SeekFrom::Start(self.start))?;
        self.file
            .write_all(&self.info.finish())
            .context("could not write the MP3 file")?;
        self.file
            .into_inner()
            .context("could not write the MP3 file")
    }
}
