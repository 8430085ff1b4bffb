//! An utterance in, the text by which SVOX Pico says it right out.
//!
//! Letters are text, but for words that Pico is known to mispronounce. Numbers are words. Words
//! whose sound is known are phonemes in X-SAMPA. A respelling, which is made for eSpeak NG, is
//! its own letters, or phonemes where Pico gets these wrong; but one from the user's lexicon is
//! what the user asked for. A `<mark>` before every word gives its time; its name is the place
//! of the word in the text.

use lismoi_french::pronunciation::PronunciationRule;
use lismoi_french::pronunciation::ipa::Class;
use lismoi_french::{Liaison, Part, SpokenWord, Utterance};

use super::Rendered;
use letters::push_letters;
use xsampa::{Follow, xsampa};

mod letters;
mod limits;
mod words;
mod xsampa;

pub use limits::LIMITS;

/// The length of a mark, whose name has five digits: `<mark name="00042"/>`.
const MARK: usize = 20;

/// The text for an utterance. Equal utterances have equal texts.
pub fn render(utterance: &Utterance) -> Rendered {
    let mut rendered = Rendered {
        text: String::new(),
        words: Vec::with_capacity(utterance.words.len()),
    };
    let mut characters = 0;
    let words = &utterance.words;
    for (word, next) in words
        .iter()
        .zip(words.iter().skip(1).map(Some).chain([None]))
    {
        push_word(&mut rendered, &mut characters, word, follow(word, next));
    }
    rendered
}

fn push_word(rendered: &mut Rendered, characters: &mut usize, word: &SpokenWord, follow: Follow) {
    let Rendered { text, words } = rendered;
    if !text.is_empty() {
        text.push(' ');
        *characters += 1;
    }
    *characters += MARK;
    text.push_str(&format!("<mark name=\"{characters:05}\"/>"));
    let start = text.len();
    let is_users = word.rule == Some(PronunciationRule::User.name());
    for (at, part) in word.parts.iter().enumerate() {
        let after_phonemes = text.ends_with("/>") && at > 0;
        let follow = match word.parts.get(at + 1) {
            None => follow,
            Some(Part::Liaison(Liaison::Linked(_))) => Follow::Vowel,
            // A consonant that is heard at a pause is heard here too.
            Some(Part::Liaison(Liaison::Unlinked) | Part::Mark(_)) => Follow::Pause,
            Some(_) => Follow::Consonant,
        };
        match part {
            Part::Letters(letters) | Part::Number { words: letters, .. } => {
                // Beside phonemes, a hyphen is read as "trait d'union".
                let letters = match after_phonemes {
                    true => letters.strip_prefix('-').unwrap_or(letters),
                    false => letters,
                };
                let next = word.parts.get(at + 1);
                match letters.strip_suffix('-').filter(|_| next.is_some()) {
                    Some(letters) => {
                        push_letters(text, letters, follow);
                        text.push(' ');
                    }
                    None => push_letters(text, letters, follow),
                }
            }
            Part::Respelled { respelling, .. } if is_users => {
                push_letters(text, respelling, follow);
            }
            Part::Respelled {
                letters,
                respelling,
            } => match words::of_respelling(respelling) {
                Some(ipa) => push_phonemes(text, &xsampa(ipa, follow)),
                None => push_letters(text, letters, follow),
            },
            Part::Pronounced { ipa, .. } => push_phonemes(text, &xsampa(ipa, follow)),
            // Between letters, Pico links by its own rules.
            Part::Liaison(_) => {}
            Part::Mark(mark) => text.push_str(mark.as_str()),
        }
    }
    words.push(start..text.len());
    *characters += text[start..].chars().count();
    if let Some(mark) = word.mark {
        text.push_str(mark.as_str());
        *characters += 1;
    }
}

/// Appends phonemes. What stands within the element would be read too.
fn push_phonemes(text: &mut String, phonemes: &str) {
    text.push_str("<phoneme alphabet=\"xsampa\" ph=\"");
    text.push_str(phonemes);
    text.push_str("\"/>");
}

/// A text without its marks, with its phonemes in brackets.
pub fn readable(text: &str) -> String {
    let mut readable = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, element)) = rest.split_once('<') {
        readable.push_str(before);
        let (element, after) = element.split_once("/>").unwrap_or((element, ""));
        if let Some(phonemes) = element.strip_prefix("phoneme alphabet=\"xsampa\" ph=\"") {
            readable.push('[');
            readable.push_str(phonemes.trim_end_matches('"'));
            readable.push(']');
        }
        rest = after;
    }
    readable.push_str(rest);
    readable
}

/// What is heard after a word.
fn follow(word: &SpokenWord, next: Option<&SpokenWord>) -> Follow {
    match next {
        Some(next) if word.mark.is_none() => match starts_with_vowel(next) {
            true => Follow::Vowel,
            false => Follow::Consonant,
        },
        _ => Follow::Pause,
    }
}

/// Whether a word starts with a vowel that may be linked to. An h counts as a consonant: without
/// a liaison nothing wrong is said.
fn starts_with_vowel(word: &SpokenWord) -> bool {
    match word.parts.first() {
        Some(Part::Pronounced { ipa, .. }) => {
            let first = ipa.classified().next();
            first.is_some_and(|(_, class)| matches!(class, Class::Vowel | Class::ReducedVowel))
        }
        Some(part) => {
            let spelling = part.spelling().to_lowercase();
            spelling.starts_with(|c| "aeiouàâäéèêëîïôöùûüœæ".contains(c))
                && !["onz", "oui", "ouist"]
                    .iter()
                    .any(|word| spelling.starts_with(word))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests;
