//! Options whose values are numbers.

use std::num::ParseFloatError;
use std::str::FromStr;

use serde::Deserialize;

/// Parser for `--speed`: a number with a decimal point, or a comma as in French.
pub(super) fn factor(text: &str) -> Result<f64, ParseFloatError> {
    text.replace(',', ".").parse()
}

/// Parser for `--most`: how many articles are taken at a time.
pub(super) fn count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=1_000) => Ok(count),
        _ => Err("use a number from 1 to 1000".to_owned()),
    }
}

/// Parser for `--for`: minutes, or hours and minutes as in `1h20`; the result is in minutes.
pub(super) fn minutes(text: &str) -> Result<f64, String> {
    let number = |text: &str| match text {
        "" => Ok(0.0),
        text => factor(text),
    };
    let minutes = match text.split_once('h') {
        Some((hours, minutes)) if !hours.is_empty() => {
            number(hours).and_then(|hours| Ok(60.0 * hours + number(minutes)?))
        }
        _ => factor(text),
    };
    match minutes {
        Ok(minutes) if minutes > 0.0 && minutes <= MOST_MINUTES => Ok(minutes),
        _ => Err("use minutes, or hours and minutes as in 1h20".to_owned()),
    }
}

/// A week.
const MOST_MINUTES: f64 = 7.0 * 24.0 * 60.0;

/// The target of loudness normalization, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "LoudnessValue")]
pub struct Loudness {
    /// In LUFS; `None` leaves the level as the speech engine makes it.
    pub lufs: Option<i8>,
}

/// A [`Loudness`] in `lismoi.toml`.
#[derive(Deserialize)]
#[serde(untagged)]
enum LoudnessValue {
    Lufs(i64),
    Name(String),
}

impl TryFrom<LoudnessValue> for Loudness {
    type Error = String;

    fn try_from(value: LoudnessValue) -> Result<Loudness, String> {
        match value {
            LoudnessValue::Lufs(lufs) => lufs.to_string().parse(),
            LoudnessValue::Name(name) => name.parse(),
        }
    }
}

impl FromStr for Loudness {
    type Err = String;

    fn from_str(text: &str) -> Result<Loudness, String> {
        match (text, text.parse()) {
            ("off", _) => Ok(Loudness { lufs: None }),
            (_, Ok(lufs @ -30..=-16)) => Ok(Loudness { lufs: Some(lufs) }),
            _ => Err("a whole number from -30 to -16, or 'off'".to_owned()),
        }
    }
}
