//! The words around a piece of a word: what the rules on homographs look at.

use super::word::Word;

/// A piece of a word, and the words around it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The sentence, or as much of it as rules look at.
    pub words: &'a [Word],
    /// The index of the word in it.
    pub at: usize,
    /// The index of the piece in its word.
    pub piece: usize,
}

impl<'a> Context<'a> {
    /// The word itself.
    pub fn word(&self) -> &'a Word {
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
        let others = self.words[..self.at]
            .iter()
            .rev()
            .take_while(|word| word.mark.is_none())
            .filter(|word| !word.is_mark())
            .flat_map(|word| word.pieces().rev());
        own.into_iter()
            .filter(|piece| !piece.is_empty())
            .chain(others)
            .nth(n - 1)
            .unwrap_or_default()
    }

    /// The `n`th piece after it, from 1, up to the next mark; "" where there is none.
    pub fn after(&self, n: usize) -> &'a str {
        let own = self.word().pieces().skip(self.piece + 1);
        let follows = |word: &Word| word.mark.is_none();
        let others = self.words[self.at + 1..]
            .iter()
            .scan(follows(self.word()), move |goes_on, word| {
                let is_next = *goes_on;
                *goes_on = is_next && follows(word);
                is_next.then_some(word)
            })
            .filter(|word| !word.is_mark())
            .flat_map(Word::pieces);
        own.chain(others).nth(n - 1).unwrap_or_default()
    }

    /// Whether the phrase ends with it: a mark follows, or nothing.
    pub fn is_last(&self) -> bool {
        self.after(1).is_empty()
    }
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
