//! The files to write besides the WAV files.

use anyhow::Result;
use lismoi_audio::encode::Format;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_book::build::export::wanted;
use lismoi_book::build::export::{Extent, Wanted};
use lismoi_book::formats::page::SoundPlace;

use super::tags;
use crate::cli::options::Options;

/// The formats that the options ask for, and the audio that the page needs, of a voice at this
/// sample rate.
///
/// # Errors
/// A format cannot have the bit rate or the sample rate.
pub(super) fn wanted(options: &Options, sample_rate: u32) -> Result<Wanted> {
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
    let encoding = SoundOptions {
        bitrate: options.bitrate,
        sample_rate: options.sample_rate,
    };
    let wanted = Wanted {
        encoding,
        ..wanted::wanted(&options.format, extent, page_sound, cover, own_tags)
    };
    for sound in wanted.formats.iter().filter_map(|format| format.sound()) {
        encoding.of_format(sound.codec, sample_rate)?;
    }
    Ok(wanted)
}

/// The options that change none of the wanted files.
pub fn unused(wanted: &Wanted) -> Vec<&'static str> {
    let mut sounds = wanted.formats.iter().filter_map(|format| format.sound());
    let has_bitrate = sounds.clone().any(|sound| sound.codec != Format::Flac);
    let has_rate = sounds.next().is_some();
    let given = wanted.encoding;
    let unused = [
        ("--bitrate", given.bitrate.is_some() && !has_bitrate),
        ("--sample-rate", given.sample_rate.is_some() && !has_rate),
    ];
    let unused = unused.into_iter().filter(|(_, is_unused)| *is_unused);
    unused.map(|(option, _)| option).collect()
}
