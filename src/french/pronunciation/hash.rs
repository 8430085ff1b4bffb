//! A fast hash for tables of words: the tables are ours and the user's own, and nobody
//! can fill them with words that collide.

use std::hash::{BuildHasherDefault, Hasher};

/// A map with words as keys.
pub type WordMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// Multiply and rotate, eight bytes at a time, as in Firefox and rustc.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.add(u64::from_le_bytes(*chunk));
        }
        let rest = rest.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        self.add(rest);
    }

    fn finish(&self) -> u64 {
        // The table looks at the highest bits and at the lowest.
        self.0.rotate_left(26)
    }
}

impl WordHasher {
    fn add(&mut self, word: u64) {
        // FxHash's multiplier: an odd number without pattern.
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}
