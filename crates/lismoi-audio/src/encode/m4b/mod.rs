//! M4B: AAC-LC at 48 kb/s in MPEG-4 (ISO/IEC 14496-12 and 14496-14), as audiobook players
//! know it, its tables before its sound.
//!
//! How many frames there will be is known from the start, so that the tables have their
//! place at once and are filled while the frames are written: there is no second pass, and
//! nothing is kept.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};

use anyhow::{Context, Result};

use super::label::line;
use super::{Description, Encoder};
use aac::{Aac, DELAY, FRAME, LARGEST_FRAME};
use boxes::Boxes;
use table::Table;

mod aac;
mod boxes;
mod chapters;
mod movie;
mod table;
mod tags;

/// How large everything will be.
#[derive(Clone, Debug)]
struct Plan {
    sample_rate: u32,
    /// The length of the sound.
    samples: u64,
    frames: u64,
    /// A chunk is about a second: players read it at once.
    frames_of_a_chunk: u64,
    chunks: u64,
    /// The titles of the chapters and how many samples each lasts.
    chapters: Vec<(String, u64)>,
    /// How the encoder describes its stream to decoders (ISO/IEC 14496-3, 1.6.2.1).
    aac_config: Vec<u8>,
    /// Positions in the file may not fit into 32 bits.
    is_large: bool,
    /// Lengths in samples do not fit into 32 bits: more than 54 hours.
    is_long: bool,
}

impl Plan {
    fn new(description: &Description, aac_config: Vec<u8>) -> Plan {
        let frames = (description.samples + DELAY).div_ceil(FRAME as u64);
        let frames_of_a_chunk = u64::from(description.sample_rate).div_ceil(FRAME as u64);
        let cover = description.cover.as_ref().map_or(0, |it| it.bytes.len());
        let text = description.text.as_ref().map_or(0, String::len);
        let chapters = &description.chapters;
        let chapters = chapters.iter().map(|chapter| {
            let title = line(&chapter.title, super::label::LONGEST);
            (title, chapter.end - chapter.start)
        });
        let chapters: Vec<_> = chapters.collect();
        let titles: usize = chapters
            .iter()
            .map(|(title, _)| title.len() * 3 + 100)
            .sum();
        // More than the file will ever have: each frame has 14 bytes in the tables.
        let most = frames * (LARGEST_FRAME + 14) + (cover + text + titles) as u64 + (1 << 16);
        Plan {
            sample_rate: description.sample_rate,
            samples: description.samples,
            frames,
            frames_of_a_chunk,
            chunks: frames.div_ceil(frames_of_a_chunk),
            chapters,
            aac_config,
            is_large: u32::try_from(most).is_err(),
            is_long: u32::try_from(frames * FRAME as u64).is_err(),
        }
    }
}

pub(super) struct M4b {
    file: BufWriter<File>,
    aac: Aac,
    /// Not yet a frame.
    samples: Vec<i16>,
    /// How many frames were written.
    frames: u64,
    /// Where the next frame comes.
    end: u64,
    /// Where the box of the sound starts, header and all.
    sound: u64,
    sizes: Table,
    chunks: Table,
    plan: Plan,
}

impl M4b {
    pub(super) fn start(file: File, description: &Description) -> Result<M4b> {
        let aac = Aac::new(description.sample_rate)?;
        let plan = Plan::new(description, aac.config());
        M4b::with_plan(file, description, aac, plan)
    }

    fn with_plan(file: File, description: &Description, aac: Aac, plan: Plan) -> Result<M4b> {
        let (head, holes) = head(&plan, description);
        let titles = chapters::samples(&plan.chapters);
        let sound = head.length() - sound_header(0, &plan).len() as u64;
        let mut file = BufWriter::new(file);
        head.write_to(&mut file)
            .and_then(|()| file.write_all(&titles))
            .context("could not write the M4B file's tags")?;
        Ok(M4b {
            file,
            aac,
            samples: Vec::with_capacity(FRAME),
            frames: 0,
            end: head.length() + titles.len() as u64,
            sound,
            sizes: Table::new(holes.sizes),
            chunks: Table::new(holes.chunks),
            plan,
        })
    }

    /// Encodes and writes a whole frame.
    fn encode(&mut self) -> Result<()> {
        let frame = self.aac.encode(&self.samples)?;
        self.samples.clear();
        self.file.write_all(&frame)?;
        self.sizes.push(&(frame.len() as u32).to_be_bytes());
        if self.frames.is_multiple_of(self.plan.frames_of_a_chunk) {
            match self.plan.is_large {
                true => self.chunks.push(&self.end.to_be_bytes()),
                false => self.chunks.push(&(self.end as u32).to_be_bytes()),
            }
        }
        self.frames += 1;
        self.end += frame.len() as u64;
        if self.sizes.is_full() {
            self.fill()?;
        }
        Ok(())
    }

    /// Writes to the tables what was kept for them.
    fn fill(&mut self) -> Result<()> {
        self.sizes.fill(&mut self.file)?;
        self.chunks.fill(&mut self.file)?;
        self.file.seek(SeekFrom::Start(self.end))?;
        Ok(())
    }
}

impl Encoder for M4b {
    fn write(&mut self, samples: &[i16]) -> Result<()> {
        let mut rest = samples;
        while !rest.is_empty() {
            let room = (FRAME - self.samples.len()).min(rest.len());
            let (now, later) = rest.split_at(room);
            self.samples.extend_from_slice(now);
            rest = later;
            if self.samples.len() == FRAME {
                self.encode().context("could not write the M4B file")?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<File> {
        // Silence, until all that the encoder holds has come out.
        while self.frames < self.plan.frames {
            self.samples.resize(FRAME, 0);
            self.encode().context("could not write the M4B file")?;
        }
        self.fill()?;
        self.file.seek(SeekFrom::Start(self.sound))?;
        let header = sound_header(self.end - self.sound, &self.plan);
        self.file.write_all(&header)?;
        self.file
            .into_inner()
            .context("could not write the M4B file")
    }
}

/// Where the tables are in the file.
#[derive(Clone, Copy, Debug, Default)]
struct Holes {
    sizes: u64,
    chunks: u64,
}

/// Everything before the titles and the frames.
fn head(plan: &Plan, description: &Description) -> (Boxes, Holes) {
    // Where the titles come is known when the length of what stands before them is.
    let (measured, _) = head_before(plan, description, 0);
    head_before(plan, description, measured.length())
}

fn head_before(plan: &Plan, description: &Description, titles: u64) -> (Boxes, Holes) {
    let mut head = Boxes::default();
    head.put(b"ftyp", |ftyp| {
        ftyp.bytes(b"M4B \0\0\0\0M4B M4A mp42isom");
    });
    let holes = movie::write(&mut head, plan, description, titles);
    head.bytes(&sound_header(0, plan));
    (head, holes)
}

/// ISO/IEC 14496-12, 4.2: a length of 1 says that the length follows in 64 bits.
fn sound_header(length: u64, plan: &Plan) -> Vec<u8> {
    match plan.is_large {
        true => [b"\0\0\0\x01mdat".as_slice(), &length.to_be_bytes()].concat(),
        false => [&(length as u32).to_be_bytes(), b"mdat".as_slice()].concat(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use std::fs;

    use super::*;
    use crate::encode::tests::{RATE, decode, description, is_installed, probe, sound};

    #[test]
    fn a_file_with_long_tables_sounds_the_same() {
        let folder = tempfile::TempDir::new().unwrap();
        if !is_installed("ffmpeg") {
            return;
        }
        let description = description(50_000);
        let files = [false, true].map(|is_long| {
            let aac = Aac::new(description.sample_rate).unwrap();
            let mut plan = Plan::new(&description, aac.config());
            (plan.is_large, plan.is_long) = (is_long, is_long);
            let path = folder.path().join(format!("{is_long}.m4b"));
            let file = File::create(&path).unwrap();
            let mut m4b = Box::new(M4b::with_plan(file, &description, aac, plan).unwrap());
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
    fn sound_beyond_4_gib_is_found() {
        let folder = tempfile::TempDir::new().unwrap();
        if !is_installed("ffmpeg") {
            return;
        }
        let (sound, description) = (sound(100_000), description(100_000));
        let files = [0, 5 << 30].map(|gap| {
            let aac = Aac::new(description.sample_rate).unwrap();
            let mut plan = Plan::new(&description, aac.config());
            plan.is_large = gap > 0;
            let path = folder.path().join(format!("{gap}.m4b"));
            let file = File::create(&path).unwrap();
            let mut m4b = Box::new(M4b::with_plan(file, &description, aac, plan).unwrap());
            let (first, rest) = sound.split_at(m4b.plan.frames_of_a_chunk as usize * FRAME);
            m4b.write(first).unwrap();
            // A hole in the file, which takes no room: what follows lies behind it.
            m4b.end += gap;
            m4b.fill().unwrap();
            m4b.write(rest).unwrap();
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
    fn only_what_is_long_has_long_tables() {
        let plan = |hours: u64| {
            let samples = hours * 3600 * u64::from(RATE);
            let description = Description {
                sample_rate: RATE,
                samples,
                ..Description::default()
            };
            Plan::new(&description, Vec::new())
        };
        assert!(!plan(24).is_large && !plan(24).is_long);
        assert!(plan(100).is_large && plan(100).is_long);
    }
}
