//! The files that the user wants, from the formats and the options that were given.

use std::path::PathBuf;

use super::{Extent, OwnTags, Wanted};
use crate::formats::page::SoundPlace;
use crate::formats::{Content, FileFormat, table};
use lismoi_audio::encode::options::SoundOptions;

/// Adds what the chosen formats need: a page with its sound in it is a page, and one without
/// needs a file of sound beside it. Files that are always written are left out, and how sound is
/// encoded is left to the formats.
pub fn wanted(
    chosen: &[&'static FileFormat],
    extent: Extent,
    page_sound: SoundPlace,
    cover: Option<PathBuf>,
    tags: OwnTags,
) -> Wanted {
    let is_page = |format: &FileFormat| matches!(format.content, Content::Page);
    let has_page = page_sound == SoundPlace::Within || chosen.iter().any(|format| is_page(format));
    let has_sound = chosen.iter().any(|format| format.sound().is_some());
    // One file, however many sections there are.
    let needs_sound =
        has_page && !has_sound && page_sound == SoundPlace::Beside && extent == Extent::Whole;
    let is_wanted = |format: &&FileFormat| match format.content {
        Content::Wav => false,
        Content::Page => has_page,
        _ => chosen.contains(format) || (needs_sound && Some(*format) == table::page_sound()),
    };
    Wanted {
        formats: table::formats().filter(is_wanted).collect(),
        extent,
        page_sound,
        encoding: SoundOptions::default(),
        cover,
        tags,
    }
}
