//! How an article is spoken, as a line or the command line says it, in the words of
//! `lismoi.toml`.

use std::ops::RangeInclusive;

use anyhow::{Result, bail, ensure};
use lismoi_audio::encode::options::{Bitrate, SoundOptions};
use lismoi_book::Settings;
use lismoi_french::{Liaisons, Pace, Pauses};
use lismoi_readers::{Boilerplate, Footnotes, InputFormat, Part, ReadOptions};
use lismoi_speech::voice::{self, Voice};
use serde::{Deserialize, Serialize};

/// Options; `None` leaves each to the command line, or to its default.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// The name of a voice.
    pub voice: Option<String>,
    /// In words per minute.
    pub rate: Option<u32>,
    /// 0 to 99.
    pub pitch: Option<u32>,
    /// `fr`, `be` or `ch`.
    pub dialect: Option<String>,
    /// How many liaisons are made.
    pub liaison: Option<Liaisons>,
    /// The pauses.
    pub pauses: Option<Pace>,
    /// Where footnotes are read.
    pub notes: Option<Footnotes>,
    /// Whether boilerplate is read.
    pub keep_all: Option<bool>,
    /// Parts that are read though they are not by default.
    pub read: Option<Vec<Part>>,
    /// Parts that are skipped.
    pub skip: Option<Vec<Part>>,
    /// The loudness of the whole.
    pub loudness: Option<Loudness>,
    /// The bit rate of the encoded sound.
    pub bitrate: Option<BitrateValue>,
}

/// The target of loudness normalization.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Loudness {
    /// In LUFS.
    Lufs(i8),
    /// `off` leaves the level as the engine makes it.
    Name(String),
}

/// A bit rate: kilobits per second, or `vbr`, or `V0` to `V9`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum BitrateValue {
    /// Kilobits per second.
    Number(u32),
    /// Anything else.
    Text(String),
}

/// What options mean: everything that the sound depends on besides the article and the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// Voice, pauses, loudness, and how the text is read.
    pub settings: Settings,
    /// How the sound is encoded.
    pub sound: SoundOptions,
}

/// The loudness that podcasts use for one channel, in LUFS; that of `lismoi`.
const LOUDNESS_LUFS: i8 = -19;

/// Louder, a voice would be nothing but limiter.
const LOUDNESSES: RangeInclusive<i8> = -30..=-16;

/// The range of eSpeak NG, in words per minute.
const RATES_WPM: RangeInclusive<u32> = 80..=450;

impl Options {
    /// These options, and for what they leave open, others.
    pub fn or(self, others: &Options) -> Options {
        let others = others.clone();
        Options {
            voice: self.voice.or(others.voice),
            rate: self.rate.or(others.rate),
            pitch: self.pitch.or(others.pitch),
            dialect: self.dialect.or(others.dialect),
            liaison: self.liaison.or(others.liaison),
            pauses: self.pauses.or(others.pauses),
            notes: self.notes.or(others.notes),
            keep_all: self.keep_all.or(others.keep_all),
            read: self.read.or(others.read),
            skip: self.skip.or(others.skip),
            loudness: self.loudness.or(others.loudness),
            bitrate: self.bitrate.or(others.bitrate),
        }
    }

    /// What they mean, with every default filled in, for an article in `format`.
    ///
    /// # Errors
    /// A voice that does not exist, or a value out of range.
    pub fn meant(self, format: InputFormat) -> Result<Meant> {
        let voice = self.voice()?;
        Ok(Meant {
            settings: Settings {
                voice,
                liaisons: self.liaison.unwrap_or_default(),
                pauses: Pauses::of(self.pauses.unwrap_or_default()),
                loudness_lufs: loudness(self.loudness)?,
                reading: ReadOptions {
                    format,
                    footnotes: self.notes.unwrap_or_default(),
                    boilerplate: match self.keep_all {
                        Some(true) => Boilerplate::Keep,
                        _ => Boilerplate::Drop,
                    },
                    read: self.read.into_iter().flatten().collect(),
                    skip: self.skip.into_iter().flatten().collect(),
                },
            },
            sound: SoundOptions {
                bitrate: self.bitrate.map(bitrate).transpose()?,
                sample_rate: None,
            },
        })
    }

    fn voice(&self) -> Result<Voice> {
        let default = Voice::default();
        let given = self.voice.clone().unwrap_or(default.name);
        let name = voice::in_other_letters(&given).unwrap_or(given);
        voice::ensure_known(&name)?;
        let of_name = voice::dialect_of(&name);
        let dialect = match self.dialect.as_deref() {
            None => of_name,
            Some(code) => match voice::dialect(code) {
                Some(dialect) => dialect,
                None => bail!("there is no dialect '{code}'"),
            },
        };
        let rate_wpm = self.rate.unwrap_or(default.rate_wpm);
        let (least, most) = (RATES_WPM.start(), RATES_WPM.end());
        ensure!(
            RATES_WPM.contains(&rate_wpm),
            "'rate' must be from {least} to {most}, not {rate_wpm}"
        );
        let pitch = self.pitch.unwrap_or(default.pitch);
        ensure!(pitch <= 99, "'pitch' must be from 0 to 99, not {pitch}");
        Ok(Voice {
            name: in_dialect(name, dialect == of_name, voice::code(dialect))?,
            dialect,
            rate_wpm,
            pitch,
        })
    }
}

/// The name of a voice in another dialect: `fr+f2` in Belgium is `fr-be+f2`.
fn in_dialect(name: String, is_its_own: bool, code: &str) -> Result<String> {
    match name.strip_prefix("fr") {
        _ if is_its_own => Ok(name),
        Some(variant) if variant.is_empty() || variant.starts_with('+') => {
            Ok(format!("fr-{code}{variant}"))
        }
        Some(_) => bail!("'dialect' is '{code}', but the voice is '{name}'"),
        None => Ok(name),
    }
}

fn loudness(given: Option<Loudness>) -> Result<Option<i8>> {
    match given {
        None => Ok(Some(LOUDNESS_LUFS)),
        Some(Loudness::Lufs(lufs)) if LOUDNESSES.contains(&lufs) => Ok(Some(lufs)),
        Some(Loudness::Name(name)) if name == "off" => Ok(None),
        Some(_) => bail!("'loudness' must be a whole number from -30 to -16, or 'off'"),
    }
}

fn bitrate(given: BitrateValue) -> Result<Bitrate> {
    let text = match given {
        BitrateValue::Number(kbps) => kbps.to_string(),
        BitrateValue::Text(text) => text,
    };
    match text.parse() {
        Ok(bitrate) => Ok(bitrate),
        Err(wanted) => bail!("'bitrate' must be {wanted}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(json: &str) -> Result<Meant> {
        let options: Options = serde_json::from_str(json)?;
        options.meant(InputFormat::Text)
    }

    #[test]
    fn the_defaults_are_those_of_a_listener() {
        let settings = meant("{}").expect("no options").settings;
        assert_eq!(settings.voice, Voice::default());
        assert_eq!(settings.loudness_lufs, Some(-19));
        assert_eq!(settings.pauses, Pauses::of(Pace::Natural));
        assert_eq!(settings.liaisons, Liaisons::Usual);
    }

    #[test]
    fn a_line_goes_before_the_command_line() {
        let line = Options {
            rate: Some(200),
            ..Options::default()
        };
        let run = Options {
            rate: Some(100),
            pitch: Some(9),
            ..Options::default()
        };
        let both = line.or(&run);
        assert_eq!((both.rate, both.pitch), (Some(200), Some(9)));
    }

    #[test]
    fn the_dialect_chooses_the_voice_of_its_country() {
        let voice = |json| meant(json).expect(json).settings.voice.name;
        assert_eq!(voice(r#"{"voice":"fr+f2","dialect":"be"}"#), "fr-be+f2");
        assert_eq!(voice(r#"{"voice":"fr_BE"}"#), "fr-be");
        assert_eq!(voice(r#"{"voice":"pico","dialect":"ch"}"#), "pico");
    }

    #[test]
    fn what_does_not_exist_is_an_error_that_names_it() {
        for (json, error) in [
            (r#"{"voice":"de"}"#, "there is no voice 'de'"),
            (
                r#"{"voice":"fr-be","dialect":"ch"}"#,
                "'dialect' is 'ch', but the voice is 'fr-be'",
            ),
            (r#"{"dialect":"us"}"#, "there is no dialect 'us'"),
            (r#"{"rate":7}"#, "'rate' must be from 80 to 450, not 7"),
            (
                r#"{"loudness":"loud"}"#,
                "'loudness' must be a whole number from -30 to -16, or 'off'",
            ),
            (
                r#"{"bitrate":"high"}"#,
                "'bitrate' must be a number of kilobits per second, 'vbr', or 'V0' to 'V9'",
            ),
        ] {
            assert_eq!(meant(json).expect_err(json).to_string(), error);
        }
        let unknown = meant(r#"{"speed":2}"#).expect_err("unknown").to_string();
        assert!(unknown.starts_with("unknown field `speed`"), "{unknown}");
    }
}
