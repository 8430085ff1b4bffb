//! The words around a piece of a word: what the rules on homographs look at.

use std::cell::Cell;

use super::word::{Case, Word};

/// A piece of a word, and the words around it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The sentence, or as much of it as rules look at.
    words: &'a [Word<'a>],
    /// The index of the word in it.
    at: usize,
    /// The index of the piece in its word.
    pub piece: usize,
    /// Set where a rule looks at anything around the word.
    is_used: &'a Cell<bool>,
}

impl<'a> Context<'a> {
    /// The first piece of the word at `at`. `is_used` is set where a rule looks around it:
    /// else what it decides is true of the word in any sentence.
    pub fn new(words: &'a [Word<'a>], at: usize, is_used: &'a Cell<bool>) -> Context<'a> {
        Context {
            words,
            at,
            piece: 0,
            is_used,
        }
    }

    /// The same with another piece of the word.
    pub fn of_piece(self, piece: usize) -> Context<'a> {
        Context { piece, ..self }
    }

    /// The word itself. Its mark belongs to what is around it.
    pub fn word(&self) -> &'a Word<'a> {
        &self.words[self.at]
    }

    /// The piece itself, in lower case.
    pub fn own(&self) -> &'a str {
        self.word().pieces().nth(self.piece).unwrap_or_default()
    }

    /// The `n`th piece before it, from 1, up to the last mark; "" where there is none.
    pub fn before(&self, n: usize) -> &'a str {
        let own = self.word().pieces().take(self.piece);
        let own: [&str; 8] = last_pieces(own);
        let mut own = own.into_iter().filter(|piece| !piece.is_empty());
        let count = own.clone().count();
        if n <= count {
            return own.nth(n - 1).unwrap_or_default();
        }
        self.words_before()
            .iter()
            .rev()
            .take_while(|word| word.mark.is_none())
            .filter(|word| !word.is_mark())
            .flat_map(|word| word.pieces().rev())
            .nth(n - count - 1)
            .unwrap_or_default()
    }

    /// The `n`th piece after it, from 1, up to the next mark; "" where there is none.
    pub fn after(&self, n: usize) -> &'a str {
        let mut own = self.word().pieces().skip(self.piece + 1);
        let count = own.clone().count();
        if n <= count {
            return own.nth(n - 1).unwrap_or_default();
        }
        let follows = |word: &Word| word.mark.is_none();
        self.words_after()
            .iter()
            .scan(follows(self.word()), move |goes_on, word| {
                let is_next = *goes_on;
                *goes_on = is_next && follows(word);
                is_next.then_some(word)
            })
            .filter(|word| !word.is_mark())
            .flat_map(Word::pieces)
            .nth(n - count - 1)
            .unwrap_or_default()
    }

    /// The words before this one, whatever marks stand between them.
    pub fn words_before(&self) -> &'a [Word<'a>] {
        self.is_used.set(true);
        &self.words[..self.at]
    }

    /// The words after this one, whatever marks stand between them.
    pub fn words_after(&self) -> &'a [Word<'a>] {
        self.is_used.set(true);
        &self.words[self.at + 1..]
    }

    /// Whether a word that only English has stands beside the word; one with a capital may stand
    /// further away. This leaves `is_used` alone: whoever remembers words asks for it first.
    pub(super) fn is_near_english(&self) -> bool {
        is_near_english(self.words, self.at)
    }

    /// Whether the phrase ends with it: a mark follows, or nothing.
    pub fn is_last(&self) -> bool {
        self.after(1).is_empty()
    }
}

/// Whether a word that only English has stands beside the word at `at`.
pub(super) fn is_near_english(words: &[Word<'_>], at: usize) -> bool {
    let reach = match words[at].case {
        Case::Lower => 1,
        _ => 3,
    };
    let start = at.saturating_sub(reach);
    let end = words.len().min(at + reach + 1);
    words[start..end].iter().any(Word::is_english)
}

/// The pieces from last to first, as many as fit.
fn last_pieces<'a, const N: usize>(pieces: impl Iterator<Item = &'a str>) -> [&'a str; N] {
    let mut last = [""; N];
    for piece in pieces {
        last.rotate_right(1);
        last[0] = piece;
    }
    last
}
