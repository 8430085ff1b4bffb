//! MP3: MPEG-2 layer III at a constant rate through LAME, after an ID3v2.3 tag.
//!
//! The first frame holds no sound, but the LAME tag: how many samples to leave out at both
//! ends, so that players give back exactly the samples that went in.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::num::NonZero;

use anyhow::{Context, Result, anyhow, ensure};
use id3::frame::{
    Chapter as ChapterFrame, Content, Lyrics, Picture, PictureType, TableOfContents,
    UniqueFileIdentifier,
};
use id3::{Frame, Tag, TagLike, Version};
use mp3lame_encoder::{
    Bitrate, Builder, FlushGap, Mode, MonoPcm, Quality, max_required_buffer_size,
};

use super::label::{LONGEST, line, lines};
use super::{Description, Encoder, GENRE, LANGUAGE};
use crate::clock::nearest_ms;

/// At 48 kb/s the LAME tag finds no room in a frame, and at 22,050 Hz no player would know
/// then how many samples to leave out.
const BITRATE: Bitrate = Bitrate::Kbps64;

/// LAME makes everything softer at this rate, for fear of peaks above full scale (LAME 3.100,
/// presets.c, `abr_switch_map`); ours are limited, and it is to be as loud as the WAV files.
const LAME_SCALE: f32 = 0.95;

/// ID3v2 Chapter Frame Addendum 1.0, 3.2: the count of entries is one byte.
const ENTRIES: usize = 255;

/// How many samples are encoded at a time: 3 s.
const BLOCK: usize = 1 << 16;

pub(super) struct Mp3 {
    file: BufWriter<File>,
    lame: mp3lame_encoder::Encoder,
    /// Where the first frame starts.
    frames: u64,
    /// Encoded, to be written.
    encoded: Vec<u8>,
}

impl Mp3 {
    pub(super) fn start(file: File, description: &Description) -> Result<Mp3> {
        let mut file = BufWriter::new(file);
        tag(description)
            .write_to(&mut file, Version::Id3v23)
            .context("could not write the MP3's tag")?;
        Ok(Mp3 {
            frames: file.stream_position()?,
            file,
            lame: lame(description.sample_rate)?,
            encoded: Vec::with_capacity(max_required_buffer_size(BLOCK)),
        })
    }

    fn write_encoded(&mut self) -> Result<()> {
        let written = self.file.write_all(&self.encoded);
        self.encoded.clear();
        written.context("could not write the MP3")
    }
}

impl Encoder for Mp3 {
    fn write(&mut self, samples: &[i16]) -> Result<()> {
        for block in samples.chunks(BLOCK) {
            let raised = block
                .iter()
                .map(|sample| f32::from(*sample) / (32_767.0 * LAME_SCALE));
            let raised: Vec<f32> = raised.collect();
            self.lame
                .encode_to_vec(MonoPcm(&raised), &mut self.encoded)
                .map_err(|error| anyhow!("LAME could not encode: {error}"))?;
            self.write_encoded()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<File> {
        self.lame
            .flush_to_vec::<FlushGap>(&mut self.encoded)
            .map_err(|error| anyhow!("LAME could not end its stream: {error}"))?;
        self.write_encoded()?;
        self.lame
            .lame_tag_encode_to_vec(&mut self.encoded)
            .context("LAME wrote no tag")?;
        self.file.seek(SeekFrom::Start(self.frames))?;
        self.write_encoded()?;
        self.file.into_inner().context("could not write the MP3")
    }
}

/// MPEG-2 and MPEG-1, layer III, in hertz.
const SAMPLE_RATES: [u32; 6] = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

fn lame(sample_rate: u32) -> Result<mp3lame_encoder::Encoder> {
    ensure!(
        SAMPLE_RATES.contains(&sample_rate),
        "MP3 cannot encode {sample_rate} Hz"
    );
    let builder = Builder::new().context("LAME has no memory")?;
    builder
        .with_num_channels(1)
        .and_then(|builder| builder.with_sample_rate(sample_rate))
        .and_then(|builder| builder.with_output_sample_rate(NonZero::new(sample_rate)))
        .and_then(|builder| builder.with_mode(Mode::Mono))
        .and_then(|builder| builder.with_brate(BITRATE))
        .and_then(|builder| builder.with_quality(Quality::Good))
        .and_then(|builder| builder.with_to_write_vbr_tag(true))
        .and_then(|builder| builder.build())
        .map_err(|error| anyhow!("LAME could not start: {error}"))
}

/// Everything but the sound.
fn tag(description: &Description) -> Tag {
    let mut tag = Tag::new();
    tag.set_title(line(&description.title, LONGEST));
    tag.set_genre(GENRE);
    tag.set_text("TLAN", LANGUAGE);
    tag.set_text("TSSE", line(&description.encoder, LONGEST));
    tag.set_text(
        "TLEN",
        nearest_ms(description.samples, description.sample_rate).to_string(),
    );
    if let Some(author) = &description.author {
        tag.set_artist(line(author, LONGEST));
    }
    if let Some(album) = &description.album {
        tag.set_album(line(album, LONGEST));
    }
    if let Some(track) = description.track {
        tag.set_track(track.number);
        tag.set_total_tracks(track.count);
    }
    // ID3v2.3 knows no date as one: the year stands in one frame, day and month in another.
    if let Some([year, month, day]) = description.date.as_deref().and_then(parts) {
        tag.set_text("TYER", year);
        tag.set_text("TDAT", format!("{day}{month}"));
    }
    tag.add_frame(UniqueFileIdentifier {
        owner_identifier: "lismoi".to_owned(),
        identifier: description.id.clone().into_bytes(),
    });
    if let Some(text) = &description.text {
        tag.add_frame(Lyrics {
            lang: LANGUAGE.to_owned(),
            description: String::new(),
            text: lines(text),
        });
    }
    if let Some(cover) = &description.cover {
        tag.add_frame(Picture {
            mime_type: cover.kind.mime_type().to_owned(),
            picture_type: PictureType::CoverFront,
            description: String::new(),
            data: cover.bytes.clone(),
        });
    }
    add_chapters(&mut tag, description);
    tag
}

/// `YYYY-MM-DD` in three.
fn parts(date: &str) -> Option<[&str; 3]> {
    let parts: Vec<_> = date.split('-').collect();
    parts.try_into().ok()
}

/// The chapters, and the table of contents that names them in order; where they are too
/// many for one table, it names others that name them.
fn add_chapters(tag: &mut Tag, description: &Description) {
    let chapters = &description.chapters;
    let ms = |samples| nearest_ms(samples, description.sample_rate) as u32;
    if chapters.is_empty() {
        return;
    }
    for (number, chapter) in chapters.iter().enumerate() {
        tag.add_frame(ChapterFrame {
            element_id: chapter_id(number),
            start_time: ms(chapter.start),
            end_time: ms(chapter.end),
            // ID3v2 Chapter Frame Addendum 1.0, 3.1: these bytes say that the times count.
            start_offset: u32::MAX,
            end_offset: u32::MAX,
            frames: vec![Frame::with_content(
                "TIT2",
                Content::Text(line(&chapter.title, LONGEST)),
            )],
        });
    }
    let mut names: Vec<_> = (0..chapters.len()).map(chapter_id).collect();
    if names.len() > ENTRIES {
        let tables = names.chunks(ENTRIES).enumerate().map(|(number, names)| {
            let name = format!("toc{}", number + 1);
            tag.add_frame(contents(&name, names.to_vec()));
            name
        });
        names = tables.collect();
    }
    tag.add_frame(contents("toc", names));
}

fn chapter_id(number: usize) -> String {
    format!("chp{}", number + 1)
}

fn contents(name: &str, elements: Vec<String>) -> TableOfContents {
    TableOfContents {
        element_id: name.to_owned(),
        top_level: name == "toc",
        ordered: true,
        elements,
        frames: Vec::new(),
    }
}
