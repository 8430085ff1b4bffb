//! How much text eSpeak NG takes at once.

use lismoi_french::{Limits, Part, half_sounds};

use super::render_parts;

/// eSpeak NG drops in silence what exceeds 160 bytes in a word (N_WORD_BYTES in translate.h),
/// 200 phonemes in a word (N_WORD_PHONEMES, stress marks included) or 1,000 phonemes in a clause
/// (N_PHONEME_LIST in synthesize.h). Longer words and utterances are divided before.
pub const LIMITS: Limits = Limits {
    word_characters: 50,
    word_half_sounds: 300,
    utterance_half_sounds: 1_200,
    estimate,
};

/// The half sounds of a word's text. Mnemonics count by their letters, which is too much rather
/// than too little.
fn estimate(parts: &[Part]) -> usize {
    match parts {
        [Part::Letters(letters)] => half_sounds(letters),
        parts => half_sounds(&render_parts(parts)),
    }
}
