//! The cursor of a verbalizer: a place in a sentence, the text before and after it, and the
//! classes of its characters.

use super::Dialect;
use crate::letters::is_vowel;

/// Classes of the characters between two white spaces, as a bit set. Each verbalizer names
/// the classes it needs, so that most words are dismissed with one test.
pub(super) mod class {
    /// A figure, or a sign or letter that stands for one.
    pub(in super::super) const FIGURE: u16 = 1;
    /// A capital.
    pub(in super::super) const CAPITAL: u16 = 2;
    /// A capital that is not the first letter of its word, or is a word by itself.
    pub(in super::super) const CAPITALS: u16 = 4;
    /// A full stop.
    pub(in super::super) const STOP: u16 = 8;
    /// A sign that is neither a letter, a figure, nor ordinary punctuation.
    pub(in super::super) const SIGN: u16 = 16;
    /// A bracket.
    pub(in super::super) const BRACKET: u16 = 32;
    /// A letter of another script, or in another shape.
    pub(in super::super) const FOREIGN: u16 = 64;
    /// At most five bytes.
    pub(in super::super) const SHORT: u16 = 128;
}

/// A place in a sentence where a word starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    /// The whole sentence.
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// The end of the stretch without white space.
    pub(super) stretch_end: usize,
    /// The classes of the characters up to `stretch_end`.
    pub(super) classes: u16,
    /// Whether no letter or figure stands directly before.
    pub(super) starts_word: bool,
    pub(super) dialect: Dialect,
    /// The sentence is printed in capitals throughout.
    pub(super) is_all_capitals: bool,
}

/// The farthest that verbalizers look back, in bytes: it keeps the total time linear.
const LOOK_BACK: usize = 64;

/// The farthest that they look ahead, in bytes; the rest of a longer address is read as
/// text.
const LOOK_AHEAD: usize = 1024;

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The text up to the next white space, at most [`LOOK_AHEAD`] bytes.
    pub(super) fn stretch(&self) -> &'a str {
        let end = self.stretch_end.min(self.at + LOOK_AHEAD);
        &self.text[self.at..self.text.floor_char_boundary(end)]
    }

    pub(super) fn first(&self) -> char {
        self.rest().chars().next().unwrap_or(' ')
    }

    /// The text before, at most [`LOOK_BACK`] bytes.
    pub(super) fn before(&self) -> &'a str {
        let from = self
            .text
            .ceil_char_boundary(self.at.saturating_sub(LOOK_BACK));
        &self.text[from.min(self.at)..self.at]
    }

    /// The previous word without an elided article; empty where punctuation, a sign or
    /// nothing comes before.
    pub(super) fn previous_word(&self) -> &'a str {
        last_word(self.before().trim_end())
    }

    /// The abbreviation that stands before this place, without its full stop.
    pub(super) fn previous_abbreviation(&self) -> &'a str {
        let before = self.before().trim_end();
        before.strip_suffix('.').map_or("", last_word)
    }

    /// The last two words before this one, the nearer first.
    pub(super) fn previous_words(&self) -> (&'a str, &'a str) {
        let before = self.before().trim_end();
        let near = last_word(before);
        let further = before[..before.len() - near.len()].trim_end();
        (near, last_word(further.trim_end_matches(['\'', '’'])))
    }

    /// Whether no letter or figure stands directly before.
    pub(super) fn starts_word(&self) -> bool {
        self.starts_word
    }

    /// Whether no spoken character comes before.
    pub(super) fn starts_sentence(&self) -> bool {
        !self.before().contains(char::is_alphanumeric)
    }
}

fn last_word(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| !c.is_alphanumeric() && *c != '-')
        .map_or(0, |(at, c)| at + c.len_utf8());
    &before[start..]
}

/// The longest prefix whose characters all satisfy `is`.
pub(super) fn leading(text: &str, is: impl Fn(char) -> bool) -> &str {
    let length = text.find(|character| !is(character));
    &text[..length.unwrap_or(text.len())]
}

/// The text after the white space at its start.
pub(super) fn after_space(text: &str) -> &str {
    match text.as_bytes() {
        // As between most words.
        [b' ', next, ..] if next.is_ascii_graphic() => &text[1..],
        [first, ..] if first.is_ascii_graphic() => text,
        _ => text.trim_start_matches(char::is_whitespace),
    }
}

/// The letters at the start of the text, with hyphens and apostrophes between them.
pub(super) fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .find(|(_, c)| !c.is_alphabetic() && !matches!(c, '-' | '\'' | '’'))
        .map_or(text.len(), |(at, _)| at);
    text[..end].trim_end_matches(['-', '\'', '’'])
}

/// Whether a word may end directly before this text.
pub(super) fn is_boundary(text: &str) -> bool {
    // Mostly a space or a mark.
    match text.as_bytes().first() {
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
        _ => !text.chars().next().is_some_and(char::is_alphanumeric),
    }
}

pub(super) fn starts_with_capital(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

pub(super) fn starts_with_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word starts with a vowel or h, so that elision or liaison is possible; which
/// h allow it ("l'homme") is left to the tables.
pub(super) fn starts_with_vowel(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| matches!(c, 'h' | 'H') || c.to_lowercase().all(is_vowel))
}

/// The text after `word`, compared without regard to ASCII case; `None` where the text does
/// not start with it as a complete word.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    (head.eq_ignore_ascii_case(word) && is_boundary(rest)).then_some(rest)
}
