//! Random numbers that are the same on every machine.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// Normally distributed numbers. ChaCha has reference vectors, so its stream never changes.
pub(super) struct Noise(ChaCha8Rng);

impl Noise {
    /// The noise of one utterance: equal texts of a voice and a speaker have equal noise.
    pub(super) fn of(voice_hash: &str, speaker: u32, text: &str) -> Noise {
        let seed = Sha256::new()
            .chain_update(voice_hash)
            .chain_update(speaker.to_le_bytes())
            .chain_update(text)
            .finalize();
        Noise(ChaCha8Rng::from_seed(seed.into()))
    }

    /// `count` numbers of mean 0 and variance 1: the sum of twelve uniform ones (the Irwin-Hall
    /// distribution), less 6. Unlike logarithms and cosines, whose last bits depend on the
    /// system's library, sums of integers are exact.
    pub(super) fn normal(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.next()).collect()
    }

    fn next(&mut self) -> f32 {
        let mut sum = 0;
        for _ in 0..3 {
            let bits = self.0.next_u64();
            sum += (0..4)
                .map(|part| (bits >> (16 * part)) & 0xFFFF)
                .sum::<u64>();
        }
        // Below 2^20: exact in 32 bits. 32767.5 is the mean of a part.
        (sum as f32 - 12.0 * 32_767.5) / 65_536.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_normal_and_depends_on_voice_speaker_and_text() {
        let noise = |voice, speaker, text| Noise::of(voice, speaker, text).normal(40_000);
        let own = noise("v", 0, "a");
        let mean = own.iter().sum::<f32>() / 40_000.0;
        let variance = own.iter().map(|x| x * x).sum::<f32>() / 40_000.0;
        assert!(
            mean.abs() < 0.02 && (variance - 1.0).abs() < 0.03,
            "{mean} {variance}"
        );
        assert_eq!(own, noise("v", 0, "a"));
        for other in [noise("w", 0, "a"), noise("v", 1, "a"), noise("v", 0, "b")] {
            assert_ne!(own, other);
        }
    }
}
