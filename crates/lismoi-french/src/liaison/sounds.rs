//! The latent consonant at the end of a word, and the sound at the start of one.

use super::classes;
use super::phrase::{Phrase, PlacedWord, lower};
use crate::letters::is_vowel;
use crate::pronunciation::Ipa;
use crate::pronunciation::ipa::Class;

/// A consonant that is heard in a liaison only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Latent {
    Z,
    T,
    N,
    R,
    P,
}

impl Latent {
    /// Its sound in IPA.
    pub(super) fn ipa(self) -> &'static str {
        match self {
            Latent::Z => "z",
            Latent::T => "t",
            Latent::N => "n",
            Latent::R => "ʁ",
            Latent::P => "p",
        }
    }
}

/// The start of a word, to the ear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// A vowel, or a mute h.
    Vowel,
    /// A vowel that nothing is linked to, and that an engine may take for another.
    Barred,
    /// A consonant, an aspirated h, "onze".
    Consonant,
}

/// The consonant that a word keeps for a liaison. `key` is the word in lower case.
pub(super) fn latent(word: &PlacedWord<'_>, key: &str) -> Option<Latent> {
    if let Some(ipa) = word.last_ipa {
        return match ipa.symbols().last()? {
            "z‿" | "(z)" => Some(Latent::Z),
            "t‿" | "(t)" => Some(Latent::T),
            "n‿" => Some(Latent::N),
            "ʁ‿" => Some(Latent::R),
            "p‿" => Some(Latent::P),
            _ => None,
        };
    }
    let last = key.chars().next_back()?;
    // The s of "plus" is heard where it is respelled as "plusse"; "aurores" and "votent" only
    // lose mute letters as "aurore" and "votte".
    let loses_mute =
        |letters: &str| letters.ends_with('e') && (key.ends_with("es") || key.ends_with("ent"));
    if word
        .respelling
        .is_some_and(|letters| !letters.ends_with(last) && !loses_mute(letters))
    {
        return None;
    }
    let latent = match last {
        's' | 'x' | 'z' => Latent::Z,
        't' | 'd' => Latent::T,
        'n' if key.ends_with("un")
            || key.ends_with("tain")
            || key.ends_with("chain")
            || classes::is_linked_by_n(key) =>
        {
            Latent::N
        }
        'r' if matches!(key, "premier" | "dernier" | "léger") => Latent::R,
        'p' if matches!(key, "trop" | "beaucoup") => Latent::P,
        _ => return None,
    };
    let is_word = key.chars().nth(1).is_some() && key != "et";
    (is_word && !classes::is_last_letter_heard(key)).then_some(latent)
}

/// Words with an aspirated h or the like that letter-to-sound rules link to.
const WRONGLY_LINKED: [&str; 6] = ["hameau", "honni", "hél", "héraut", "ouistiti", "ululement"];

/// How the word at `at` starts.
pub(super) fn start(phrase: &Phrase<'_>, at: usize) -> Start {
    let word = &phrase.words[at];
    let has_h = word.text.starts_with(['h', 'H']);
    // "Un Wallon", "les wikis": letter-to-sound rules take a w for a vowel.
    if word.text.starts_with(['w', 'W']) && !phrase.is_letter(at) {
        return Start::Barred;
    }
    if let Some(ipa) = word.first_ipa {
        let mut symbols = ipa.classified();
        let first = symbols.find(|(symbol, _)| !matches!(*symbol, "ˈ" | "ˌ" | "%"));
        return match first {
            Some((_, Class::Vowel | Class::ReducedVowel)) if has_h => {
                start_with_h(&lower(&word.text), word.text.starts_with('H') && at > 0)
            }
            Some((_, Class::Vowel | Class::ReducedVowel)) => Start::Vowel,
            // "Les youtubeurs": engines link to the sound of "yeux".
            Some((first, _)) if first != "|" && starts_with_glide(&word.text) => Start::Barred,
            _ => Start::Consonant,
        };
    }
    if phrase.is_letter(at) {
        return match letter_name(&word.text) {
            Some(_) => Start::Vowel,
            None => Start::Consonant,
        };
    }
    if let Some(number) = word.number {
        return match number.starts_with("un") {
            true => Start::Barred,
            false => Start::Consonant,
        };
    }
    let text = &word.text;
    let Some(first) = text.chars().next() else {
        return Start::Consonant;
    };
    // eSpeak NG takes it for a vowel: "un wattmètre".
    if matches!(first, 'w' | 'W') && text.len() > 1 {
        return Start::Barred;
    }
    if !(is_vowel(first) || matches!(first, 'h' | 'H') || first.is_uppercase()) {
        return Start::Consonant;
    }
    let lower = lower(text);
    let mut letters = lower.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some('y'), Some(second)) if is_vowel(second) => Start::Consonant,
        (Some('h'), _) => start_with_h(&lower, text.starts_with('H') && at > 0),
        (Some('o' | 'u'), _) if classes::is_aspirated(&lower) => {
            match WRONGLY_LINKED.iter().any(|stem| lower.starts_with(stem)) {
                true => Start::Barred,
                false => Start::Consonant,
            }
        }
        (Some(first), _) if is_vowel(first) => Start::Vowel,
        _ => Start::Consonant,
    }
}

/// Whether a word starts with y as a consonant that nothing is linked to: "yourte", not "yeux".
pub(super) fn starts_with_glide(word: &str) -> bool {
    let lower = lower(word);
    let mut letters = lower.chars();
    letters.next() == Some('y') && letters.next().is_some_and(is_vowel) && !lower.starts_with("yeu")
}

fn start_with_h(lower: &str, is_name: bool) -> Start {
    if WRONGLY_LINKED.iter().any(|stem| lower.starts_with(stem)) && classes::is_aspirated(lower) {
        return Start::Barred;
    }
    if classes::is_aspirated(lower) {
        return Start::Consonant;
    }
    let first = lower.split(['-', '\'']).next().unwrap_or(lower);
    match is_name && !classes::is_name_with_mute_h(first) {
        true => Start::Barred,
        false => Start::Vowel,
    }
}

/// The name of a letter that starts with a vowel: "F" in "les FTP" is not linked as "effet" is
/// by its letters.
pub(super) fn letter_name(letter: &str) -> Option<Ipa> {
    let ipa = match letter {
        "A" => "a",
        "E" => "ə",
        "F" => "ɛf",
        "H" => "aʃ",
        "I" => "i",
        "L" => "ɛl",
        "M" => "ɛm",
        "N" => "ɛn",
        "O" => "o",
        "R" => "ɛʁ",
        "S" => "ɛs",
        "U" => "y",
        "X" => "iks",
        _ => return None,
    };
    Some(Ipa::from_table(ipa))
}
