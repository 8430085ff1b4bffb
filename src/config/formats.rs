//! The files to write besides the WAV files.

use lismoi_book::build::export::wanted;
use lismoi_book::build::export::{Extent, Wanted};
use lismoi_book::formats::page::SoundPlace;

use super::tags;
use crate::cli::options::Options;

/// The formats that the options ask for, and the audio that the page needs.
pub(super) fn wanted(options: &Options) -> Wanted {
    let own_tags = tags::tags(&options.tags);
    let options = &options.output;
    let extent = match options.per_section {
        Some(true) => Extent::Section,
        _ => Extent::Whole,
    };
    let page_sound = match options.single_page {
        Some(true) => SoundPlace::Within,
        _ => SoundPlace::Beside,
    };
    let cover = options.cover.clone();
    wanted::wanted(&options.format, extent, page_sound, cover, own_tags)
}
