//! The stage over the stream of words: tokens in, tokens out, a few words kept so that
//! rules may look at both sides, however long the sentence is.

use std::collections::VecDeque;

use super::context::Word;
use super::lexicon::Lexicon;
use super::say::pronounce;
use crate::french::tokens::Token;

/// How far rules look back and ahead, in words.
const BEHIND: usize = 5;
const AHEAD: usize = 6;

/// Gives every token the text by which eSpeak NG says its word right. Printed places stay.
pub(in crate::french) fn pronounced<'a>(
    mut tokens: impl Iterator<Item = Token> + 'a,
    lexicon: &'a Lexicon,
) -> impl Iterator<Item = Token> + 'a {
    let mut words: Vec<Word> = Vec::new();
    let mut waiting: VecDeque<Token> = VecDeque::new();
    // The place in `words` of the first token that waits.
    let mut at = 0;
    std::iter::from_fn(move || {
        while waiting.len() <= AHEAD
            && let Some(mut token) = tokens.next()
        {
            disarm(&mut token);
            words.push(Word::new(token.word.as_deref().unwrap_or(""), token.mark));
            waiting.push_back(token);
        }
        let mut token = waiting.pop_front()?;
        if let Some(said) = &token.word
            && let Some(pronunciation) = pronounce(said, &words, at, lexicon)
        {
            for _ in 1..pronunciation.words {
                if let Some(next) = waiting.pop_front() {
                    token.printed.end = next.printed.end;
                    (token.mark, token.end) = (next.mark, next.end);
                }
            }
            at += pronunciation.words - 1;
            token.word = Some(pronunciation.text);
            token.rule = token.rule.or(Some(pronunciation.rule.name()));
        }
        at += 1;
        if at > 8 * BEHIND {
            words.drain(..at - BEHIND);
            at = BEHIND;
        }
        Some(token)
    })
}

/// What an article holds is said, never obeyed: it cannot open `[[phonemes]]`.
fn disarm(token: &mut Token) {
    if let Some(word) = &mut token.word
        && word.contains("[[")
    {
        let mut last = ' ';
        word.retain(|character| {
            let is_second = matches!(character, '[' | ']') && last == character;
            last = character;
            !is_second
        });
    }
}
