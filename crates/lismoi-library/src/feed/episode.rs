//! One article of the feed, from the folder of its audiobook.

use anyhow::{Context, Result};
use lismoi_audio::decode;
use lismoi_audio::encode::Format;
use lismoi_audio::encode::cover::ImageFormat;
use lismoi_book::formats::captions::whole;
use lismoi_book::formats::{FileFormat, table};
use lismoi_book::manifest::records::FileRecord;
use lismoi_book::manifest::sentences::Sentences;
use lismoi_book::manifest::{Summary, read};
use lismoi_document::{BlockKind, collapse_whitespace};
use lismoi_files::own::Folder;
use lismoi_speech::hash::hex;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Episode, EpisodeFile, FileKind, chapters};
use crate::Article;

/// The first sentences are read until they have so many bytes.
const OPENING: usize = 250;

/// The longest opening, in bytes.
const LONGEST_OPENING: usize = 600;

/// An article of the feed with the files that its audiobook has not.
#[derive(Clone, Debug)]
pub struct Made {
    /// The article.
    pub episode: Episode,
    /// The bytes of its files that are not in the folder of the audiobook.
    pub contents: Vec<(FileKind, Vec<u8>)>,
}

/// The article in a folder, which has an MP3 of the whole and is published at this moment.
///
/// # Errors
/// The manifest cannot be read or is damaged, or there is no MP3.
pub fn of(folder: &Folder, article: &Article, published: u64) -> Result<Made> {
    let unfinished = || format!("'{}' holds no finished audiobook", folder.path.display());
    let summary = read::summary(folder)?.with_context(unfinished)?;
    let mp3 = file_of(folder, &summary, "mp3").with_context(|| {
        let folder = folder.path.display();
        format!("'{folder}' holds no MP3 of the whole article")
    })?;
    let mut files = vec![as_it_is(FileKind::Mp3, mp3)];
    let opus = file_of(folder, &summary, "opus");
    files.extend(opus.map(|opus| as_it_is(FileKind::Opus, opus)));
    let chapters = chapters::of(&summary, &article.title);
    let mut contents = Vec::new();
    let stem = mp3.file.strip_suffix(".mp3").unwrap_or(&mp3.file);
    let mut add = |kind, ending: &str, media_type, bytes: Vec<u8>| {
        files.push(EpisodeFile {
            kind,
            name: format!("{stem}.{ending}"),
            media_type,
            bytes: bytes.len() as u64,
            sha256: hex(&Sha256::digest(&bytes)),
        });
        contents.push((kind, bytes));
    };
    let json = chapters::json(&article.title, &chapters)?;
    add(
        FileKind::Chapters,
        "chapters.json",
        chapters::MEDIA_TYPE,
        json,
    );
    for (kind, name) in [(FileKind::Vtt, "vtt"), (FileKind::Srt, "srt")] {
        let format = format_named(name)?;
        let mut captions = Vec::new();
        whole::write(folder, &summary, format, &mut captions)?;
        add(kind, format.ending, format.media_type, captions);
    }
    let unreadable = || format!("could not read '{}'", folder.path_of(&mp3.file).display());
    let sound = folder.open_file(&mp3.file).with_context(unreadable)?;
    if let Some(cover) = decode::cover(Format::Mp3, sound) {
        let ending = match cover.format {
            ImageFormat::Png => "png",
            ImageFormat::Jpeg => "jpg",
        };
        let media_type = cover.format.media_type();
        add(FileKind::Cover, ending, media_type, cover.bytes);
    }
    let length_ms = u128::from(summary.samples()) * 1000 / u128::from(summary.head.sample_rate);
    Ok(Made {
        episode: Episode {
            id: article.id.clone(),
            title: article.title.clone(),
            authors: article.authors.clone(),
            site: article.site.clone(),
            address: article.address.clone(),
            opening: opening(folder, &summary)?,
            published,
            length_ms: u64::try_from(length_ms).unwrap_or(u64::MAX),
            chapters,
            files,
        },
        contents,
    })
}

/// Whether the article in a folder has an MP3 of the whole.
#[cfg(feature = "serve")]
pub(crate) fn has_sound(folder: &Folder) -> bool {
    let opening = read::opening(folder).ok().flatten();
    let mp3 = table::named("mp3");
    let files = opening.into_iter().flat_map(|opening| opening.files);
    files.into_iter().any(|record| {
        table::of_file(&record.file) == mp3
            && record.section.is_none()
            && folder.length(&record.file) == Some(record.bytes)
    })
}

/// The format with a name that is in this source.
pub(crate) fn format_named(name: &str) -> Result<&'static FileFormat> {
    table::named(name).with_context(|| format!("there is no format '{name}'"))
}

/// The file of the whole in the format with this name, if it is there.
fn file_of<'a>(folder: &Folder, summary: &'a Summary, name: &str) -> Option<&'a FileRecord> {
    let format = table::named(name);
    summary.files.iter().find(|record| {
        record.section.is_none()
            && table::of_file(&record.file) == format
            && folder.length(&record.file) == Some(record.bytes)
    })
}

fn as_it_is(kind: FileKind, record: &FileRecord) -> EpisodeFile {
    let format = table::of_file(&record.file);
    EpisodeFile {
        kind,
        name: record.file.clone(),
        media_type: format.map_or("application/octet-stream", |format| format.media_type),
        bytes: record.bytes,
        sha256: record.sha256.clone(),
    }
}

#[derive(Deserialize)]
struct PrintedSentence {
    kind: BlockKind,
    text: String,
}

/// The first sentences that are neither headings nor the byline, on one line.
fn opening(folder: &Folder, summary: &Summary) -> Result<String> {
    let mut sentences = Sentences::open(folder)?;
    let mut opening = String::new();
    for _ in &summary.sections {
        sentences.enter_section();
        while let Some(sentence) = sentences.next_sentence::<PrintedSentence>() {
            let PrintedSentence { kind, text } = sentence?;
            if matches!(
                kind,
                BlockKind::Title | BlockKind::Heading | BlockKind::Byline
            ) {
                continue;
            }
            if !opening.is_empty() {
                opening.push(' ');
            }
            opening += &collapse_whitespace(&text);
            if opening.len() >= OPENING {
                return Ok(shortened(opening));
            }
        }
    }
    Ok(opening)
}

/// A text of at most [`LONGEST_OPENING`] bytes, cut between two words.
fn shortened(mut text: String) -> String {
    if text.len() > LONGEST_OPENING {
        text.truncate(text.floor_char_boundary(LONGEST_OPENING));
        text.truncate(text.rfind(' ').unwrap_or(text.len()));
        text.push('…');
    }
    text
}
