//! Letters as SVOX Pico reads them right: text, but for the words that it gets wrong.

use super::push_phonemes;
use super::words::{NumberPart, number, of_word};
use super::xsampa::{Follow, xsampa};

/// Elided words before an apostrophe, and their sound, which joins that of the next word.
const ELIDED: [(&str, &str); 9] = [
    ("l", "l"),
    ("d", "d"),
    ("j", "Z"),
    ("m", "m"),
    ("n", "n"),
    ("s", "s"),
    ("t", "t"),
    ("c", "s"),
    ("qu", "k"),
];

/// Appends letters, with the spaces and marks between them.
pub(super) fn push_letters(text: &mut String, letters: &str, follow: Follow) {
    let mut rest = letters;
    let mut elided = None;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() {
            let length = after.chars().next().map_or(0, char::len_utf8);
            let (other, after) = after.split_at(length);
            push_text(text, other);
            rest = after;
            continue;
        }
        rest = after;
        let follow = if rest.is_empty() {
            follow
        } else {
            Follow::Consonant
        };
        if let Some(next) = after.strip_prefix(['\'', '’'])
            && let Some(elision) = elision(word)
            && next.starts_with(is_of_word)
        {
            elided = Some((word, elision));
            rest = next;
            continue;
        }
        push_word(text, word, elided.take(), follow, rest);
    }
}

fn is_of_word(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '-' | '\u{300}'..='\u{36f}')
}

fn elision(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let pair = ELIDED.iter().find(|(elided, _)| *elided == word);
    pair.map(|(_, sound)| *sound)
}

/// Appends a word, with the elided word before it, if there is one: its letters and its sound.
fn push_word(
    text: &mut String,
    word: &str,
    elided: Option<(&str, &str)>,
    follow: Follow,
    after: &str,
) {
    let lower = word.to_lowercase();
    if let Some(ipa) = of_word(&lower) {
        let sound = elided.map_or("", |(_, sound)| sound);
        return push_phonemes(text, &format!("{sound}{}", xsampa(ipa, follow)));
    }
    if let Some((elided, _)) = elided {
        push_text(text, elided);
        text.push('\'');
    }
    if lower == "vingt"
        && [" et un", " et onze"]
            .iter()
            .any(|next| after.starts_with(next))
    {
        return push_phonemes(text, "vE~t");
    }
    match number(&lower) {
        None => push_text(text, word),
        Some(parts) => {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    text.push(' ');
                }
                match *part {
                    NumberPart::Text(word) => push_text(text, word),
                    // "Quatre-vingts ans", but "quatre-vingt-un ans".
                    NumberPart::Phonemes(sound)
                        if index + 1 == parts.len() && follow == Follow::Vowel =>
                    {
                        push_phonemes(text, &format!("{sound}z"));
                    }
                    NumberPart::Phonemes(sound) => push_phonemes(text, sound),
                }
            }
        }
    }
}

/// Appends text. What opens markup or ends a text becomes a space.
fn push_text(text: &mut String, letters: &str) {
    for character in letters.chars() {
        match character {
            '<' | '>' | '&' | '"' | '\\' => text.push(' '),
            control if control.is_control() => text.push(' '),
            other => text.push(other),
        }
    }
}
