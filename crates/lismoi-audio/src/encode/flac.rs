//! FLAC (RFC 9639): lossless, with tags and chapters as Vorbis comments, and a cue sheet.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, anyhow};
use flac_codec::encode::{FlacStreamWriter, Options};
use flac_codec::metadata::cuesheet::{ISRC, Index, LeadOutNonCDDA, TrackNonCDDA};
use flac_codec::metadata::{
    Block, Cuesheet, Picture, PictureType, SeekPoint, SeekTable, Streaminfo, VorbisComment,
    contiguous::Contiguous, write_blocks,
};

use super::cover::Cover;
use super::tags::{ChapterMarker, Tags};
use super::{Encoder, vorbis};

/// The length of a frame, in samples.
const FRAME: usize = 4096;

const BITS_PER_SAMPLE: u32 = 16;

/// The distance between two seek points, unless there would be too many.
const SEEK_POINT_SECONDS: u64 = 10;

const MAX_SEEK_POINTS: u64 = 1000;

/// RFC 9639, 8.7: tracks have numbers from 1 to 254.
const MAX_TRACKS: usize = 254;

pub(super) struct FlacEncoder {
    file: BufWriter<File>,
    frames: FlacStreamWriter<FrameBuffer>,
    /// The frame that `frames` wrote last.
    frame: FrameBuffer,
    /// The samples of an incomplete frame.
    samples: Vec<i32>,
    md5: md5::Context,
    streaminfo: Streaminfo,
    seek_points: SeekPoints,
    /// The metadata blocks after stream info and seek table.
    blocks: Vec<Block>,
}

impl FlacEncoder {
    pub(super) fn start(file: File, tags: &Tags) -> Result<FlacEncoder> {
        let mut blocks = Vec::new();
        // The cue sheet precedes the comments: ffmpeg takes the chapters' names from the
        // later block.
        blocks.extend(cue_sheet(tags).map(Block::Cuesheet));
        blocks.push(Block::VorbisComment(VorbisComment {
            fields: vorbis::comments(tags)
                .into_iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect(),
            ..VorbisComment::default()
        }));
        blocks.extend(tags.cover.as_ref().map(picture).map(Block::Picture));
        let frame = FrameBuffer::default();
        let mut flac = FlacEncoder {
            file: BufWriter::new(file),
            frames: FlacStreamWriter::new(frame.clone(), Options::default()),
            frame,
            samples: Vec::with_capacity(FRAME),
            md5: md5::Context::new(),
            streaminfo: Streaminfo {
                minimum_block_size: FRAME as u16,
                maximum_block_size: FRAME as u16,
                minimum_frame_size: None,
                maximum_frame_size: None,
                sample_rate: tags.sample_rate,
                channels: NonZero::<u8>::MIN,
                bits_per_sample: BITS_PER_SAMPLE
                    .try_into()
                    .map_err(|_| anyhow!("FLAC has no {BITS_PER_SAMPLE}-bit samples"))?,
                total_samples: NonZero::new(tags.samples),
                md5: None,
            },
            seek_points: SeekPoints::new(tags.samples, tags.sample_rate),
            blocks,
        };
        flac.write_head()?;
        Ok(flac)
    }

    /// Writes all metadata blocks. Their length is the same before the first frame and after
    /// the last, because the seek table has placeholders.
    fn write_head(&mut self) -> Result<()> {
        let mut points = self.seek_points.found.clone();
        points.resize(self.seek_points.max, SeekPoint::Placeholder);
        let points = Contiguous::try_from(points).context("the seek points are not in order")?;
        let first = [
            Block::Streaminfo(self.streaminfo.clone()),
            Block::SeekTable(SeekTable { points }),
        ];
        write_blocks(&mut self.file, first.iter().chain(&self.blocks))
            .context("could not write the FLAC file's tags")
    }

    /// Encodes the waiting samples as a frame, which is shorter at the end of the file.
    fn encode(&mut self) -> Result<()> {
        self.frames
            .write(
                self.streaminfo.sample_rate,
                1,
                BITS_PER_SAMPLE,
                &self.samples,
            )
            .context("could not encode as FLAC")?;
        let frame = self.frame.take();
        self.seek_points
            .pass(self.samples.len() as u16, frame.len());
        self.samples.clear();
        self.file
            .write_all(&frame)
            .context("could not write the FLAC file")
    }
}

impl Encoder for FlacEncoder {
    fn write(&mut self, samples: &[i16]) -> Result<()> {
        for sample in samples {
            self.md5.consume(sample.to_le_bytes());
            self.samples.push(i32::from(*sample));
            if self.samples.len() == FRAME {
                self.encode()?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<File> {
        if !self.samples.is_empty() {
            self.encode()?;
        }
        self.streaminfo.md5 = Some(self.md5.clone().finalize().0);
        self.file.seek(SeekFrom::Start(0))?;
        self.write_head()?;
        self.file
            .into_inner()
            .context("could not write the FLAC file")
    }
}

/// An encoded frame, shared with the encoder, which does not give its writer back.
#[derive(Clone, Default)]
struct FrameBuffer(Arc<Mutex<Vec<u8>>>);

impl FrameBuffer {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut frame = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        frame.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The seek table.
struct SeekPoints {
    found: Vec<SeekPoint>,
    /// The number of seek points for which the file has space.
    max: usize,
    /// The distance between two seek points, in samples.
    step: u64,
    /// The start of the next frame, in samples.
    sample: u64,
    /// The start of the next frame, in bytes from the first frame.
    byte: u64,
}

impl SeekPoints {
    fn new(samples: u64, sample_rate: u32) -> SeekPoints {
        let shortest = SEEK_POINT_SECONDS * u64::from(sample_rate);
        let step = shortest.max(samples.div_ceil(MAX_SEEK_POINTS));
        SeekPoints {
            found: Vec::new(),
            max: samples.div_ceil(step) as usize,
            step,
            sample: 0,
            byte: 0,
        }
    }

    /// Passes over a frame, and adds a seek point to its start if one is due.
    fn pass(&mut self, samples: u16, bytes: usize) {
        if self.sample >= self.found.len() as u64 * self.step && self.found.len() < self.max {
            self.found.push(SeekPoint::Defined {
                sample_offset: self.sample,
                byte_offset: self.byte,
                frame_samples: samples,
            });
        }
        self.sample += u64::from(samples);
        self.byte += bytes as u64;
    }
}

/// A cue sheet with a track for each chapter; `None` if there are too many chapters, or if one
/// is empty, which a cue sheet cannot express.
fn cue_sheet(tags: &Tags) -> Option<Cuesheet> {
    if tags.chapters.is_empty() || tags.chapters.len() > MAX_TRACKS {
        return None;
    }
    let track = |(chapter, number): (&ChapterMarker, u8)| -> Option<TrackNonCDDA> {
        let start = Index {
            number: 1,
            offset: 0,
        };
        Some(TrackNonCDDA {
            offset: chapter.start,
            number: NonZero::new(number)?,
            isrc: ISRC::None,
            non_audio: false,
            pre_emphasis: false,
            index_points: Contiguous::try_from(vec![start]).ok()?.try_into().ok()?,
        })
    };
    let tracks: Vec<_> = tags
        .chapters
        .iter()
        .zip(1..)
        .map(track)
        .collect::<Option<_>>()?;
    Some(Cuesheet::NonCDDA {
        catalog_number: Vec::new(),
        lead_out: LeadOutNonCDDA::new(tracks.last(), tags.samples).ok()?,
        tracks: tracks.try_into().ok()?,
    })
}

fn picture(cover: &Cover) -> Picture {
    Picture {
        picture_type: PictureType::FrontCover,
        media_type: cover.format.media_type().to_owned(),
        description: String::new(),
        width: cover.width,
        height: cover.height,
        color_depth: 24,
        colors_used: None,
        data: cover.bytes.clone(),
    }
}
