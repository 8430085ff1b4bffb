//! The files to write besides the WAV files.

use lismoi_book::build::export::{Earlier, Extent, Wanted, WantedFormat};
use lismoi_book::formats::page::SoundPlace;
use lismoi_book::formats::{FileFormat, table};

use super::tags;
use crate::cli::options::Options;

/// The formats that the options ask for; `only` are those of `--only`.
pub(super) fn wanted(options: &Options, only: &[&'static FileFormat]) -> Wanted {
    let tags = tags::tags(&options.tags);
    let options = &options.output;
    let (formats, earlier) = match only {
        [] => (&*options.format, Earlier::Kept),
        only => (only, Earlier::Replaced),
    };
    let extent = match options.per_section {
        Some(true) => Extent::Section,
        _ => Extent::Whole,
    };
    let page_sound = match options.single_page {
        Some(true) => SoundPlace::Within,
        _ => SoundPlace::Beside,
    };
    let wanted = |format: &'static FileFormat| WantedFormat { format, extent };
    Wanted {
        formats: table::formats()
            .filter(|format| formats.contains(format))
            .map(wanted)
            .collect(),
        earlier,
        page_sound,
        cover: options.cover.clone(),
        tags,
    }
}
