//! The sound that a page plays: the best of the files that are there.

use super::SoundPlace;
use crate::build::export::make::Maker;
use crate::build::export::target::{Fingerprints, file_name};
use crate::formats::FileFormat;
use crate::formats::playlists::is_complete;
use crate::manifest::records::FileRecord;

/// Part of the fingerprint of every page. Raise it when the same audiobook would give another.
const VERSION: &str = "page 3";

/// The files that a page plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Played {
    pub(super) place: SoundPlace,
    /// The name of the file for each section.
    pub(super) files: Vec<String>,
}

impl Played {
    /// The fingerprint of a page that plays these. The site is on a drawn cover, which the page
    /// may show where the other files hold a large one.
    pub(super) fn fingerprint(&self, fingerprints: &Fingerprints, site: &str) -> String {
        let place = match self.place {
            SoundPlace::Beside => "beside",
            SoundPlace::Within => "within",
        };
        fingerprints.with(
            [VERSION, place, site]
                .into_iter()
                .chain(self.files.iter().map(String::as_str)),
        )
    }
}

/// The formats of sound, the one that a page prefers first.
pub(super) fn preferred(maker: &Maker<'_>) -> Vec<&'static FileFormat> {
    let mut formats = maker.sounds.to_vec();
    formats.sort_by_key(|format| format.sound().map(|sound| sound.page_rank));
    formats
}

/// The files that a page may play, the best first.
pub(super) fn choices(maker: &Maker<'_>, place: SoundPlace, files: &[FileRecord]) -> Vec<Played> {
    let export = maker.export;
    let formats = preferred(maker);
    let count = export.sections.len();
    let within = formats.first().map(|format| Played {
        place: SoundPlace::Within,
        files: vec![file_name(export, format, None); count],
    });
    if place == SoundPlace::Within {
        return within.into_iter().collect();
    }
    let beside = |files| Played {
        place: SoundPlace::Beside,
        files,
    };
    let mut choices = Vec::new();
    for format in &formats {
        let whole = file_name(export, format, None);
        let is_whole = |record: &FileRecord| record.file == whole && record.section.is_none();
        if files.iter().any(is_whole) {
            choices.push(beside(vec![whole; count]));
        }
    }
    for format in &formats {
        if is_complete(maker, format, files) {
            let files = (1..=count).map(|number| file_name(export, format, Some(number)));
            choices.push(beside(files.collect()));
        }
    }
    let wavs = export.sections.iter().map(|section| section.file.clone());
    choices.push(beside(wavs.collect()));
    // A page with its sound in it stays up to date.
    choices.extend(within);
    choices
}
