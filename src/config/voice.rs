//! The voice: of eSpeak NG or Pico by its name, of Piper by its file or the name it was added by.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use anyhow::{Result, bail, ensure};
use lismoi_french::Dialect;
use lismoi_speech::installed;
use lismoi_speech::piper::voice::{self as piper, PiperVoice};
use lismoi_speech::voice::{self, Voice};

use crate::cli::options::{Options, VoiceOptions};

/// The range of eSpeak NG, in words per minute.
const RATES_WPM: RangeInclusive<u32> = 80..=450;

/// The voice, and its files if it is one of Piper's.
pub(super) fn voice(options: &Options) -> Result<(Voice, Option<PiperVoice>)> {
    let default = Voice::default();
    let given = options.reading.voice.clone().unwrap_or(default.name);
    let given = voice::in_other_letters(&given).unwrap_or(given);
    let piper = piper(&given, options.reading.any_language == Some(true))?;
    let given = match &piper {
        Some((name, _)) => name.clone(),
        None => given,
    };
    let (name, dialect) = named(given, options.reading.dialect)?;
    let voice = Voice {
        name,
        dialect,
        rate_wpm: rate_wpm(&options.voice, default.rate_wpm)?,
        pitch: options.voice.pitch.unwrap_or(default.pitch),
    };
    if piper.is_none() {
        voice::ensure_known(&voice.name)?;
    }
    ensure!(
        piper.is_none() || voice.pitch == default.pitch,
        "'pitch' must be {}, not {}: a Piper voice has no other",
        default.pitch,
        voice.pitch
    );
    ensure!(
        voice.pitch <= 99,
        "'pitch' must be from 0 to 99, not {}",
        voice.pitch
    );
    Ok((voice, piper.map(|(_, piper)| piper)))
}

/// The voice of a model, named by its path or as it was added, with the name that manifests give
/// it; `None` if the name is that of another voice.
fn piper(given: &str, any_language: bool) -> Result<Option<(String, PiperVoice)>> {
    let (file, speaker) = piper::split(given);
    let (path, any_language) = if piper::is_model(given) {
        (PathBuf::from(file), any_language)
    } else {
        if voice::ensure_known(given).is_ok() {
            return Ok(None);
        }
        let Some(folder) = installed::folder() else {
            return Ok(None);
        };
        match installed::find(&folder, file)? {
            // It was asked for when the voice was added.
            Some(voice) => (voice.model, true),
            None => return Ok(None),
        }
    };
    let voice = PiperVoice::read(&path, speaker, any_language)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = match speaker {
        Some(speaker) => format!("{name}#{speaker}"),
        None => name.into_owned(),
    };
    Ok(Some((name, voice)))
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
