//! A word of a sentence as the rules of pronunciation see it, and its pieces: "n'en veux-tu" is
//! the four pieces "n'", "en", "veux" and "tu".

use std::borrow::Cow;

use super::english::is_sign;
use super::plain_words::{self, Plain};
use crate::prosody::Mark;

/// A word of a sentence, or a mark alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word<'a> {
    /// Its spoken form before pronunciation, without the mark; empty for a mark alone.
    pub text: Cow<'a, str>,
    /// The same in lower case, where that differs.
    lower: Option<String>,
    /// Its capitals.
    pub case: Case,
    /// The prosodic mark after it.
    pub mark: Option<Mark>,
    /// No French word: it shows that the words beside it may be English.
    is_english: bool,
    /// Where its letters say it, if that is remembered.
    pub(super) plain: Option<Plain>,
}

/// The capitals of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// In lower case, or without case.
    #[default]
    Lower,
    /// With a capital at its start.
    Capital,
    /// In capitals only, at least two: an acronym, or a heading.
    Upper,
}

impl<'a> Word<'a> {
    /// A word and the mark after it.
    pub fn new(text: impl Into<Cow<'a, str>>, mark: Option<Mark>) -> Word<'a> {
        let text = text.into();
        let (lower, case) = match is_lower(&text) {
            true => (None, Case::Lower),
            false => (Some(text.to_lowercase()), Case::of(&text)),
        };
        let plain = (case == Case::Lower)
            .then(|| plain_words::plain(&text))
            .flatten();
        let is_english = plain.is_none() && is_sign(lower.as_deref().unwrap_or(&text));
        Word {
            text,
            lower,
            case,
            mark,
            is_english,
            plain,
        }
    }

    /// The word in lower case.
    pub fn lower(&self) -> &str {
        self.lower.as_deref().unwrap_or(&self.text)
    }

    /// The pieces of the word in lower case, in order.
    pub fn pieces(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        let lower = self.lower();
        let (elided, rest) = lower.split_at(elision(lower));
        let elided = (!elided.is_empty()).then_some(elided);
        // Letter by letter: a search for a single character costs more than a word has letters.
        elided.into_iter().chain(rest.split(['-']))
    }

    /// Whether it is a word that only English has.
    pub(super) fn is_english(&self) -> bool {
        self.is_english
    }

    pub(super) fn is_mark(&self) -> bool {
        self.text.is_empty()
    }
}

/// Whether lower case leaves a text as it is. Most words are recognized by their bytes; for
/// others the answer may be `false`.
pub(crate) fn is_lower(text: &str) -> bool {
    let is_ascii = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'\'' | b'-');
    // After C3, the letters from ß on are in lower case: those of French except œ.
    text.bytes()
        .all(|byte| is_ascii(byte) || byte == 0xC3 || (0x9F..0xC0).contains(&byte))
}

impl Case {
    fn of(text: &str) -> Case {
        // The elided article says nothing about the word after it.
        let text = &text[elision(text)..];
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        if !letters.next().is_some_and(char::is_uppercase) {
            return Case::Lower;
        }
        let mut has_more = false;
        for letter in letters {
            if letter.is_lowercase() {
                return Case::Capital;
            }
            has_more = true;
        }
        if has_more { Case::Upper } else { Case::Capital }
    }
}

/// Words that lose their vowel before another one, without the apostrophe, and their
/// [pronunciation](super::ipa).
const ELISIONS: [(&str, &str); 14] = [
    ("l", "l"),
    ("d", "d"),
    ("j", "ʒ"),
    ("m", "m"),
    ("t", "t"),
    ("s", "s"),
    ("n", "n"),
    ("c", "s"),
    ("ç", "s"),
    ("qu", "k"),
    ("jusqu", "ʒysk"),
    ("lorsqu", "lɔʁsk"),
    ("puisqu", "pyisk"),
    ("quoiqu", "kwak"),
];

/// The length of the elided word at the start, with its apostrophe, in bytes; 0 where there is
/// none.
///
/// ```
/// use lismoi_french::pronunciation::word::elision;
///
/// assert_eq!(elision("l'été"), 2);
/// assert_eq!(elision("aujourd'hui"), 0);
/// ```
pub fn elision(text: &str) -> usize {
    match text.bytes().take(8).position(|byte| byte == b'\'') {
        Some(end) if elided_ipa(&text[..end]).is_some() => end + 1,
        _ => 0,
    }
}

/// The pronunciation of an elided word without its apostrophe.
pub(crate) fn elided_ipa(word: &str) -> Option<&'static str> {
    ELISIONS
        .iter()
        .find(|(elided, _)| elided.eq_ignore_ascii_case(word))
        .map(|(_, ipa)| *ipa)
}
