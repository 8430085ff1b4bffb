//! AAC-LC through libxaac: a frame of samples in, its bytes out.

use anyhow::{Context, Result};
use xaac_rs::{Encoder, EncoderConfig, OutputFormat, Profile};

use crate::speech::SAMPLE_RATE;

/// In bits per second: below 32 kb/s AAC-LC sounds poor.
pub(super) const BITRATE: u32 = 48_000;

/// ISO/IEC 14496-3: samples of a frame.
pub(super) const FRAME: usize = 1024;

/// ISO/IEC 14496-3, 4.5.3: 6,144 bits for each channel, in bytes.
pub(super) const LARGEST_FRAME: u64 = 768;

/// How much later than it went in a sample comes out of a decoder: measured on libxaac.
pub(super) const DELAY: u64 = 1600;

pub(super) struct Aac(Encoder);

impl Aac {
    pub(super) fn new() -> Result<Aac> {
        let config = EncoderConfig {
            profile: Profile::AacLc,
            sample_rate: SAMPLE_RATE,
            channels: 1,
            bitrate: BITRATE,
            pcm_word_size: 16,
            output_format: OutputFormat::Raw,
            ..EncoderConfig::default()
        };
        let encoder = Encoder::new(config).context("could not start the AAC encoder")?;
        Ok(Aac(encoder))
    }

    /// The AudioSpecificConfig.
    pub(super) fn config(&self) -> Vec<u8> {
        self.0.audio_specific_config().to_vec()
    }

    pub(super) fn encode(&mut self, frame: &[i16]) -> Result<Vec<u8>> {
        let packet = self.0.encode_i16_interleaved(frame);
        Ok(packet.context("could not encode as AAC")?.data)
    }
}
