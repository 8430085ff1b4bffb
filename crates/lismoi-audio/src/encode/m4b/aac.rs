//! The blocks of AAC-LC, of 30 to 60 s, through libxaac: samples in, the bytes of frames out.

use std::sync::{Condvar, Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use xaac_rs::{Encoder, EncoderConfig, OutputFormat, Profile};

use crate::encode::blocks::{BlockEncoder, Shape};
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

struct AacEncoder {
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

/// The number of frames before a block that prime its encoder: at 22,050 Hz 0.7 s.
const PRIMING: u64 = 15;

/// The longest block, in seconds. An encoder takes 13 ms to start, a second 2 ms to encode.
const MAX_SECONDS: usize = 60;

/// The number of frames of a sound.
pub(super) fn count(samples: u64) -> u64 {
    (samples + DELAY).div_ceil(FRAME as u64)
}

/// The bytes of a frame.
pub(super) type Packet = Vec<u8>;

/// An encoder of `frames` frames.
///
/// # Errors
/// AAC does not support the sample rate, or the encoder cannot start.
pub(super) fn block_encoder(
    frames: u64,
    sample_rate: u32,
    bitrate: u32,
    threads: usize,
) -> Result<BlockEncoder<Vec<Packet>>> {
    ensure!(
        SAMPLE_RATES.contains(&sample_rate),
        "AAC does not support {sample_rate} Hz"
    );
    let shape = Shape {
        frame: FRAME,
        priming: PRIMING,
        ahead: 0,
        most: (MAX_SECONDS * sample_rate as usize / FRAME) as u64,
    };
    let threads = threads.min(MAX_ENCODERS);
    Ok(BlockEncoder::new(shape, frames, threads, move |block| {
        let mut encoder = AacEncoder::new(sample_rate, bitrate)?;
        let mut packets = Vec::with_capacity(block.len() / FRAME);
        for frame in block.chunks_exact(FRAME) {
            packets.push(encoder.encode(frame)?);
        }
        Ok(packets.split_off(PRIMING as usize))
    }))
}

/// The AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1), which decoders need: the type of object
/// in 5 bits, the place of the sample rate in table 1.18 in 4, the number of channels in 4, and
/// three flags that are not set.
pub(super) fn config(sample_rate: u32) -> Vec<u8> {
    const AAC_LC: u16 = 2;
    const CHANNELS: u16 = 1;
    // The table begins with 96, 88.2 and 64 kHz.
    const FASTER: usize = 3;
    let slower = SAMPLE_RATES.iter().filter(|rate| **rate > sample_rate);
    let rate = (FASTER + slower.count()) as u16;
    (AAC_LC << 11 | rate << 7 | CHANNELS << 3)
        .to_be_bytes()
        .to_vec()
}

impl AacEncoder {
    /// Waits until there are fewer than [`MAX_ENCODERS`] encoders.
    fn new(sample_rate: u32, bitrate: u32) -> Result<AacEncoder> {
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

    fn encode(&mut self, frame: &[i16]) -> Result<Packet> {
        let packet = self.encoder.encode_i16_interleaved(frame);
        Ok(packet.context("could not encode as AAC")?.data)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_is_the_one_that_the_encoder_has() {
        for rate in SAMPLE_RATES {
            let encoder = AacEncoder::new(rate, BITRATE).unwrap();
            assert_eq!(
                config(rate),
                encoder.encoder.audio_specific_config(),
                "{rate}"
            );
        }
    }
}
