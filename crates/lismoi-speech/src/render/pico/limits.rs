//! How much text SVOX Pico takes at once.

use lismoi_french::{Limits, Part, half_sounds};

/// Pico drops what exceeds 255 bytes in a token or 60 items in a phrase (picopr.c, picosa.h).
/// Longer words and utterances are divided before.
pub const LIMITS: Limits = Limits {
    word_characters: 50,
    word_half_sounds: 300,
    utterance_half_sounds: 1_200,
    estimate,
};

fn estimate(parts: &[Part]) -> usize {
    let of_part = |part: &Part| match part {
        Part::Letters(letters) | Part::Respelled { letters, .. } => half_sounds(letters),
        Part::Number { words, .. } => half_sounds(words),
        Part::Pronounced { ipa, .. } => 2 * ipa.symbols().count(),
    };
    parts.iter().map(of_part).sum()
}
