//! FLAC (RFC 9639): without loss, tags and chapters as Vorbis comments, a cue sheet.

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

use super::{Chapter, Cover, Description, Encoder, vorbis};

/// How many samples are encoded at a time.
const FRAME: usize = 4096;

const BITS: u32 = 16;

/// A point to jump to every 10 s.
const SECONDS_BETWEEN_POINTS: u64 = 10;

/// And not more of them, however long it is.
const MOST_POINTS: u64 = 1000;

/// RFC 9639, 8.7: tracks have numbers from 1 to 254.
const MOST_TRACKS: usize = 254;

pub(super) struct Flac {
    file: BufWriter<File>,
    frames: FlacStreamWriter<Frame>,
    /// What `frames` wrote last.
    frame: Frame,
    /// Not yet a frame.
    samples: Vec<i32>,
    md5: md5::Context,
    streaminfo: Streaminfo,
    points: Points,
    /// What follows on the two.
    blocks: Vec<Block>,
}

impl Flac {
    pub(super) fn start(file: File, description: &Description) -> Result<Flac> {
        let mut blocks = Vec::new();
        // Before the comments: ffmpeg lets what comes later name the chapters.
        blocks.extend(cue_sheet(description).map(Block::Cuesheet));
        blocks.push(Block::VorbisComment(VorbisComment {
            fields: vorbis::comments(description)
                .into_iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect(),
            ..VorbisComment::default()
        }));
        blocks.extend(description.cover.as_ref().map(picture).map(Block::Picture));
        let frame = Frame::default();
        let mut flac = Flac {
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
                sample_rate: description.sample_rate,
                channels: NonZero::<u8>::MIN,
                bits_per_sample: BITS
                    .try_into()
                    .map_err(|_| anyhow!("FLAC knows no {BITS} bits"))?,
                total_samples: NonZero::new(description.samples),
                md5: None,
            },
            points: Points::new(description.samples, description.sample_rate),
            blocks,
        };
        flac.write_head()?;
        Ok(flac)
    }

    /// Everything before the first frame: as long at the end as it was at the start.
    fn write_head(&mut self) -> Result<()> {
        let mut points = self.points.found.clone();
        points.resize(self.points.count, SeekPoint::Placeholder);
        let points = Contiguous::try_from(points).context("the points to seek are not in order")?;
        let first = [
            Block::Streaminfo(self.streaminfo.clone()),
            Block::SeekTable(SeekTable { points }),
        ];
        write_blocks(&mut self.file, first.iter().chain(&self.blocks))
            .context("could not write the FLAC file's tags")
    }

    /// Encodes what there is, even where it is not a whole frame.
    fn encode(&mut self) -> Result<()> {
        self.frames
            .write(self.streaminfo.sample_rate, 1, BITS, &self.samples)
            .context("could not encode as FLAC")?;
        let frame = self.frame.take();
        self.points.pass(self.samples.len() as u16, frame.len());
        self.samples.clear();
        self.file
            .write_all(&frame)
            .context("could not write the FLAC file")
    }
}

impl Encoder for Flac {
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

/// One encoded frame: the encoder keeps its writer to itself, so both hold the same.
#[derive(Clone, Default)]
struct Frame(Arc<Mutex<Vec<u8>>>);

impl Frame {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Frame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut frame = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        frame.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where players can jump to without a search.
struct Points {
    found: Vec<SeekPoint>,
    /// How many there will be at most.
    count: usize,
    /// From one to the next, in samples.
    step: u64,
    /// Where the next frame starts, in samples and in bytes from the first frame.
    sample: u64,
    byte: u64,
}

impl Points {
    fn new(samples: u64, sample_rate: u32) -> Points {
        let shortest = SECONDS_BETWEEN_POINTS * u64::from(sample_rate);
        let step = shortest.max(samples.div_ceil(MOST_POINTS));
        Points {
            found: Vec::new(),
            count: samples.div_ceil(step) as usize,
            step,
            sample: 0,
            byte: 0,
        }
    }

    /// Goes over a frame, and keeps its start where a point is due.
    fn pass(&mut self, samples: u16, bytes: usize) {
        if self.sample >= self.found.len() as u64 * self.step && self.found.len() < self.count {
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

/// One track for each chapter; `None` where they are too many, or one of them is empty: a
/// cue sheet cannot say that.
fn cue_sheet(description: &Description) -> Option<Cuesheet> {
    if description.chapters.is_empty() || description.chapters.len() > MOST_TRACKS {
        return None;
    }
    let track = |(chapter, number): (&Chapter, u8)| -> Option<TrackNonCDDA> {
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
    let tracks: Vec<_> = description
        .chapters
        .iter()
        .zip(1..)
        .map(track)
        .collect::<Option<_>>()?;
    Some(Cuesheet::NonCDDA {
        catalog_number: Vec::new(),
        lead_out: LeadOutNonCDDA::new(tracks.last(), description.samples).ok()?,
        tracks: tracks.try_into().ok()?,
    })
}

fn picture(cover: &Cover) -> Picture {
    Picture {
        picture_type: PictureType::FrontCover,
        media_type: cover.kind.mime_type().to_owned(),
        description: String::new(),
        width: cover.width,
        height: cover.height,
        color_depth: 24,
        colors_used: None,
        data: cover.bytes.clone(),
    }
}
