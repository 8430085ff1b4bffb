//! The tags of an article or of one of its sections.

use std::path::Path;

use anyhow::Result;

use super::{Export, OwnTags, Wanted};
use crate::formats::chapters;
use crate::formats::day::in_french;
use lismoi_audio::encode::cover;
use lismoi_audio::encode::cover::{Cover, Facts};
use lismoi_audio::encode::options::SoundOptions;
use lismoi_audio::encode::tags::{Tags, TrackNumber};

/// The tags of the whole article, with a chapter for each section.
///
/// # Errors
/// The user's cover cannot be used.
pub fn whole(export: &Export<'_>, wanted: &Wanted) -> Result<Tags> {
    let title = export.title();
    let metadata = &export.article.metadata;
    let own = &wanted.tags;
    let chapters = chapters::markers(export.sections, title);
    Ok(Tags {
        sample_rate: export.article.sample_rate,
        samples: chapters.last().map_or(0, |last| last.end),
        title: title.to_owned(),
        date: metadata.date.clone(),
        album: Some(own.album.as_deref().unwrap_or(title).to_owned()),
        genre: own.genre.clone(),
        track: None,
        encoder: concat!("lismoi ", env!("CARGO_PKG_VERSION")).to_owned(),
        comment: comment(export, own),
        id: export.article.id.clone().into_owned(),
        text: Some(export.article.texts.join("\n")),
        cover: Some(picture(export, wanted.cover.as_deref())?),
        authors: metadata.authors.clone(),
        chapters,
        options: SoundOptions::default(),
        threads: export.jobs,
    })
}

/// The tags of one section (`index` from 0): a track of an album.
pub fn section(export: &Export<'_>, whole: &Tags, index: usize) -> Tags {
    let number = index + 1;
    Tags {
        sample_rate: whole.sample_rate,
        samples: export.sections[index].samples,
        title: whole.chapters[index].title.clone(),
        album: whole.album.clone(),
        genre: whole.genre.clone(),
        track: Some(TrackNumber {
            number: number as u32,
            count: export.sections.len() as u32,
        }),
        // The tags must not depend on the text of other sections.
        id: format!("{}/{number}", export.sections[index].fingerprint),
        text: export.article.texts.get(index).cloned(),
        chapters: Vec::new(),
        options: SoundOptions::default(),
        // Other threads encode other sections.
        threads: 1,
        authors: whole.authors.clone(),
        date: whole.date.clone(),
        encoder: whole.encoder.clone(),
        comment: whole.comment.clone(),
        cover: whole.cover.clone(),
    }
}

/// The user's comment, the address of the article, and the voice with its licence if the user
/// brought it: who shares the file may have to name it.
fn comment(export: &Export<'_>, own: &OwnTags) -> Option<String> {
    let article = export.article;
    let mut lines: Vec<String> = own.comment.iter().cloned().collect();
    let address = article.metadata.address.iter();
    lines.extend(address.map(|it| format!("Source : {it}")));
    if let Some(licence) = article.voice_licence {
        let name = article.settings.voice.name.rsplit('/').next();
        let name = name.unwrap_or_default().replace(".onnx", "");
        lines.push(format!("Voix : {name} (licence : {licence})"));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The user's cover, else that of the article if players can show it, else a drawn one.
fn picture(export: &Export<'_>, own: Option<&Path>) -> Result<Cover> {
    if let Some(path) = own {
        return Ok(cover::read::from_file(path)?);
    }
    let of_article = export.article.metadata.cover.as_deref();
    match of_article.map(|bytes| cover::read::from_bytes(bytes.to_vec())) {
        Some(Ok(cover)) => Ok(cover),
        Some(Err(_)) | None => drawn_cover(export),
    }
}

/// A cover drawn from what is known of the article.
///
/// # Errors
/// It cannot be drawn; that does not depend on the article.
pub(crate) fn drawn_cover(export: &Export<'_>) -> Result<Cover> {
    let metadata = &export.article.metadata;
    let date = metadata.date.as_deref().map(in_french);
    cover::draw::from_facts(&Facts {
        title: export.title(),
        authors: &metadata.authors,
        site: metadata.site.as_deref(),
        date: date.as_deref(),
    })
}
