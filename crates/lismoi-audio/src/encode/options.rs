//! Bit rate and sample rate of an encoded file, where the user chooses them, and which of
//! them each format has.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Format;

/// How sound is encoded; the default leaves everything to the format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoundOptions {
    /// `None` means the usual one of the format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bitrate: Option<Bitrate>,
    /// In hertz; `None` means that of the samples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_rate: Option<u32>,
}

/// A constant bit rate, or a constant quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Bitrate {
    /// In kilobits per second.
    Constant(u32),
    /// A variable bit rate at a quality of LAME from 0, the best, to 9 (`lame -V`).
    Variable(u8),
}

impl FromStr for Bitrate {
    type Err = String;

    fn from_str(text: &str) -> Result<Bitrate, String> {
        // The default of `lame -v`.
        const VARIABLE: u8 = 4;
        let lower = text.trim().to_ascii_lowercase();
        if lower == "vbr" {
            return Ok(Bitrate::Variable(VARIABLE));
        }
        let quality = lower.strip_prefix('v').and_then(|it| it.parse().ok());
        let kbps = lower.strip_suffix('k').unwrap_or(&lower).parse();
        match (quality, kbps) {
            (Some(quality @ 0..=9), _) => Ok(Bitrate::Variable(quality)),
            (_, Ok(kbps)) => Ok(Bitrate::Constant(kbps)),
            _ => Err("a number of kilobits per second, 'vbr', or 'V0' to 'V9'".to_owned()),
        }
    }
}

impl TryFrom<String> for Bitrate {
    type Error = String;

    fn try_from(text: String) -> Result<Bitrate, String> {
        text.parse()
    }
}

impl From<Bitrate> for String {
    fn from(bitrate: Bitrate) -> String {
        bitrate.to_string()
    }
}

impl fmt::Display for Bitrate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bitrate::Constant(kbps) => write!(out, "{kbps}"),
            Bitrate::Variable(quality) => write!(out, "V{quality}"),
        }
    }
}

/// A value that a format cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} has no {value}", .format.extension())]
pub struct OptionError {
    /// The format.
    pub format: Format,
    /// The value, as "bit rate of 7 kb/s at 22050 Hz".
    pub value: String,
    /// Values that it can have.
    pub hint: String,
}

/// MPEG-1 and MPEG-2 layer III.
const MP3_RATES: &[u32] = &[16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

/// The rates of both layers that LAME has, in kb/s. Below 64 kb/s a frame can be too short for
/// the LAME tag, and players would not know how many samples to drop.
const MP3_KBPS: &[u32] = &[64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

/// ISO/IEC 13818-3, 2.4.2.3: the highest bit rate below 32 kHz.
const MPEG2_MOST_KBPS: u32 = 160;

/// ISO/IEC 14496-3, table 1.18, as far as they fit into the 16 bits of a sample entry.
const AAC_RATES: &[u32] = &[
    8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000,
];

/// RFC 6716, 2.1.3: the rates that the encoder takes.
const OPUS_RATES: &[u32] = &[8_000, 12_000, 16_000, 24_000, 48_000];

/// The customary ones; others would need large filters.
const FLAC_RATES: &[u32] = &[
    8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000,
];

impl Format {
    /// The sample rates that a user can choose for its files, in hertz.
    pub fn sample_rates(self) -> &'static [u32] {
        match self {
            Format::Mp3 => MP3_RATES,
            Format::M4b => AAC_RATES,
            Format::Opus => OPUS_RATES,
            Format::Flac => FLAC_RATES,
        }
    }
}

impl SoundOptions {
    /// Those that the format has, for samples at `sample_rate`: it may ignore some, and be the
    /// same with and without a sample rate.
    ///
    /// # Errors
    /// A value that the format cannot have.
    pub fn of_format(self, format: Format, sample_rate: u32) -> Result<SoundOptions, OptionError> {
        let rate = self.sample_rate.filter(|rate| *rate != sample_rate);
        let rates = format.sample_rates();
        if let Some(rate) = rate.filter(|rate| !rates.contains(rate)) {
            let rates: Vec<_> = rates.iter().map(u32::to_string).collect();
            return Err(OptionError {
                format,
                value: format!("sample rate of {rate} Hz"),
                hint: format!("it can have {} Hz", rates.join(", ")),
            });
        }
        let bitrate = self.bitrate.filter(|_| format != Format::Flac);
        if let Some(bitrate) = bitrate {
            ensure_bitrate(format, bitrate, rate.unwrap_or(sample_rate))?;
        }
        Ok(SoundOptions {
            bitrate,
            sample_rate: rate,
        })
    }

    /// Whether everything is left to the format.
    pub fn is_default(&self) -> bool {
        *self == SoundOptions::default()
    }
}

fn ensure_bitrate(format: Format, bitrate: Bitrate, rate: u32) -> Result<(), OptionError> {
    let error = |hint: String| {
        let value = match bitrate {
            Bitrate::Constant(kbps) => format!("bit rate of {kbps} kb/s at {rate} Hz"),
            Bitrate::Variable(_) => "variable bit rate".to_owned(),
        };
        Err(OptionError {
            format,
            value,
            hint,
        })
    };
    let range = |least: u32, most: u32| match bitrate {
        Bitrate::Constant(kbps) if (least..=most).contains(&kbps) => Ok(()),
        _ => error(format!("it can have {least} to {most} kb/s")),
    };
    match (format, bitrate) {
        (Format::Flac, _) | (Format::Mp3, Bitrate::Variable(_)) => Ok(()),
        // ISO/IEC 14496-3, 4.5.3: at most 6,144 bits for a frame of 1,024 samples. At an eighth
        // of that a frame is too short for libxaac.
        (Format::M4b, _) => range(
            (rate * 6 / 8 / 1000).max(8),
            (rate * 6 / 1000 / 8 * 8).min(256),
        ),
        // RFC 6716, 2.1.1, for one channel.
        (Format::Opus, _) => range(6, 256),
        (Format::Mp3, Bitrate::Constant(kbps)) if !MP3_KBPS.contains(&kbps) => {
            let rates: Vec<_> = MP3_KBPS.iter().map(u32::to_string).collect();
            error(format!(
                "it can have {} kb/s, or V0 to V9",
                rates.join(", ")
            ))
        }
        (Format::Mp3, Bitrate::Constant(kbps)) if rate < 32_000 && kbps > MPEG2_MOST_KBPS => {
            error(format!(
                "below 32000 Hz it has at most {MPEG2_MOST_KBPS} kb/s; add --sample-rate 44100"
            ))
        }
        (Format::Mp3, Bitrate::Constant(_)) => Ok(()),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    fn options(bitrate: &str, sample_rate: Option<u32>) -> SoundOptions {
        SoundOptions {
            bitrate: Some(bitrate.parse().unwrap()),
            sample_rate,
        }
    }

    #[test]
    fn bit_rates_are_written_as_lame_and_ffmpeg_write_them() {
        for (text, bitrate) in [
            ("192", Bitrate::Constant(192)),
            ("192k", Bitrate::Constant(192)),
            ("V2", Bitrate::Variable(2)),
            ("v0", Bitrate::Variable(0)),
            ("vbr", Bitrate::Variable(4)),
        ] {
            assert_eq!(text.parse(), Ok(bitrate));
            assert_eq!(bitrate.to_string().parse(), Ok(bitrate));
        }
        for wrong in ["", "V10", "high", "-64", "64.5"] {
            assert!(wrong.parse::<Bitrate>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_format_has_its_own_values_only() {
        let fits = |format, bitrate: &str, rate| {
            let options = options(bitrate, rate);
            options.of_format(format, 22_050).is_ok()
        };
        assert!(fits(Format::Mp3, "192", Some(44_100)) && !fits(Format::Mp3, "192", None));
        assert!(fits(Format::Mp3, "V2", None) && !fits(Format::M4b, "V2", None));
        assert!(!fits(Format::Mp3, "100", None) && !fits(Format::Mp3, "64", Some(96_000)));
        assert!(fits(Format::M4b, "96", None) && !fits(Format::M4b, "256", None));
        assert!(fits(Format::Opus, "6", Some(48_000)) && !fits(Format::Opus, "5", None));
        assert!(!fits(Format::Opus, "24", Some(44_100)));
    }

    #[test]
    fn flac_ignores_a_bit_rate_and_the_rate_of_the_samples_changes_nothing() {
        let ignored = options("64", Some(22_050)).of_format(Format::Flac, 22_050);
        assert_eq!(ignored, Ok(SoundOptions::default()));
    }
}
