//! The files to write besides the WAV files.

use lismoi_book::build::export::wanted;
use lismoi_book::build::export::{Extent, Wanted};
use lismoi_book::formats::page::SoundPlace;

use crate::cli::options::OutputOptions;

/// The formats that the options ask for, and the audio that the page needs.
pub(super) fn wanted(options: &OutputOptions) -> Wanted {
    let extent = match options.per_section {
        Some(true) => Extent::Section,
        _ => Extent::Whole,
    };
    let page_sound = match options.single_page {
        Some(true) => SoundPlace::Within,
        _ => SoundPlace::Beside,
    };
    wanted::wanted(&options.format, extent, page_sound, options.cover.clone())
}
