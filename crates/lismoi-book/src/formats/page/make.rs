//! The page to read along, which plays the best of the files that were made before it.

use std::fs::File;
use std::io::Seek;
use std::sync::mpsc::channel;

use anyhow::{Context, Result};

use crate::build::export::make::Maker;
use crate::build::export::target::{Keys, Target, file_name};
use crate::build::export::{Exported, FileKind, FileRecord, Wanted};
use crate::formats::page::{Page, PageSection, SoundPlace, peaks, write};
use crate::formats::playlists::is_complete;
use lismoi_audio::encode::Format;
use lismoi_audio::wav::reader::Reader;

/// First what is small, last what browsers do not find every moment in: after a seek,
/// Chromium plays an MP3 up to 50 ms early, and the others where it should.
const PLAYED: [Format; 4] = [Format::M4b, Format::Opus, Format::Flac, Format::Mp3];

/// What a page plays: for each section the name of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Played {
    place: SoundPlace,
    files: Vec<String>,
}

impl Played {
    fn key(&self, keys: &Keys) -> String {
        let place = match self.place {
            SoundPlace::Beside => "beside",
            SoundPlace::Within => "within",
        };
        keys.with(
            [place]
                .into_iter()
                .chain(self.files.iter().map(String::as_str)),
        )
    }
}

/// Writes the page where it is wanted and not right, and removes it where it has become
/// wrong.
pub(crate) fn renew(maker: &Maker<'_>, keys: &Keys, wanted: &Wanted, exported: &mut Exported) {
    let export = maker.export;
    let file = file_name(export, FileKind::Page, None);
    let target = |played: &Played| Target {
        file: file.clone(),
        kind: FileKind::Page,
        section: None,
        key: played.key(keys),
    };
    let choices = choices(maker, wanted.page_sound, &exported.files);
    let is_wanted = wanted.kinds.contains(&FileKind::Page);
    let old = exported.files.iter().find(|record| record.file == file);
    if let Some(record) = old.filter(|record| record.is_there(export.folder)) {
        let mut right = choices
            .iter()
            .take(if is_wanted { 1 } else { choices.len() });
        if right.any(|played| target(played).is(record)) {
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

/// What a page may play, the best first.
fn choices(maker: &Maker<'_>, place: SoundPlace, files: &[FileRecord]) -> Vec<Played> {
    let export = maker.export;
    let name = |format, section| file_name(export, FileKind::Sound(format), section);
    let numbers = 1..=export.sections.len();
    let within = Played {
        place: SoundPlace::Within,
        files: vec![name(Format::M4b, None); export.sections.len()],
    };
    if place == SoundPlace::Within {
        return vec![within];
    }
    let beside = |files| Played {
        place: SoundPlace::Beside,
        files,
    };
    let mut choices = Vec::new();
    for format in PLAYED {
        let whole = name(format, None);
        if files
            .iter()
            .any(|record| record.file == whole && record.section.is_none())
        {
            choices.push(beside(vec![whole; export.sections.len()]));
        }
    }
    for format in PLAYED {
        if is_complete(maker, format, files) {
            let files = numbers.clone().map(|number| name(format, Some(number)));
            choices.push(beside(files.collect()));
        }
    }
    let wavs = export.sections.iter().map(|section| section.file.clone());
    choices.push(beside(wavs.collect()));
    // One that was made with its sound in it stays right.
    choices.push(within);
    choices
}

fn make(
    maker: &Maker<'_>,
    target: &Target,
    played: &Played,
    files: &[FileRecord],
) -> Result<FileRecord> {
    let export = maker.export;
    let within = match played.place {
        SoundPlace::Beside => None,
        SoundPlace::Within => Some(sound_within(maker, files)?),
    };
    let open = |_: &str| {
        let mut sound = within.as_ref().context("its sound is beside it")?;
        sound.rewind()?;
        Ok(sound)
    };
    let wavs = export.sections.iter().map(|section| {
        let path = export.path(&section.file);
        Reader::open(&path).with_context(|| format!("could not read '{}'", path.display()))
    });
    let page = Page {
        title: &maker.whole.title,
        id: &maker.whole.id,
        sections: &sections(maker, played),
        peaks: &peaks::overview(wavs, maker.whole.samples, peaks::COLUMNS)?,
        sound: played.place,
    };
    maker.text(target, |out| {
        write::write(out, &page, || maker.all_captions(), open)
    })
}

/// The sound of a page that holds it: that of the whole, if there is such a file.
fn sound_within(maker: &Maker<'_>, files: &[FileRecord]) -> Result<File> {
    let export = maker.export;
    let name = file_name(export, FileKind::Sound(Format::M4b), None);
    if files.iter().any(|record| record.file == name) {
        let path = export.path(&name);
        return File::open(&path).with_context(|| format!("could not read '{}'", path.display()));
    }
    // It has no name, and is gone whatever becomes of us.
    let file = tempfile::tempfile_in(export.path(""))?;
    // Nobody listens: the progress is that of the files that are asked for.
    let (encoded, _) = channel();
    let sound = file.try_clone()?;
    maker.encode(Format::M4b, sound, maker.whole, export.sections, &encoded)?;
    Ok(file)
}

/// Where each section is heard.
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
