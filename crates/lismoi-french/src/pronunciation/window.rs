//! The stage over the stream of words: tokens in, tokens out, a few words kept so that
//! rules may look at both sides, however long the sentence is.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::context::{Letters, Word};
use super::lexicon::Lexicon;
use super::say::pronounce;
use crate::tokens::Token;

/// How far rules look back and ahead, in words.
const BEHIND: usize = 5;
const AHEAD: usize = 6;

/// A token, with the number of its words, at least 1: "avant Jésus-Christ" is one token.
struct Waiting<'a> {
    token: Token<'a>,
    words: usize,
}

/// Gives every token the text by which eSpeak NG says its words right. Printed places stay.
pub(crate) fn pronounced<'a>(
    mut tokens: impl Iterator<Item = Token<'a>> + 'a,
    lexicon: &'a Lexicon,
) -> impl Iterator<Item = Token<'a>> + 'a {
    let mut words: Vec<Word> = Vec::new();
    let mut waiting: VecDeque<Waiting<'_>> = VecDeque::new();
    // The place in `words` of the first word that waits.
    let mut at = 0;
    std::iter::from_fn(move || {
        while waiting.len() <= AHEAD
            && let Some(mut token) = tokens.next()
        {
            disarm(&mut token);
            let before = words.len();
            push_words(&mut words, &token);
            let words = words.len() - before;
            waiting.push_back(Waiting { token, words });
        }
        let mut first = waiting.pop_front()?;
        if let Some(said) = first.token.word.take() {
            first.token.word = Some(say(said, &mut first, &mut waiting, &words[..], at, lexicon));
        }
        at += first.words;
        if at > 8 * BEHIND {
            words.drain(..at - BEHIND);
            at = BEHIND;
        }
        Some(first.token)
    })
}

/// Adds every word of a token; a mark alone is one without letters.
fn push_words(words: &mut Vec<Word>, token: &Token<'_>) {
    let first = words.len();
    let mut rest = token.word.as_deref().unwrap_or("");
    loop {
        let end = end_of_word(rest, 0);
        if end == rest.len() {
            break;
        }
        let (word, mark) = without_comma(&rest[..end]);
        words.push(Word::new(word, mark));
        rest = &rest[end + 1..];
    }
    let (word, mark) = without_comma(rest);
    words.push(Word::new(word, mark.or(token.mark)));
    // Addresses hold names in small letters: "jean.dupont@free.fr".
    if token.rule == Some("address") {
        let small = words[first..].iter_mut();
        for word in small.filter(|word| word.letters == Letters::Small) {
            word.letters = Letters::Capital;
        }
    }
}

/// A form rests at its commas: "zéro six, douze".
fn without_comma(word: &str) -> (&str, Option<char>) {
    match word.strip_suffix(',') {
        Some(word) => (word, Some(',')),
        None => (word, None),
    }
}

/// The text for the words of a token, of which `at` is the first. A phrase that goes on in
/// the tokens behind it makes them one with it.
fn say<'a>(
    mut said: Cow<'a, str>,
    first: &mut Waiting<'a>,
    waiting: &mut VecDeque<Waiting<'a>>,
    words: &[Word],
    at: usize,
    lexicon: &Lexicon,
) -> Cow<'a, str> {
    let mut text = String::new();
    let mut index = 0;
    // Where in `said` the word at `index` starts, and up to where it is in `text`.
    let (mut start, mut done) = (0, 0);
    while index < first.words {
        let end = end_of_word(&said, start);
        let (printed, _) = without_comma(&said[start..end]);
        let Some(pronunciation) = pronounce(printed, words, at + index, lexicon) else {
            index += 1;
            start = end + 1;
            continue;
        };
        text.push_str(&said[done..start]);
        text.push_str(&pronunciation.text);
        first.token.rule = first.token.rule.or(Some(pronunciation.rule.name()));
        index += pronunciation.words;
        while index > first.words
            && let Some(Waiting { token, words }) = waiting.pop_front()
        {
            first.words += words;
            first.token.printed.end = token.printed.end;
            (first.token.mark, first.token.end) = (token.mark, token.end);
            first.token.silent.extend(token.silent);
            said.to_mut().push(' ');
            said.to_mut()
                .push_str(token.word.as_deref().unwrap_or_default());
        }
        for _ in 0..pronunciation.words {
            done = end_of_word(&said, start);
            start = done + 1;
        }
        // The comma is no part of the word.
        done -= usize::from(said[..done].ends_with(','));
    }
    if done == 0 {
        return said;
    }
    text.push_str(said.get(done..).unwrap_or_default());
    Cow::Owned(text)
}

fn end_of_word(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == b' ');
    length.map_or(text.len(), |length| start + length)
}

/// What an article holds is said, never obeyed: it cannot open `[[phonemes]]`.
fn disarm(token: &mut Token<'_>) {
    if let Some(word) = &mut token.word
        && word.contains("[[")
    {
        let mut last = ' ';
        word.to_mut().retain(|character| {
            let is_second = matches!(character, '[' | ']') && last == character;
            last = character;
            !is_second
        });
    }
}
