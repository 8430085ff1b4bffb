//! The page of an export, which plays the best of the files that were written before it.

use std::borrow::Cow;
use std::fs::File;
use std::io::Seek;
use std::sync::mpsc::channel;

use anyhow::{Context, Result};

use super::played::{Played, choices, preferred};
use super::{Page, PageSection, SoundPlace, loudness, write};
use crate::build::export::describe::drawn_cover;
use crate::build::export::make::Maker;
use crate::build::export::target::{Fingerprints, Target, file_name};
use crate::build::export::{Exported, Wanted};
use crate::build::folder::hidden_name;
use crate::formats::FileFormat;
use crate::formats::sound::encode;
use crate::manifest::records::FileRecord;
use lismoi_audio::encode::cover::Cover;
use lismoi_audio::encode::options::SoundOptions;

/// In bytes.
const MAX_COVER: usize = 150_000;

/// Writes the page where it is wanted and not up to date, and removes it where it is stale.
pub(crate) fn update(
    maker: &Maker<'_>,
    format: &'static FileFormat,
    fingerprints: &Fingerprints,
    wanted: &Wanted,
    exported: &mut Exported,
) {
    let export = maker.export;
    let file = file_name(export, format, None);
    let site = export.article.metadata.site.as_deref().unwrap_or_default();
    let target = |played: &Played| Target {
        file: file.clone(),
        section: None,
        fingerprint: played.fingerprint(fingerprints, site),
        encoding: SoundOptions::default(),
    };
    let choices = choices(maker, wanted.page_sound, &exported.files);
    let is_wanted = wanted.formats.iter().any(|wanted| wanted.format == format);
    let old = exported.files.iter().find(|record| record.file == file);
    if let Some(record) = old.filter(|record| record.is_there(export.folder)) {
        // A wanted page plays the best; any other plays what it can.
        let accepted = if is_wanted { 1 } else { choices.len() };
        let mut accepted = choices.iter().take(accepted);
        if accepted.any(|played| target(played).is(record)) {
            return;
        }
    }
    if let Some(old) = old {
        old.remove(export.folder);
        exported.files.retain(|record| record.file != file);
    }
    if let Some(played) = choices.first().filter(|_| is_wanted) {
        let made = make(maker, &target(played), played, &exported.files);
        exported.add(made);
    }
}

fn make(
    maker: &Maker<'_>,
    target: &Target,
    played: &Played,
    files: &[FileRecord],
) -> Result<FileRecord> {
    let export = maker.export;
    let formats = preferred(maker);
    let format = formats.first().context("there is no format of sound")?;
    let within = match played.place {
        SoundPlace::Beside => None,
        SoundPlace::Within => Some(sound_within(maker, format, files)?),
    };
    let open = |_: &str| {
        let mut sound = within.as_ref().context("its sound is beside it")?;
        sound.rewind()?;
        Ok(sound)
    };
    let wavs = export.sections.iter();
    let wavs = wavs.map(|section| export.sound(&section.file));
    let cover = cover(maker)?;
    let page = Page {
        title: &maker.whole.title,
        id: &maker.whole.id,
        sample_rate: maker.whole.sample_rate,
        sections: &sections(maker, played),
        loudness: &loudness::overview(wavs, maker.whole.samples, loudness::BARS)?,
        authors: &maker.whole.authors,
        date: maker.whole.date.as_deref(),
        cover: Some(cover.as_ref()),
        dialect: export.article.settings.voice.dialect,
        sound: played.place,
        media_type: format.media_type,
        site: None,
    };
    let record = maker.text(target, |out| {
        write::write(out, &page, || maker.captions(), open)
    })?;
    Ok(FileRecord {
        holds_sound: played.place == SoundPlace::Within,
        ..record
    })
}

/// The cover, or a drawn one where it is large: the page is to open at once.
fn cover<'a>(maker: &'a Maker<'_>) -> Result<Cow<'a, Cover>> {
    let is_small = |cover: &&Cover| cover.bytes.len() <= MAX_COVER;
    match maker.whole.cover.as_ref().filter(is_small) {
        Some(cover) => Ok(Cow::Borrowed(cover)),
        None => Ok(Cow::Owned(drawn_cover(maker.export)?)),
    }
}

/// The sound of a page that holds it: the file of the whole, if there is one.
fn sound_within(maker: &Maker<'_>, format: &FileFormat, files: &[FileRecord]) -> Result<File> {
    let export = maker.export;
    let name = file_name(export, format, None);
    if files.iter().any(|record| record.file == name) {
        let file = export.folder.files.open_file(&name);
        return file.with_context(|| format!("could not read '{}'", export.path(&name).display()));
    }
    let sound = format.sound().context("it is no format of sound")?;
    let hidden = hidden_name(&format!("{name}.within.part"));
    let file = export.folder.files.create_unnamed(&hidden)?;
    // Progress counts the files that the user asked for, and this is none of them.
    let (encoded, _) = channel();
    let (copy, sections) = (file.try_clone()?, export.sections);
    encode(maker, sound.codec, copy, maker.whole, sections, &encoded)?;
    Ok(file)
}

/// The place of each section in the sound.
fn sections(maker: &Maker<'_>, played: &Played) -> Vec<PageSection> {
    let mut sections: Vec<PageSection> = Vec::with_capacity(played.files.len());
    let mut end = 0;
    for (section, file) in maker.export.sections.iter().zip(&played.files) {
        if sections.last().is_some_and(|last| last.file != *file) {
            end = 0;
        }
        sections.push(PageSection {
            heading: section.heading.clone(),
            level: section.level,
            samples: section.samples,
            file: file.clone(),
            offset: end,
        });
        end += section.samples;
    }
    sections
}
