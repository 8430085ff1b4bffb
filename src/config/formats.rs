//! The files to write besides the WAV files.

use anyhow::Result;
use lismoi_audio::encode::Format;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_book::build::export::{Earlier, Extent, Wanted, WantedFormat};
use lismoi_book::formats::page::SoundPlace;
use lismoi_book::formats::{FileFormat, table};

use super::tags;
use crate::cli::options::Options;

/// The formats that the options ask for, of a voice at this sample rate; `only` are those of
/// `--only`.
///
/// # Errors
/// A format cannot have the bit rate, or none can have the sample rate.
pub(super) fn wanted(
    options: &Options,
    only: &[&'static FileFormat],
    sample_rate: u32,
) -> Result<Wanted> {
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
    let formats: Vec<_> = table::formats()
        .filter(|format| formats.contains(format))
        .collect();
    let can_have = |format: &FileFormat| {
        let (rate, sound) = (options.sample_rate?, format.sound()?);
        Some(rate == sample_rate || sound.codec.sample_rates().contains(&rate))
    };
    let has_its_rate = formats.iter().any(|format| can_have(format) == Some(true));
    let encoding = |format: &FileFormat| SoundOptions {
        bitrate: options.bitrate,
        sample_rate: match can_have(format) {
            // It is for the others.
            Some(false) if has_its_rate => None,
            _ => options.sample_rate,
        },
    };
    for format in &formats {
        if let Some(sound) = format.sound() {
            encoding(format).of_format(sound.codec, sample_rate)?;
        }
    }
    let wanted = |format: &'static FileFormat| WantedFormat {
        format,
        extent,
        encoding: encoding(format),
    };
    Ok(Wanted {
        formats: formats.into_iter().map(wanted).collect(),
        earlier,
        page_sound,
        cover: options.cover.clone(),
        tags,
    })
}

/// The options that change none of the chosen formats.
pub(super) fn unused(options: &Options, wanted: &Wanted) -> Vec<&'static str> {
    let formats = wanted.formats.iter();
    let mut sounds = formats.filter_map(|wanted| wanted.format.sound());
    let has_bitrate = sounds.clone().any(|sound| sound.codec != Format::Flac);
    let has_rate = sounds.next().is_some();
    let is_none = wanted.formats.is_empty() && wanted.page_sound == SoundPlace::Beside;
    let given = &options.output;
    let unused = [
        ("--per-section", given.per_section == Some(true) && is_none),
        ("--bitrate", given.bitrate.is_some() && !has_bitrate),
        ("--sample-rate", given.sample_rate.is_some() && !has_rate),
    ];
    let unused = unused.into_iter().filter(|(_, is_unused)| *is_unused);
    unused.map(|(option, _)| option).collect()
}
