//! Where a rule stands: what is before it, what is after it, and of what kind its stretch
//! is.

use super::Dialect;
use crate::letters::is_vowel;

/// What the characters of a stretch between white spaces are; rules name the kinds that
/// they need, so that most words are dismissed at once.
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
    /// Of its stretch.
    pub(super) classes: u16,
    pub(super) dialect: Dialect,
    /// The sentence is printed in capitals throughout.
    pub(super) is_all_capitals: bool,
}

/// No rule looks back further, in bytes: the whole must stay linear.
const LOOK_BACK: usize = 64;

/// Nor further ahead in its stretch; longer addresses are read as text from there on.
const LOOK_AHEAD: usize = 1024;

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The rest of the stretch, as far as a rule may see.
    pub(super) fn stretch(&self) -> &'a str {
        let end = self.stretch_end.min(self.at + LOOK_AHEAD);
        &self.text[self.at..self.text.floor_char_boundary(end)]
    }

    pub(super) fn first(&self) -> char {
        self.rest().chars().next().unwrap_or(' ')
    }

    /// What stands before, as far as a rule may see.
    pub(super) fn before(&self) -> &'a str {
        let from = self
            .text
            .ceil_char_boundary(self.at.saturating_sub(LOOK_BACK));
        &self.text[from.min(self.at)..self.at]
    }

    /// The word before this one, without an elided article; empty where a mark, a figure's
    /// sign or nothing stands between.
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
        !self
            .before()
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
    }

    /// Whether nothing that is said stands before.
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

/// The characters at the start of the text of which a claim is true.
pub(super) fn leading(text: &str, is: impl Fn(char) -> bool) -> &str {
    let length = text.find(|character| !is(character));
    &text[..length.unwrap_or(text.len())]
}

/// The text after the white space at its start.
pub(super) fn after_space(text: &str) -> &str {
    text.trim_start_matches(char::is_whitespace)
}

/// The letters at the start of the text, with hyphens and apostrophes between them.
pub(super) fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .find(|(_, c)| !c.is_alphabetic() && !matches!(c, '-' | '\'' | '’'))
        .map_or(text.len(), |(at, _)| at);
    text[..end].trim_end_matches(['-', '\'', '’'])
}

/// Whether a word that stood directly before the text is complete.
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

/// Whether a word would be elided or bound to: "l'homme" is left to the tables.
pub(super) fn starts_with_vowel(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| matches!(c, 'h' | 'H') || c.to_lowercase().all(is_vowel))
}

/// The length of `prefix` at the start of `text`, whatever its ASCII case.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    (head.eq_ignore_ascii_case(word) && is_boundary(rest)).then_some(rest)
}
