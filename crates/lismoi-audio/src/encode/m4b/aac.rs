//! AAC-LC through libxaac: the samples of a frame in, its bytes out.

use std::sync::{Condvar, Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use xaac_rs::{Encoder, EncoderConfig, OutputFormat, Profile};

use crate::encode::options::{Bitrate, SoundOptions};

/// In bits per second. Below 32 kb/s AAC-LC sounds poor.
const BITRATE: u32 = 48_000;

/// The bit rate of a file, in bits per second.
pub(super) fn bits_per_second(options: SoundOptions) -> u32 {
    match options.bitrate {
        Some(Bitrate::Constant(kbps)) => kbps * 1000,
        Some(Bitrate::Variable(_)) | None => BITRATE,
    }
}

/// ISO/IEC 14496-3: the length of a frame, in samples.
pub(super) const FRAME: usize = 1024;

/// ISO/IEC 14496-3, 4.5.3: the largest frame of one channel, 6,144 bits, in bytes.
pub(super) const MAX_FRAME_BYTES: u64 = 768;

/// The delay of encoder and decoder together, in samples: measured with libxaac, the same at
/// all sample rates.
pub(super) const DELAY: u64 = 1600;

/// The sample rates of ISO/IEC 14496-3, table 1.18, that fit into the 16 bits of an MPEG-4
/// sample entry, in hertz.
const SAMPLE_RATES: [u32; 9] = [
    8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000,
];

/// The most encoders that exist at a time: each takes 58 MB, however it is configured.
const MAX_ENCODERS: usize = 2;

static ENCODERS: Mutex<usize> = Mutex::new(0);
static ENCODER_DROPPED: Condvar = Condvar::new();

pub(super) struct AacEncoder {
    encoder: Encoder,
    /// Dropped after the encoder.
    _slot: EncoderSlot,
}

/// The right to have one of [`MAX_ENCODERS`] encoders.
struct EncoderSlot;

impl EncoderSlot {
    /// Waits for a free slot.
    fn take() -> EncoderSlot {
        let encoders = ENCODERS.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |encoders: &mut usize| *encoders >= MAX_ENCODERS;
        let encoders = ENCODER_DROPPED.wait_while(encoders, is_full);
        *encoders.unwrap_or_else(PoisonError::into_inner) += 1;
        EncoderSlot
    }
}

impl Drop for EncoderSlot {
    fn drop(&mut self) {
        *ENCODERS.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENCODER_DROPPED.notify_one();
    }
}

impl AacEncoder {
    /// Waits until there are fewer than [`MAX_ENCODERS`] encoders.
    pub(super) fn new(sample_rate: u32, bitrate: u32) -> Result<AacEncoder> {
        ensure!(
            SAMPLE_RATES.contains(&sample_rate),
            "AAC does not support {sample_rate} Hz"
        );
        let slot = EncoderSlot::take();
        let config = EncoderConfig {
            profile: Profile::AacLc,
            sample_rate,
            channels: 1,
            bitrate,
            pcm_word_size: 16,
            output_format: OutputFormat::Raw,
            ..EncoderConfig::default()
        };
        let encoder = Encoder::new(config).context("could not start the AAC encoder")?;
        Ok(AacEncoder {
            encoder,
            _slot: slot,
        })
    }

    /// The AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1), which decoders need.
    pub(super) fn config(&self) -> Vec<u8> {
        self.encoder.audio_specific_config().to_vec()
    }

    pub(super) fn encode(&mut self, frame: &[i16]) -> Result<Vec<u8>> {
        let packet = self.encoder.encode_i16_interleaved(frame);
        Ok(packet.context("could not encode as AAC")?.data)
    }
}
