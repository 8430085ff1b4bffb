//! A sliding window over the tokens of a sentence: tokens in, pronounced tokens out. A few words
//! on both sides are kept for the rules to look at, however long the sentence is.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::lexicon::Lexicon;
use super::lookup::lookup;
use super::word::{Case, Word};
use crate::normalization::{Dialect, in_words};
use crate::prosody::Mark;
use crate::tokens::{SpokenToken, Token};
use crate::utterance::push_letters;
use crate::{Options, Part, SpokenWord};

/// How far rules look back and ahead, in words.
const BEHIND: usize = 5;
const AHEAD: usize = 6;

/// When so many words are behind, all but the last few are dropped.
const MOST_BEHIND: usize = 2 * BEHIND;

/// Room for all words that are kept at once, unless tokens are several words.
const MOST_WORDS: usize = MOST_BEHIND + AHEAD + 2;

/// A token, with the number of its words, at least 1: "avant Jésus-Christ" is one token.
struct Waiting<'a> {
    token: Token<'a>,
    words: usize,
}

/// Pronounces every token. A phrase of the lexicon makes several tokens one.
pub(crate) fn pronounced<'a>(
    mut tokens: impl Iterator<Item = Token<'a>> + 'a,
    options: Options<'a>,
) -> impl Iterator<Item = SpokenToken> + 'a {
    let mut words: Vec<Word<'a>> = Vec::with_capacity(MOST_WORDS);
    let mut waiting: VecDeque<Waiting<'a>> = VecDeque::with_capacity(AHEAD + 1);
    // The index in `words` of the first word that waits.
    let mut at = 0;
    std::iter::from_fn(move || {
        while waiting.len() <= AHEAD
            && let Some(token) = tokens.next()
        {
            let before = words.len();
            push_words(&mut words, &token);
            let words = words.len() - before;
            waiting.push_back(Waiting { token, words });
        }
        let mut first = waiting.pop_front()?;
        let form = first.token.word.take();
        let parts = form.map(|form| {
            let parts = parts(form, &mut first, &mut waiting, &words, at, options.lexicon);
            divided(parts, options.dialect)
        });
        at += first.words;
        if at > MOST_BEHIND {
            words.drain(..at - BEHIND);
            at = BEHIND;
        }
        let token = first.token;
        Some(SpokenToken {
            word: parts.map(|parts| SpokenWord {
                printed: token.printed,
                parts,
                mark: None,
                rule: token.rule,
            }),
            mark: token.mark,
            end: token.end,
            silent: token.silent,
        })
    })
}

/// Adds every word of a token; a mark alone is one without letters.
fn push_words<'a>(words: &mut Vec<Word<'a>>, token: &Token<'a>) {
    let first = words.len();
    match &token.word {
        None => words.push(Word::new("", token.mark)),
        // As it is printed, a form is one word.
        Some(Cow::Borrowed(form)) => words.push(Word::new(*form, token.mark)),
        Some(Cow::Owned(form)) => {
            let owned = |word: Word<'_>| Word::new(word.text.into_owned(), word.mark);
            words.extend(words_of(form, token.mark).map(owned));
        }
    }
    // Addresses hold names in lower case: "jean.dupont@free.fr".
    if token.rule == Some("address") {
        let lower = words[first..].iter_mut();
        for word in lower.filter(|word| word.case == Case::Lower) {
            word.case = Case::Capital;
        }
    }
}

/// The words of a spoken form, the last with the mark after it.
fn words_of(form: &str, mark: Option<Mark>) -> impl Iterator<Item = Word<'_>> {
    let mut rest = Some(form);
    std::iter::from_fn(move || {
        let form = rest.take()?;
        let end = end_of_word(form, 0);
        rest = form.get(end + 1..);
        let (word, comma) = without_comma(&form[..end]);
        let mark = comma.or(mark.filter(|_| rest.is_none()));
        Some(Word::new(word, mark))
    })
}

/// A spoken form rests at its commas: "zéro six, douze".
fn without_comma(word: &str) -> (&str, Option<Mark>) {
    match word.strip_suffix(',') {
        Some(word) => (word, Some(Mark::Comma)),
        None => (word, None),
    }
}

/// The parts of a token, the first word of which is at `at`. A phrase that goes on in the tokens
/// after it takes them in.
fn parts<'a>(
    mut form: Cow<'a, str>,
    first: &mut Waiting<'a>,
    waiting: &mut VecDeque<Waiting<'a>>,
    words: &[Word<'_>],
    at: usize,
    lexicon: &Lexicon,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut index = 0;
    // Where in `form` the word at `index` starts, and how much of `form` is in `parts`.
    let (mut start, mut done) = (0, 0);
    while index < first.words {
        let Some(found) = lookup(words, at + index, lexicon) else {
            index += 1;
            start = end_of_word(&form, start) + 1;
            continue;
        };
        push_letters(&mut parts, &form[done..start]);
        parts.extend(found.parts);
        first.token.rule = first.token.rule.or(Some(found.rule.name()));
        index += found.words;
        while index > first.words
            && let Some(Waiting { token, words }) = waiting.pop_front()
        {
            first.words += words;
            first.token.printed.end = token.printed.end;
            (first.token.mark, first.token.end) = (token.mark, token.end);
            first.token.silent.extend(token.silent);
            form.to_mut().push(' ');
            form.to_mut()
                .push_str(token.word.as_deref().unwrap_or_default());
        }
        for _ in 0..found.words {
            done = end_of_word(&form, start);
            start = done + 1;
        }
        // The comma is no part of the word.
        done -= usize::from(form[..done].ends_with(','));
    }
    if parts.is_empty() {
        return vec![Part::Letters(form.into_owned())];
    }
    push_letters(&mut parts, form.get(done..).unwrap_or_default());
    parts
}

fn end_of_word(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == b' ');
    length.map_or(text.len(), |length| start + length)
}

/// The parts, with each run of figures and each comma as a part of its own.
fn divided(parts: Vec<Part>, dialect: Dialect) -> Vec<Part> {
    let is_figure = |c: char| c.is_ascii_digit();
    let is_other = |c: char| is_figure(c) || c == ',';
    let is_other_byte = |byte: u8| byte.is_ascii_digit() || byte == b',';
    let holds_others =
        |part: &Part| matches!(part, Part::Letters(letters) if letters.bytes().any(is_other_byte));
    if !parts.iter().any(holds_others) {
        return parts;
    }
    let mut divided = Vec::new();
    for part in parts {
        let Part::Letters(letters) = part else {
            divided.push(part);
            continue;
        };
        let mut rest = letters.as_str();
        while let Some(start) = rest.find(is_other) {
            push_letters(&mut divided, &rest[..start]);
            rest = &rest[start..];
            if let Some(after) = rest.strip_prefix(',') {
                divided.push(Part::Mark(Mark::Comma));
                rest = after;
                continue;
            }
            let end = rest.find(|c| !is_figure(c)).unwrap_or(rest.len());
            divided.push(Part::Number {
                figures: rest[..end].to_owned(),
                words: in_words(&rest[..end], dialect),
            });
            rest = &rest[end..];
        }
        push_letters(&mut divided, rest);
    }
    divided
}
