//! The letters of a language in, the sounds that a French newsreader gives them out.

use super::letters::Patterns;
use crate::pronunciation::Ipa;
use crate::pronunciation::ipa::Class;

/// Letters that most languages share.
const COMMON: &str = include_str!("../../../data/languages/common.tsv");

/// The letters of one language, and their sounds.
pub(super) struct SoundRules(Patterns);

impl SoundRules {
    /// The rules of a table, and under them the common ones.
    pub(super) fn read(table: &'static str) -> SoundRules {
        let mut patterns = Patterns::read(table);
        patterns.add(COMMON);
        SoundRules(patterns)
    }

    /// The sounds of a name in lower case; `None` where a letter is not of the language.
    pub(super) fn transcription(&self, name: &str) -> Option<String> {
        let mut sounds = String::with_capacity(2 * name.len());
        let mut at = 0;
        while at < name.len() {
            let pattern = self.0.at(name, at)?;
            sounds.push_str(pattern.value);
            at += pattern.letters.len();
        }
        let sounds = as_in_french(&Ipa::from_table(sounds));
        sounds.contains(is_full_vowel).then_some(sounds)
    }
}

/// With the habits of French: e and o are open in a closed syllable, and i before a vowel is a
/// semivowel.
fn as_in_french(ipa: &Ipa) -> String {
    let symbols: Vec<(&str, Class)> = ipa.classified().collect();
    let is_consonant = |at: usize| matches!(symbols.get(at), Some((_, Class::Consonant)));
    let is_liquid = |at: usize| matches!(symbols.get(at), Some(("ʁ" | "l" | "j" | "w", _)));
    let is_nasal_or_liquid =
        |at: usize| matches!(symbols.get(at), Some(("ʁ" | "l" | "n" | "m", _)));
    let mut spoken = String::with_capacity(ipa.as_str().len());
    for (at, (symbol, _)) in symbols.iter().enumerate() {
        let is_closed = is_consonant(at + 1)
            && match symbols.get(at + 2) {
                None => true,
                Some((_, Class::Consonant)) => !is_liquid(at + 2) || is_nasal_or_liquid(at + 1),
                Some(_) => false,
            };
        let has_onset = at > 0
            && is_consonant(at - 1)
            && !(is_liquid(at - 1) && at > 1 && is_consonant(at - 2));
        let is_before_vowel = at + 1 < symbols.len() && !is_consonant(at + 1);
        spoken.push_str(match *symbol {
            "e" if is_closed => "ɛ",
            "o" if is_closed => "ɔ",
            "i" if is_before_vowel && has_onset => "j",
            // "Ríos", "Prieto": two syllables, with a semivowel between them.
            "i" if is_before_vowel && at > 0 && is_consonant(at - 1) => "ij",
            symbol => symbol,
        });
    }
    spoken
}

fn is_full_vowel(character: char) -> bool {
    "aeɛioɔuyœøɑ".contains(character)
}
