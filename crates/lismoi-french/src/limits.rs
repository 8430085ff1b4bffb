//! The longest words and utterances that an engine takes.
//!
//! Sentences are divided here, because a good place to draw breath depends on the French
//! (clauses, marks); how much fits is the engine's to say, in the neutral unit of an estimated
//! sound. Half sounds are counted, because many French letters are mute.

use crate::Part;

/// How much an engine takes at once. Longer words and sentences are divided; nothing is lost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Characters in a word.
    pub word_characters: usize,
    /// Half sounds in a word, by [`half_sounds`].
    pub word_half_sounds: usize,
    /// Half sounds in an utterance, by `estimate`, with 4 more for each word and its mark.
    pub utterance_half_sounds: usize,
    /// The half sounds that the engine makes of a word.
    pub estimate: fn(&[Part]) -> usize,
}

impl Limits {
    /// Limits that suit any engine: utterances of at most some 30 seconds.
    pub const USUAL: Limits = Limits {
        word_characters: 50,
        word_half_sounds: 300,
        utterance_half_sounds: 1_200,
        estimate,
    };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::USUAL
    }
}

/// The half sounds that letters and figures may take: figures are spoken as words ("97"),
/// capitals may be spelled, and letters of other scripts may be called by their names.
pub fn half_sounds(text: &str) -> usize {
    /// Those of each ASCII character.
    const OF_ASCII: [usize; 128] = {
        let mut of_ascii = [0; 128];
        let mut code: u8 = 0;
        while code < 128 {
            of_ascii[code as usize] = half_sounds_of(code as char);
            code += 1;
        }
        of_ascii
    };
    let of = |c: char| (OF_ASCII.get(c as usize).copied()).unwrap_or_else(|| half_sounds_of(c));
    text.chars().map(of).sum()
}

/// See [`half_sounds`].
pub(crate) const fn half_sounds_of(character: char) -> usize {
    match character {
        'a'..='v' | 'à'..='ÿ' | 'œ' | '\'' | '-' => 2,
        // "Double v".
        'w' | 'W' => MOST_PER_BYTE,
        'x'..='z' => 4,
        '0'..='9' => 15,
        'A'..='Z' => 10,
        _ if character.is_ascii() => 8,
        _ => 24,
    }
}

/// No byte of a text takes more half sounds than a w.
pub(crate) const MOST_PER_BYTE: usize = 20;

fn estimate(parts: &[Part]) -> usize {
    let of_part = |part: &Part| match part {
        Part::Letters(letters)
        | Part::Number {
            figures: letters, ..
        }
        | Part::Respelled {
            respelling: letters,
            ..
        } => half_sounds(letters),
        Part::Pronounced { ipa, .. } => 2 * ipa.symbols().count(),
        Part::Liaison(_) | Part::Mark(_) => 0,
    };
    parts.iter().map(of_part).sum()
}
