//! The files to write besides the WAV files.

use lismoi_audio::encode::Format;
use lismoi_book::build::export::{Extent, FileKind, Wanted};
use lismoi_book::formats::page::SoundPlace;

use crate::cli::options::OutputOptions;
use crate::cli::values::FileFormat;

/// What the options ask for, and the audio that the page needs.
pub(super) fn wanted(options: &OutputOptions) -> Wanted {
    let per_section = options.per_section == Some(true);
    let single_page = options.single_page == Some(true);
    let formats = options.format.iter().copied();
    let mut kinds: Vec<FileKind> = formats.filter_map(FileFormat::file_kind).collect();
    if single_page {
        kinds.push(FileKind::Page);
    }
    let is_sound = |kind: &FileKind| matches!(kind, FileKind::Sound(_));
    let plays_whole = !single_page && !per_section;
    if kinds.contains(&FileKind::Page) && plays_whole && !kinds.iter().any(is_sound) {
        // The page plays one file, however many sections there are.
        kinds.push(FileKind::Sound(Format::M4b));
    }
    kinds.sort();
    kinds.dedup();
    Wanted {
        kinds,
        extent: if per_section {
            Extent::Section
        } else {
            Extent::Whole
        },
        page_sound: if single_page {
            SoundPlace::Within
        } else {
            SoundPlace::Beside
        },
        cover: options.cover.clone(),
    }
}
