//! An utterance in, the text by which eSpeak NG says it right out.
//!
//! Letters and respellings are text. Numbers stay in figures, which eSpeak NG reads well: all
//! from 0 to 2,000 and samples up to 10^12 in its French and Belgian voices. IPA becomes
//! mnemonics between `[[` and `]]`, which nothing else can open.

use std::borrow::Cow;

use lismoi_french::{Liaison, Mark, Part, SpokenWord, Utterance};

use super::Rendered;

mod liaison;
mod limits;
mod mnemonics;

pub use limits::LIMITS;
pub use mnemonics::mnemonics;

/// The text for an utterance. Equal utterances have equal texts.
pub fn render(utterance: &Utterance) -> Rendered {
    let mut rendered = Rendered {
        text: String::with_capacity(utterance.range.len()),
        words: Vec::with_capacity(utterance.words.len()),
    };
    for word in &utterance.words {
        push_word(&mut rendered, word);
    }
    rendered
}

/// The text for the parts of one word.
pub fn render_parts(parts: &[Part]) -> String {
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Letters(letters) => {
                let is_after = index > 0 && is_pronounced(parts.get(index - 1));
                let is_before = is_pronounced(parts.get(index + 1));
                push_between(&mut text, letters, is_after, is_before);
            }
            // Its Swiss voice reads 82 to 89 as "huitante et deux".
            Part::Number { words, .. } if words.contains("huitante-") => push(&mut text, words),
            // It elides no word before a figure: "d'1 kilomètre".
            Part::Number { words, .. } if text.ends_with('\'') => push(&mut text, words),
            Part::Number { figures, .. } => push(&mut text, figures),
            Part::Respelled { respelling, .. } => push(&mut text, respelling),
            Part::Pronounced { ipa, .. } => {
                // Brackets are recognized at the start of a word only.
                if !(text.is_empty() || text.ends_with(' ')) {
                    text.push(' ');
                }
                text.push_str("[[");
                text.push_str(&mnemonics(ipa));
                let is_unlinked =
                    matches!(parts.get(index + 1), Some(Part::Liaison(Liaison::Unlinked)));
                text.push_str(if is_unlinked { "_|]]" } else { "]]" });
            }
            Part::Liaison(liaison) => {
                let before = index.checked_sub(1).and_then(|before| parts.get(before));
                liaison::push(&mut text, liaison, before);
            }
            Part::Mark(mark) => text.push_str(mark.as_str()),
        }
    }
    text
}

fn push_word(rendered: &mut Rendered, word: &SpokenWord) {
    let Rendered { text, words } = rendered;
    let own = match &*word.parts {
        // Most words.
        [Part::Letters(letters)] if !letters.contains(['[', ']']) => Cow::Borrowed(&**letters),
        parts => Cow::Owned(render_parts(parts)),
    };
    if !text.is_empty() {
        if is_misread(text, &own) {
            text.push(',');
        }
        text.push(' ');
    }
    let start = text.len();
    let is_kept_apart = liaison::is_taken_for_verb(text, &own, word.parts.last());
    text.push_str(&own);
    if is_kept_apart {
        text.push_str(liaison::APART);
    }
    words.push(start..text.len());
    let ends_with_mark = text.ends_with(|last| Mark::of(last).is_some());
    if let Some(mark) = word.mark.filter(|_| !ends_with_mark) {
        text.push_str(mark.as_str());
    }
}

fn is_pronounced(part: Option<&Part>) -> bool {
    matches!(part, Some(Part::Pronounced { .. }))
}

/// Appends letters. A hyphen beside mnemonics becomes a space.
fn push_between(text: &mut String, letters: &str, is_after: bool, is_before: bool) {
    let mut letters = letters;
    if is_after && let Some(rest) = letters.strip_prefix('-') {
        text.push(' ');
        letters = rest;
    }
    match letters.strip_suffix('-').filter(|_| is_before) {
        Some(rest) => {
            push(text, rest);
            text.push(' ');
        }
        None => push(text, letters),
    }
}

/// Appends text of an article, which cannot open mnemonics: a doubled bracket becomes one.
fn push(text: &mut String, letters: &str) {
    if !letters.contains(['[', ']']) {
        return text.push_str(letters);
    }
    for character in letters.chars() {
        if !(matches!(character, '[' | ']') && text.ends_with(character)) {
            text.push(character);
        }
    }
}

/// Whether eSpeak NG would read figures at the end of the text and three at the start of the
/// word as one number: "2020 300".
fn is_misread(text: &str, word: &str) -> bool {
    let count = word.bytes().take_while(u8::is_ascii_digit).count();
    count == 3 && text.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
