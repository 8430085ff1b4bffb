//! The words of an utterance as a listener counts them: "deux cents euros", which is one spoken
//! word, is three.

use std::borrow::Cow;
use std::ops::Range;

use super::{classes, sounds};
use crate::pronunciation::Ipa;
use crate::pronunciation::word::{elision, is_lower};
use crate::{Part, SpokenWord};

/// An utterance, word by word.
pub(super) struct Phrase<'a> {
    pub(super) words: Vec<PlacedWord<'a>>,
}

/// A word, and its place in the utterance.
#[derive(Clone, Debug)]
pub(super) struct PlacedWord<'a> {
    /// Its letters, or the figures of a number.
    pub(super) text: Cow<'a, str>,
    /// A number in words.
    pub(super) number: Option<&'a str>,
    /// The letters that its last part is respelled with.
    pub(super) respelling: Option<&'a str>,
    /// The sounds of its last part, where they are known.
    pub(super) last_ipa: Option<&'a Ipa>,
    /// The sounds of its first part, where they are known.
    pub(super) first_ipa: Option<&'a Ipa>,
    /// Whether a mark follows.
    pub(super) is_last: bool,
    pub(super) place: Place,
}

/// Where a word stands in an utterance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The index of its spoken word.
    pub(super) word: usize,
    /// The index of its first part, and where it starts there.
    pub(super) first: usize,
    pub(super) start: usize,
    /// The index of its last part, and where it ends there.
    pub(super) last: usize,
    pub(super) end: usize,
}

/// What the start of a word needs in order to be linked to.
pub(super) enum Onset {
    /// So many bytes that are said by these sounds.
    Sounds(usize, Ipa),
    /// A mute h.
    MuteH,
}

impl<'a> Phrase<'a> {
    pub(super) fn new(words: &'a [SpokenWord]) -> Phrase<'a> {
        let mut phrase = Phrase {
            words: Vec::with_capacity(words.len() + words.len() / 2),
        };
        for (word, spoken) in words.iter().enumerate() {
            // Whether the last word goes on in the next part.
            let mut is_open = false;
            for (at, part) in spoken.parts.iter().enumerate() {
                match part {
                    Part::Letters(letters) => phrase.push_letters(word, at, letters, &mut is_open),
                    Part::Number { figures, words } => {
                        phrase.push(word, at, figures, 0..figures.len(), is_open);
                        phrase.last_mut().number = Some(words);
                        is_open = true;
                    }
                    Part::Respelled {
                        letters,
                        respelling,
                    } => {
                        phrase.push(word, at, letters, 0..letters.len(), is_open);
                        phrase.last_mut().respelling = Some(respelling);
                        is_open = true;
                    }
                    Part::Pronounced { letters, ipa } => {
                        let is_first = !is_open;
                        phrase.push(word, at, letters, 0..letters.len(), is_open);
                        let own = phrase.last_mut();
                        own.last_ipa = Some(ipa);
                        if is_first {
                            own.first_ipa = Some(ipa);
                        }
                        is_open = true;
                    }
                    Part::Liaison(_) => {}
                    Part::Mark(_) => {
                        phrase.rest();
                        is_open = false;
                    }
                }
            }
            if spoken.mark.is_some() {
                phrase.rest();
            }
        }
        phrase
    }

    fn push_letters(&mut self, word: usize, at: usize, letters: &'a str, is_open: &mut bool) {
        let mut start = 0;
        while let Some(rest) = letters.get(start..) {
            let length = rest.bytes().position(|byte| byte == b' ');
            let own = &rest[..length.unwrap_or(rest.len())];
            let end = start + own.len();
            if !own.is_empty() {
                self.push(word, at, own, start..end, *is_open && start == 0);
            }
            *is_open = end == letters.len() && !own.is_empty();
            start = end + 1;
        }
    }

    fn push(&mut self, word: usize, at: usize, text: &'a str, range: Range<usize>, is_open: bool) {
        match self.words.last_mut().filter(|_| is_open) {
            Some(open) => {
                open.text.to_mut().push_str(text);
                (open.place.last, open.place.end) = (at, range.end);
                (open.number, open.respelling) = (None, None);
                open.last_ipa = None;
            }
            None => self.words.push(PlacedWord {
                text: Cow::Borrowed(text),
                number: None,
                respelling: None,
                last_ipa: None,
                first_ipa: None,
                is_last: false,
                place: Place {
                    word,
                    first: at,
                    start: range.start,
                    last: at,
                    end: range.end,
                },
            }),
        }
    }

    /// A mark follows the last word.
    fn rest(&mut self) {
        if let Some(last) = self.words.last_mut() {
            last.is_last = true;
        }
    }

    fn last_mut(&mut self) -> &mut PlacedWord<'a> {
        self.words.last_mut().expect("a word was pushed")
    }

    /// The word in lower case, without an elided one before it.
    pub(super) fn key(&self, at: usize) -> Cow<'_, str> {
        let text = lower(&self.words[at].text);
        match elision(&text) {
            0 => text,
            length if length == text.len() => text,
            length => Cow::Owned(text[length..].to_owned()),
        }
    }

    /// The `n`th word before, from 1, in lower case, as far as no mark stands between; "" where
    /// there is none. An elided word is one of its own: before "âge" in "d'un âge" stand "un" and
    /// "d'".
    pub(super) fn before(&self, at: usize, n: usize) -> Cow<'_, str> {
        let mut left = n;
        let mut index = at;
        loop {
            let text = &self.words[index].text;
            let elided = elision(text);
            if index < at {
                left -= 1;
                if left == 0 {
                    return lower(&text[elided..]);
                }
            }
            if elided > 0 && elided < text.len() {
                left -= 1;
                if left == 0 {
                    return lower(&text[..elided]);
                }
            }
            if index == 0 || self.words[index - 1].is_last {
                return Cow::Borrowed("");
            }
            index -= 1;
        }
    }

    /// The `n`th word after, in lower case, as far as no mark stands between.
    pub(super) fn after(&self, at: usize, n: usize) -> Cow<'_, str> {
        match self.words.get(at + n) {
            Some(word) if !self.words[at..at + n].iter().any(|word| word.is_last) => {
                lower(&word.text)
            }
            _ => Cow::Borrowed(""),
        }
    }

    /// Whether the word starts an acronym: "O N G", "opé A".
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let is_followed = |next: &PlacedWord<'_>| is_capital(&next.text);
        let word = &self.words[at];
        // "À R": a preposition and a letter.
        let is_start = !word.is_last && !classes::is_stop(&lower(&word.text));
        self.is_letter(at) || is_start && self.words.get(at + 1).is_some_and(is_followed)
    }

    /// Whether the word is a letter said by its name, as in an acronym.
    pub(super) fn is_letter(&self, at: usize) -> bool {
        let next = self.words.get(at + 1);
        is_capital(&self.words[at].text)
            && !self.words[at].is_last
            && next.is_some_and(|next| is_capital(&next.text) || next.number.is_some())
    }

    /// What must change at the start of a word that is linked to.
    pub(super) fn onset(&self, at: usize) -> Option<Onset> {
        let word = &self.words[at];
        if self.is_letter(at) {
            return sounds::letter_name(&word.text).map(|name| Onset::Sounds(1, name));
        }
        // eSpeak NG makes a break before "ou": "plus‿ou moins".
        if word.text == "ou" {
            return Some(Onset::Sounds(2, Ipa::from_table("%u")));
        }
        let has_h = word.first_ipa.is_none() && classes::has_hidden_mute_h(&lower(&word.text));
        has_h.then_some(Onset::MuteH)
    }
}

fn is_capital(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

pub(super) fn lower(text: &str) -> Cow<'_, str> {
    match is_lower(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase()),
    }
}

/// The text after the last of these ASCII characters.
pub(super) fn after_last<'a>(text: &'a str, ends: &[u8]) -> &'a str {
    let end = text.bytes().rposition(|byte| ends.contains(&byte));
    &text[end.map_or(0, |end| end + 1)..]
}
