//! LAME, with the settings of a file.

use std::num::NonZero;

use anyhow::{Context, Result, anyhow, ensure};
use mp3lame_encoder::{BuildError, Builder, Encoder, Mode, Quality, VbrMode};

use crate::encode::options::{Bitrate, SoundOptions};

/// At 48 kb/s a frame of 22,050 Hz is too short for the LAME tag, and players would not know
/// how many samples to drop.
const BITRATE: Bitrate = Bitrate::Constant(64);

/// The bit rate of a file.
pub(super) fn bitrate(options: SoundOptions) -> Bitrate {
    options.bitrate.unwrap_or(BITRATE)
}

/// The factor by which LAME attenuates at a constant bit rate to avoid clipping (LAME 3.100,
/// presets.c, `abr_switch_map`). Our peaks are limited, so the encoder undoes it: the MP3 is
/// as loud as the WAV files.
pub(super) fn scale(bitrate: Bitrate) -> f32 {
    match bitrate {
        Bitrate::Constant(..192) => 0.95,
        Bitrate::Constant(192) => 0.97,
        Bitrate::Constant(224) => 0.98,
        Bitrate::Constant(_) | Bitrate::Variable(_) => 1.0,
    }
}

/// The sample rates of MPEG-2 and MPEG-1 layer III, in hertz.
const SAMPLE_RATES: [u32; 6] = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

/// An encoder that has heard nothing yet.
///
/// # Errors
/// MP3 does not support the sample rate, or LAME cannot start.
pub(super) fn start(sample_rate: u32, bitrate: Bitrate) -> Result<Encoder> {
    ensure!(
        SAMPLE_RATES.contains(&sample_rate),
        "MP3 does not support {sample_rate} Hz"
    );
    let builder = Builder::new().context("LAME is out of memory")?;
    builder
        .with_num_channels(1)
        .and_then(|builder| builder.with_sample_rate(sample_rate))
        .and_then(|builder| builder.with_output_sample_rate(NonZero::new(sample_rate)))
        .and_then(|builder| builder.with_mode(Mode::Mono))
        .and_then(|builder| builder.with_quality(Quality::Good))
        .and_then(|builder| with_bitrate(builder, bitrate))
        .and_then(|builder| builder.with_to_write_vbr_tag(true))
        .and_then(|builder| builder.build())
        .map_err(|error| anyhow!("LAME could not start: {error}"))
}

fn with_bitrate(builder: Builder, bitrate: Bitrate) -> Result<Builder, BuildError> {
    use mp3lame_encoder::Bitrate as Kbps;
    let quality = match bitrate {
        Bitrate::Constant(kbps) => {
            let rates = [
                (64, Kbps::Kbps64),
                (80, Kbps::Kbps80),
                (96, Kbps::Kbps96),
                (112, Kbps::Kbps112),
                (128, Kbps::Kbps128),
                (160, Kbps::Kbps160),
                (192, Kbps::Kbps192),
                (224, Kbps::Kbps224),
                (256, Kbps::Kbps256),
            ];
            let rate = rates.into_iter().find(|(rate, _)| *rate >= kbps);
            return builder.with_brate(rate.map_or(Kbps::Kbps320, |(_, rate)| rate));
        }
        Bitrate::Variable(quality) => quality,
    };
    let qualities = [
        Quality::Best,
        Quality::SecondBest,
        Quality::NearBest,
        Quality::VeryNice,
        Quality::Nice,
        Quality::Good,
        Quality::Decent,
        Quality::Ok,
        Quality::SecondWorst,
        Quality::Worst,
    ];
    let worst = qualities.len() - 1;
    builder
        .with_vbr_mode(VbrMode::Mtrh)?
        .with_vbr_quality(qualities[worst.min(quality.into())])
}
