//! An utterance in, the text by which SVOX Pico says it right out.
//!
//! Letters are text. Numbers are words, because Pico reads some figures wrongly. Words whose
//! sound is known are phonemes in X-SAMPA; respellings, which are made for letter-to-sound rules
//! of eSpeak NG, are left out. A `<mark>` before every word gives its time; its name is the place
//! of the word in the text.

use lismoi_french::{Part, SpokenWord, Utterance};

use super::Rendered;

mod limits;
mod xsampa;

pub use limits::LIMITS;
pub use xsampa::xsampa;

/// The text for an utterance. Equal utterances have equal texts.
pub fn render(utterance: &Utterance) -> Rendered {
    let mut rendered = Rendered {
        text: String::new(),
        words: Vec::with_capacity(utterance.words.len()),
    };
    let mut characters = 0;
    for word in &utterance.words {
        push_word(&mut rendered, &mut characters, word);
    }
    rendered
}

/// The text for the parts of one word.
pub fn render_parts(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Letters(letters) | Part::Respelled { letters, .. } => push(&mut text, letters),
            Part::Number { words, .. } => push(&mut text, words),
            Part::Pronounced { letters, ipa } => push_pronounced(&mut text, letters, ipa),
        }
    }
    text
}

/// The length of a mark, whose name has five digits: `<mark name="00042"/>`.
const MARK: usize = 20;

fn push_word(rendered: &mut Rendered, characters: &mut usize, word: &SpokenWord) {
    let Rendered { text, words } = rendered;
    let own = render_parts(&word.parts);
    if !text.is_empty() {
        text.push(' ');
        *characters += 1;
    }
    *characters += MARK;
    text.push_str(&format!("<mark name=\"{characters:05}\"/>"));
    let start = text.len();
    text.push_str(&own);
    words.push(start..text.len());
    *characters += own.chars().count();
    if let Some(mark) = word.mark {
        text.push(mark.character());
        *characters += 1;
    }
}

/// Appends a word's sound as phonemes, and its letters, which Pico does not read then.
fn push_pronounced(text: &mut String, letters: &str, ipa: &lismoi_french::Ipa) {
    text.push_str("<phoneme alphabet=\"xsampa\" ph=\"");
    text.push_str(&xsampa(ipa));
    text.push_str("\">");
    push(text, letters);
    text.push_str("</phoneme>");
}

/// Appends letters. What could open markup or break a text becomes a space.
fn push(text: &mut String, letters: &str) {
    for character in letters.chars() {
        match character {
            '<' | '>' | '&' | '"' | '\\' | '\0' => text.push(' '),
            other => text.push(other),
        }
    }
}
