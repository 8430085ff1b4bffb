//! MP3: layer III at a constant or a variable bit rate through LAME, after an ID3v2.3 tag.
//!
//! The first frame holds no sound but the LAME tag, which tells players how many samples to
//! drop at both ends, so that they play exactly the samples that were encoded.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::num::NonZero;

use anyhow::{Context, Result, anyhow, ensure};
use id3::frame::{
    Chapter as ChapterFrame, Comment, Content, Lyrics, Picture, PictureType, TableOfContents,
    UniqueFileIdentifier,
};
use id3::{Frame, Tag, TagLike, Version};
use mp3lame_encoder::{
    BuildError, Builder, FlushGap, Mode, MonoPcm, Quality, VbrMode, max_required_buffer_size,
};

use super::Encoder;
use super::options::Bitrate;
use super::tags::{LANGUAGE, MAX_TITLE, Tags, one_line, without_controls};
use crate::clock::nearest_ms;

/// At 48 kb/s a frame of 22,050 Hz is too short for the LAME tag, and players would not know
/// how many samples to drop.
const BITRATE: Bitrate = Bitrate::Constant(64);

/// The factor by which LAME attenuates at a constant bit rate to avoid clipping (LAME 3.100,
/// presets.c, `abr_switch_map`). Our peaks are limited, so the encoder undoes it: the MP3 is
/// as loud as the WAV files.
fn lame_scale(bitrate: Bitrate) -> f32 {
    match bitrate {
        Bitrate::Constant(..192) => 0.95,
        Bitrate::Constant(192) => 0.97,
        Bitrate::Constant(224) => 0.98,
        Bitrate::Constant(_) | Bitrate::Variable(_) => 1.0,
    }
}

/// ID3v2 Chapter Frame Addendum 1.0, 3.2: a table of contents counts its entries in one byte.
const MAX_ENTRIES: usize = 255;

/// The owner of the identifiers in the tags: the program for which this crate was written.
const ID_OWNER: &str = "lismoi";

/// How many samples are encoded at a time.
const BLOCK: usize = 1 << 16;

pub(super) struct Mp3Encoder {
    file: BufWriter<File>,
    lame: mp3lame_encoder::Encoder,
    /// What LAME attenuates by.
    scale: f32,
    /// The position of the first frame, in bytes.
    frames: u64,
    /// Encoded bytes that are not yet written.
    encoded: Vec<u8>,
}

impl Mp3Encoder {
    pub(super) fn start(file: File, tags: &Tags) -> Result<Mp3Encoder> {
        let bitrate = tags.options.bitrate.unwrap_or(BITRATE);
        let mut file = BufWriter::new(file);
        id3_tag(tags)
            .write_to(&mut file, Version::Id3v23)
            .context("could not write the tags of the MP3")?;
        Ok(Mp3Encoder {
            scale: lame_scale(bitrate),
            frames: file.stream_position()?,
            file,
            lame: lame(tags.sample_rate, bitrate)?,
            encoded: Vec::with_capacity(max_required_buffer_size(BLOCK)),
        })
    }

    fn write_encoded(&mut self) -> Result<()> {
        let written = self.file.write_all(&self.encoded);
        self.encoded.clear();
        written.context("could not write the MP3 file")
    }
}

impl Encoder for Mp3Encoder {
    fn write(&mut self, samples: &[i16]) -> Result<()> {
        for block in samples.chunks(BLOCK) {
            let scaled = block
                .iter()
                .map(|sample| f32::from(*sample) / (32_767.0 * self.scale));
            let scaled: Vec<f32> = scaled.collect();
            self.lame
                .encode_to_vec(MonoPcm(&scaled), &mut self.encoded)
                .map_err(|error| anyhow!("LAME could not encode: {error}"))?;
            self.write_encoded()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<File> {
        self.lame
            .flush_to_vec::<FlushGap>(&mut self.encoded)
            .map_err(|error| anyhow!("LAME could not finish the stream: {error}"))?;
        self.write_encoded()?;
        self.lame
            .lame_tag_encode_to_vec(&mut self.encoded)
            .context("LAME wrote no tag")?;
        self.file.seek(SeekFrom::Start(self.frames))?;
        self.write_encoded()?;
        self.file
            .into_inner()
            .context("could not write the MP3 file")
    }
}

/// The sample rates of MPEG-2 and MPEG-1 layer III, in hertz.
const SAMPLE_RATES: [u32; 6] = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

fn lame(sample_rate: u32, bitrate: Bitrate) -> Result<mp3lame_encoder::Encoder> {
    ensure!(
        SAMPLE_RATES.contains(&sample_rate),
        "MP3 does not support {sample_rate} Hz"
    );
    let builder = Builder::new().context("LAME is out of memory")?;
    builder
        .with_num_channels(1)
        .and_then(|builder| builder.with_sample_rate(sample_rate))
        .and_then(|builder| builder.with_output_sample_rate(NonZero::new(sample_rate)))
        .and_then(|builder| builder.with_mode(Mode::Mono))
        .and_then(|builder| builder.with_quality(Quality::Good))
        .and_then(|builder| with_bitrate(builder, bitrate))
        .and_then(|builder| builder.with_to_write_vbr_tag(true))
        .and_then(|builder| builder.build())
        .map_err(|error| anyhow!("LAME could not start: {error}"))
}

fn with_bitrate(builder: Builder, bitrate: Bitrate) -> Result<Builder, BuildError> {
    use mp3lame_encoder::Bitrate as Kbps;
    let quality = match bitrate {
        Bitrate::Constant(kbps) => {
            let rates = [
                (64, Kbps::Kbps64),
                (80, Kbps::Kbps80),
                (96, Kbps::Kbps96),
                (112, Kbps::Kbps112),
                (128, Kbps::Kbps128),
                (160, Kbps::Kbps160),
                (192, Kbps::Kbps192),
                (224, Kbps::Kbps224),
                (256, Kbps::Kbps256),
            ];
            let rate = rates.into_iter().find(|(rate, _)| *rate >= kbps);
            return builder.with_brate(rate.map_or(Kbps::Kbps320, |(_, rate)| rate));
        }
        Bitrate::Variable(quality) => quality,
    };
    let qualities = [
        Quality::Best,
        Quality::SecondBest,
        Quality::NearBest,
        Quality::VeryNice,
        Quality::Nice,
        Quality::Good,
        Quality::Decent,
        Quality::Ok,
        Quality::SecondWorst,
        Quality::Worst,
    ];
    let worst = qualities.len() - 1;
    builder
        .with_vbr_mode(VbrMode::Mtrh)?
        .with_vbr_quality(qualities[worst.min(quality.into())])
}

fn id3_tag(tags: &Tags) -> Tag {
    let mut tag = Tag::new();
    tag.set_title(one_line(&tags.title, MAX_TITLE));
    tag.set_genre(tags.genre());
    tag.set_text("TLAN", LANGUAGE);
    tag.set_text("TSSE", one_line(&tags.encoder, MAX_TITLE));
    tag.set_text(
        "TLEN",
        nearest_ms(tags.samples, tags.sample_rate).to_string(),
    );
    if !tags.authors.is_empty() {
        let authors = tags
            .authors
            .iter()
            .map(|author| one_line(author, MAX_TITLE));
        tag.set_text_values("TPE1", authors);
    }
    if let Some(album) = &tags.album {
        tag.set_album(one_line(album, MAX_TITLE));
    }
    if let Some(track) = tags.track {
        tag.set_track(track.number);
        tag.set_total_tracks(track.count);
    }
    // ID3v2.3 splits a date into two frames: the year, and day and month.
    if let Some([year, month, day]) = tags.date.as_deref().and_then(date_parts) {
        tag.set_text("TYER", year);
        tag.set_text("TDAT", format!("{day}{month}"));
    }
    if let Some(comment) = &tags.comment {
        tag.add_frame(Comment {
            lang: LANGUAGE.to_owned(),
            description: String::new(),
            text: without_controls(comment),
        });
    }
    tag.add_frame(UniqueFileIdentifier {
        owner_identifier: ID_OWNER.to_owned(),
        identifier: tags.id.clone().into_bytes(),
    });
    if let Some(text) = &tags.text {
        tag.add_frame(Lyrics {
            lang: LANGUAGE.to_owned(),
            description: String::new(),
            text: without_controls(text),
        });
    }
    if let Some(cover) = &tags.cover {
        tag.add_frame(Picture {
            mime_type: cover.format.media_type().to_owned(),
            picture_type: PictureType::CoverFront,
            description: String::new(),
            data: cover.bytes.clone(),
        });
    }
    add_chapters(&mut tag, tags);
    tag
}

/// Splits `YYYY-MM-DD`.
fn date_parts(date: &str) -> Option<[&str; 3]> {
    let parts: Vec<_> = date.split('-').collect();
    parts.try_into().ok()
}

/// Adds the table of contents, and the chapters that it lists in order. If there are too many
/// for one table, it lists further tables, as the addendum (3.2) provides; each is named after
/// its first chapter.
fn add_chapters(tag: &mut Tag, tags: &Tags) {
    let chapters = &tags.chapters;
    let ms = |samples| nearest_ms(samples, tags.sample_rate) as u32;
    if chapters.is_empty() {
        return;
    }
    let names: Vec<_> = (0..chapters.len()).map(chapter_id).collect();
    if names.len() <= MAX_ENTRIES {
        tag.add_frame(contents(TOP, names, None));
    } else {
        let tables = names.chunks(MAX_ENTRIES).zip(chapters.chunks(MAX_ENTRIES));
        let tables: Vec<_> = tables
            .zip(1..)
            .map(|((names, chapters), number)| {
                let first = chapters.first().map(|chapter| &*chapter.title);
                contents(&format!("{TOP}{number}"), names.to_vec(), first)
            })
            .collect();
        let names = tables.iter().map(|table| table.element_id.clone());
        // First: readers that know one table only take the first one.
        tag.add_frame(contents(TOP, names.collect(), None));
        for table in tables {
            tag.add_frame(table);
        }
    }
    for (number, chapter) in chapters.iter().enumerate() {
        tag.add_frame(ChapterFrame {
            element_id: chapter_id(number),
            start_time: ms(chapter.start),
            end_time: ms(chapter.end),
            // ID3v2 Chapter Frame Addendum 1.0, 3.1: no byte offsets, so the times apply.
            start_offset: u32::MAX,
            end_offset: u32::MAX,
            frames: vec![title(&chapter.title)],
        });
    }
}

/// The table of contents of the whole.
const TOP: &str = "toc";

fn chapter_id(number: usize) -> String {
    format!("chp{}", number + 1)
}

fn contents(name: &str, elements: Vec<String>, named: Option<&str>) -> TableOfContents {
    TableOfContents {
        element_id: name.to_owned(),
        top_level: name == TOP,
        ordered: true,
        elements,
        frames: named.map(title).into_iter().collect(),
    }
}

/// The name of a chapter or of a table.
fn title(text: &str) -> Frame {
    Frame::with_content("TIT2", Content::Text(one_line(text, MAX_TITLE)))
}
