//! AAC-LC through libxaac: a frame of samples in, its bytes out.

use std::sync::{Condvar, Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use xaac_rs::{Encoder, EncoderConfig, OutputFormat, Profile};

/// In bits per second: below 32 kb/s AAC-LC sounds poor.
pub(super) const BITRATE: u32 = 48_000;

/// ISO/IEC 14496-3: samples of a frame.
pub(super) const FRAME: usize = 1024;

/// ISO/IEC 14496-3, 4.5.3: 6,144 bits for each channel, in bytes.
pub(super) const LARGEST_FRAME: u64 = 768;

/// How much later than it went in a sample comes out of a decoder: measured on libxaac.
pub(super) const DELAY: u64 = 1600;

/// ISO/IEC 14496-3, table 1.18, as far as MPEG-4 has room for them in 16 bits, in hertz.
const SAMPLE_RATES: [u32; 9] = [
    8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000,
];

/// An encoder keeps 58 MB, however it is configured: no more of them live at a time, whatever
/// the number of processors.
const MOST_ENCODERS: usize = 2;

static ENCODERS: Mutex<usize> = Mutex::new(0);
static ONE_LESS: Condvar = Condvar::new();

pub(super) struct Aac {
    encoder: Encoder,
    /// Goes after the encoder.
    _place: Place,
}

/// One of [`MOST_ENCODERS`].
struct Place;

impl Place {
    /// Waits until there is one.
    fn take() -> Place {
        let encoders = ENCODERS.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |encoders: &mut usize| *encoders >= MOST_ENCODERS;
        let encoders = ONE_LESS.wait_while(encoders, is_full);
        *encoders.unwrap_or_else(PoisonError::into_inner) += 1;
        Place
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *ENCODERS.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ONE_LESS.notify_one();
    }
}

impl Aac {
    /// Waits where too many encoders are at work.
    pub(super) fn new(sample_rate: u32) -> Result<Aac> {
        ensure!(
            SAMPLE_RATES.contains(&sample_rate),
            "AAC cannot encode {sample_rate} Hz"
        );
        let place = Place::take();
        let config = EncoderConfig {
            profile: Profile::AacLc,
            sample_rate,
            channels: 1,
            bitrate: BITRATE,
            pcm_word_size: 16,
            output_format: OutputFormat::Raw,
            ..EncoderConfig::default()
        };
        let encoder = Encoder::new(config).context("could not start the AAC encoder")?;
        Ok(Aac {
            encoder,
            _place: place,
        })
    }

    /// The AudioSpecificConfig.
    pub(super) fn config(&self) -> Vec<u8> {
        self.encoder.audio_specific_config().to_vec()
    }

    pub(super) fn encode(&mut self, frame: &[i16]) -> Result<Vec<u8>> {
        let packet = self.encoder.encode_i16_interleaved(frame);
        Ok(packet.context("could not encode as AAC")?.data)
    }
}
