//! The settings of an audiobook, with defaults filled in and ranges checked.

use std::ops::RangeInclusive;

use anyhow::{Result, bail, ensure};
use lismoi_book::Settings;
use lismoi_french::{Dialect, Pauses};
use lismoi_readers::{Boilerplate, ReadOptions};
use lismoi_speech::voice::{self, Voice};

use crate::cli::options::{Options, PauseOptions, ReadingOptions, VoiceOptions};

/// The loudness that podcasts use for one channel, in LUFS.
const LOUDNESS_LUFS: i8 = -19;

/// The range of eSpeak NG, in words per minute.
const RATES_WPM: RangeInclusive<u32> = 80..=450;

const LONGEST_PAUSE_MS: u32 = 60_000;

pub(super) fn settings(options: &Options) -> Result<Settings> {
    Ok(Settings {
        voice: voice(options)?,
        pauses: pauses(&options.pauses)?,
        loudness_lufs: match options.voice.loudness {
            Some(loudness) => loudness.lufs,
            None => Some(LOUDNESS_LUFS),
        },
        reading: reading(&options.reading),
    })
}

fn reading(options: &ReadingOptions) -> ReadOptions {
    ReadOptions {
        format: options.from.unwrap_or_default(),
        footnotes: options.notes.unwrap_or_default(),
        boilerplate: match options.keep_all {
            Some(true) => Boilerplate::Keep,
            _ => Boilerplate::Drop,
        },
    }
}

fn voice(options: &Options) -> Result<Voice> {
    let default = Voice::default();
    let given = options.reading.voice.clone();
    let (name, dialect) = named(given.unwrap_or(default.name), options.reading.dialect)?;
    let voice = Voice {
        name,
        dialect,
        rate_wpm: rate_wpm(&options.voice, default.rate_wpm)?,
        pitch: options.voice.pitch.unwrap_or(default.pitch),
    };
    voice::ensure_known(&voice.name)?;
    ensure!(
        voice.pitch <= 99,
        "'pitch' must be from 0 to 99, not {}",
        voice.pitch
    );
    Ok(voice)
}

/// The name of the voice and its dialect. A voice of eSpeak NG without a country gets that of
/// the dialect: `fr+f2` in Belgium is `fr-be+f2`.
fn named(name: String, dialect: Option<Dialect>) -> Result<(String, Dialect)> {
    let of_name = voice::dialect_of(&name);
    let Some(dialect) = dialect else {
        return Ok((name, of_name));
    };
    if dialect == of_name {
        return Ok((name, dialect));
    }
    let code = voice::code(dialect);
    match name.strip_prefix("fr") {
        Some(variant) if variant.is_empty() || variant.starts_with('+') => {
            Ok((format!("fr-{code}{variant}"), dialect))
        }
        Some(country) if country.starts_with('-') => {
            bail!("'dialect' is '{code}', but the voice is '{name}'")
        }
        _ => Ok((name, dialect)),
    }
}

/// The rate times the speed.
fn rate_wpm(options: &VoiceOptions, default_wpm: u32) -> Result<u32> {
    let (least, most) = (RATES_WPM.start(), RATES_WPM.end());
    let rate_wpm = options.rate.unwrap_or(default_wpm);
    ensure!(
        RATES_WPM.contains(&rate_wpm),
        "'rate' must be from {least} to {most}, not {rate_wpm}"
    );
    let Some(speed) = options.speed else {
        return Ok(rate_wpm);
    };
    let scaled_wpm = (f64::from(rate_wpm) * speed).round() as u32;
    ensure!(
        RATES_WPM.contains(&scaled_wpm),
        "'speed' must give a rate from {least} to {most}: {rate_wpm} times {speed} is {scaled_wpm}"
    );
    Ok(scaled_wpm)
}

fn pauses(options: &PauseOptions) -> Result<Pauses> {
    let mut pauses = Pauses::of(options.pauses.unwrap_or_default());
    let given = [
        (options.pause_sentence, &mut pauses.sentence_ms),
        (options.pause_paragraph, &mut pauses.paragraph_ms),
        (options.pause_list_item, &mut pauses.list_item_ms),
        (options.pause_before_heading, &mut pauses.before_heading_ms),
        (options.pause_after_heading, &mut pauses.after_heading_ms),
        (options.pause_section_start, &mut pauses.section_start_ms),
        (options.pause_section_end, &mut pauses.section_end_ms),
    ];
    for (given_ms, pause_ms) in given {
        if let Some(given_ms) = given_ms {
            ensure!(
                given_ms <= LONGEST_PAUSE_MS,
                "a pause must be at most {LONGEST_PAUSE_MS} ms, not {given_ms}"
            );
            *pause_ms = given_ms;
        }
    }
    Ok(pauses)
}
