//! M4B: AAC-LC in MPEG-4 (ISO/IEC 14496-12 and 14496-14), with the tables before
//! the sound.
//!
//! The number of frames is known from the start, so the tables get their space at once and are
//! filled while frames are written: there is no second pass, and memory does not grow.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};

use anyhow::{Context, Result};

use super::Encoder;
use super::blocks::BlockEncoder;
use super::tags::{MAX_TITLE, Tags, one_line};
use aac::{FRAME, MAX_FRAME_BYTES, Packet, bits_per_second};
use boxes::BoxWriter;
use table::TableWriter;

mod aac;
mod boxes;
mod chapters;
mod ilst;
mod movie;
mod table;

/// The sizes of everything in the file.
#[derive(Clone, Debug)]
struct Layout {
    /// In hertz.
    sample_rate: u32,
    /// The length of the sound, in samples.
    samples: u64,
    bits_per_second: u32,
    frames: u64,
    /// A chunk is what players read at once, about a second.
    frames_per_chunk: u64,
    chunks: u64,
    /// The title of each chapter and its length in samples.
    chapters: Vec<(String, u64)>,
    /// The AudioSpecificConfig.
    aac_config: Vec<u8>,
    /// Whether positions in the file may exceed 32 bits.
    is_large: bool,
    /// Whether lengths in samples exceed 32 bits: 54 hours at 22,050 Hz.
    is_long: bool,
}

impl Layout {
    fn new(tags: &Tags) -> Layout {
        let frames = aac::count(tags.samples);
        let frames_per_chunk = u64::from(tags.sample_rate).div_ceil(FRAME as u64);
        let cover = tags.cover.as_ref().map_or(0, |it| it.bytes.len());
        let text = tags.text.as_ref().map_or(0, String::len);
        let chapters = &tags.chapters;
        let chapters = chapters.iter().map(|chapter| {
            let title = one_line(&chapter.title, MAX_TITLE);
            (title, chapter.end - chapter.start)
        });
        let chapters: Vec<_> = chapters.collect();
        let titles: usize = chapters
            .iter()
            .map(|(title, _)| title.len() * 3 + 100)
            .sum();
        // An upper bound of the file's length: each frame has 14 bytes in the tables.
        let max_bytes =
            frames * (MAX_FRAME_BYTES + 14) + (cover + text + titles) as u64 + (1 << 16);
        Layout {
            sample_rate: tags.sample_rate,
            samples: tags.samples,
            bits_per_second: bits_per_second(tags.options),
            frames,
            frames_per_chunk,
            chunks: frames.div_ceil(frames_per_chunk),
            chapters,
            aac_config: aac::config(tags.sample_rate),
            is_large: u32::try_from(max_bytes).is_err(),
            is_long: u32::try_from(frames * FRAME as u64).is_err(),
        }
    }
}

pub(super) struct M4bEncoder {
    file: BufWriter<File>,
    blocks: BlockEncoder<Vec<Packet>>,
    /// The number of frames written.
    frames: u64,
    /// The position of the next frame, in bytes.
    end: u64,
    /// The position of the header of `mdat`, in bytes.
    mdat: u64,
    sizes: TableWriter,
    chunks: TableWriter,
    layout: Layout,
}

impl M4bEncoder {
    pub(super) fn start(file: File, tags: &Tags) -> Result<M4bEncoder> {
        M4bEncoder::with_layout(file, tags, Layout::new(tags))
    }

    fn with_layout(file: File, tags: &Tags, layout: Layout) -> Result<M4bEncoder> {
        let bitrate = bits_per_second(tags.options);
        let blocks = aac::block_encoder(layout.frames, tags.sample_rate, bitrate, tags.threads)?;
        let (head, holes) = head(&layout, tags);
        let titles = chapters::samples(&layout.chapters);
        let mdat = head.length() - mdat_header(0, &layout).len() as u64;
        let mut file = BufWriter::new(file);
        head.write_to(&mut file)
            .and_then(|()| file.write_all(&titles))
            .context("could not write the tags of the M4B file")?;
        Ok(M4bEncoder {
            file,
            blocks,
            frames: 0,
            end: head.length() + titles.len() as u64,
            mdat,
            sizes: TableWriter::new(holes.sizes),
            chunks: TableWriter::new(holes.chunks),
            layout,
        })
    }

    fn write_frames(&mut self, blocks: Vec<Vec<Packet>>) -> Result<()> {
        let mut frames = blocks.iter().flatten();
        frames
            .try_for_each(|frame| self.write_frame(frame))
            .context("could not write the M4B file")
    }

    fn write_frame(&mut self, frame: &[u8]) -> Result<()> {
        self.file.write_all(frame)?;
        self.sizes.push(&(frame.len() as u32).to_be_bytes());
        if self.frames.is_multiple_of(self.layout.frames_per_chunk) {
            match self.layout.is_large {
                true => self.chunks.push(&self.end.to_be_bytes()),
                false => self.chunks.push(&(self.end as u32).to_be_bytes()),
            }
        }
        self.frames += 1;
        self.end += frame.len() as u64;
        if self.sizes.is_full() {
            self.flush_tables()?;
        }
        Ok(())
    }

    /// Writes the buffered entries of the tables.
    fn flush_tables(&mut self) -> Result<()> {
        self.sizes.flush(&mut self.file)?;
        self.chunks.flush(&mut self.file)?;
        self.file.seek(SeekFrom::Start(self.end))?;
        Ok(())
    }
}

impl Encoder for M4bEncoder {
    fn write(&mut self, samples: &[i16]) -> Result<()> {
        let blocks = self.blocks.push(samples)?;
        self.write_frames(blocks)
    }

    fn finish(mut self: Box<Self>) -> Result<File> {
        let blocks = self.blocks.finish()?;
        self.write_frames(blocks)?;
        self.flush_tables()?;
        self.file.seek(SeekFrom::Start(self.mdat))?;
        let header = mdat_header(self.end - self.mdat, &self.layout);
        self.file.write_all(&header)?;
        self.file
            .into_inner()
            .context("could not write the M4B file")
    }
}

/// The positions of the tables' entries in the file, in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Holes {
    sizes: u64,
    chunks: u64,
}

/// Everything before the titles and the frames, and the holes in it.
fn head(layout: &Layout, tags: &Tags) -> (BoxWriter, Holes) {
    // The head holds the position of the titles, which is its own length.
    let (measured, _) = head_with_titles_at(layout, tags, 0);
    head_with_titles_at(layout, tags, measured.length())
}

fn head_with_titles_at(layout: &Layout, tags: &Tags, titles: u64) -> (BoxWriter, Holes) {
    let mut head = BoxWriter::default();
    head.put(b"ftyp", |ftyp| {
        ftyp.bytes(b"M4B \0\0\0\0M4B M4A mp42isom");
    });
    let holes = movie::write(&mut head, layout, tags, titles);
    head.bytes(&mdat_header(0, layout));
    (head, holes)
}

/// ISO/IEC 14496-12, 4.2: after a length of 1 the length follows in 64 bits.
fn mdat_header(length: u64, layout: &Layout) -> Vec<u8> {
    match layout.is_large {
        true => [b"\0\0\0\x01mdat".as_slice(), &length.to_be_bytes()].concat(),
        false => [&(length as u32).to_be_bytes(), b"mdat".as_slice()].concat(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use std::fs;

    use super::*;
    use crate::encode::tests::{RATE, decode, probe, sound, tags};
    use crate::tools::is_installed;

    #[test]
    fn a_file_with_64_bit_tables_decodes_to_the_same_samples() {
        if !is_installed("ffmpeg", "M4B files with 64-bit tables") {
            return;
        }
        let folder = tempfile::TempDir::new().unwrap();
        let tags = tags(50_000);
        let files = [false, true].map(|is_long| {
            let mut layout = Layout::new(&tags);
            (layout.is_large, layout.is_long) = (is_long, is_long);
            let path = folder.path().join(format!("{is_long}.m4b"));
            let file = File::create(&path).unwrap();
            let mut m4b = Box::new(M4bEncoder::with_layout(file, &tags, layout).unwrap());
            m4b.write(&sound(50_000)).unwrap();
            m4b.finish().unwrap();
            path
        });
        assert!(fs::read(&files[0]).unwrap() != fs::read(&files[1]).unwrap());
        let [short, long] = files.each_ref().map(|path| decode(path, RATE));
        assert!(short == long);
        let [short, long] = files.each_ref().map(|path| probe(path));
        assert_eq!(short["chapters"], long["chapters"]);
        assert_eq!(long["streams"][0]["duration_ts"], 50_000);
    }

    #[test]
    fn frames_beyond_4_gib_are_found() {
        if !is_installed("ffmpeg", "M4B files beyond 4 GiB") {
            return;
        }
        let folder = tempfile::TempDir::new().unwrap();
        let (sound, tags) = (sound(100_000), tags(100_000));
        let files = [0, 5 << 30].map(|gap| {
            let mut layout = Layout::new(&tags);
            layout.is_large = gap > 0;
            let path = folder.path().join(format!("{gap}.m4b"));
            let file = File::create(&path).unwrap();
            let mut m4b = Box::new(M4bEncoder::with_layout(file, &tags, layout).unwrap());
            let mut blocks = m4b.blocks.push(&sound).unwrap();
            blocks.extend(m4b.blocks.finish().unwrap());
            let mut frames = blocks.concat();
            let rest = frames.split_off(m4b.layout.frames_per_chunk as usize);
            m4b.write_frames(vec![frames]).unwrap();
            // A hole in a sparse file, before the remaining frames.
            m4b.end += gap;
            m4b.flush_tables().unwrap();
            m4b.write_frames(vec![rest]).unwrap();
            m4b.finish().unwrap();
            path
        });
        assert!(fs::metadata(&files[1]).unwrap().len() > 5 << 30);
        let [near, far] = files.each_ref().map(|path| decode(path, RATE));
        assert!(near == far);
        let [near, far] = files.each_ref().map(|path| probe(path));
        assert_eq!(near["chapters"], far["chapters"]);
    }

    #[test]
    fn only_long_files_have_64_bit_tables() {
        let layout = |hours: u64| {
            let samples = hours * 3600 * u64::from(RATE);
            let tags = Tags {
                sample_rate: RATE,
                samples,
                ..Tags::default()
            };
            Layout::new(&tags)
        };
        assert!(!layout(24).is_large && !layout(24).is_long);
        assert!(layout(100).is_large && layout(100).is_long);
    }
}
