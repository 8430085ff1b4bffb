//! The words of a sentence in, groups of them out, each short enough for one utterance:
//! a very long sentence is divided where a reader would draw breath.

use std::collections::VecDeque;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::tokens::Token;

/// No utterance has more printed words: three times the average sentence, more than a
/// newsreader says in two breaths.
pub(super) const LONGEST_UTTERANCE: usize = 50;

/// No utterance weighs more ([`Token::weight`]): eSpeak NG drops, in silence, what exceeds
/// 1,000 phonemes in a clause (N_PHONEME_LIST in synthesize.h), and a take must fit in
/// memory.
const HEAVIEST_UTTERANCE: usize = 1_200;

/// Words that open a clause.
const CLAUSE_OPENERS: &str = " et mais ou car donc or ni puis qui que qu' dont où quand lorsque lorsqu' puisque puisqu' \
     parce comme si tandis alors afin pour sans bien quoique quoiqu' pendant avant après jusqu' ainsi lequel laquelle \
     lesquels lesquelles selon malgré notamment soit ";

static OPENERS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| CLAUSE_OPENERS.split_whitespace().collect());

/// In bytes.
const LONGEST_OPENER: usize = 10;

/// A divider of one sentence's tokens.
#[derive(Debug)]
pub(super) struct Clauses<'a, I> {
    tokens: I,
    /// Tokens with a word, not yet handed out; marks without one are part of the word
    /// before them.
    ready: VecDeque<Token<'a>>,
    /// The first token after those that are ready.
    following: Option<Token<'a>>,
}

impl<'a, I: Iterator<Item = Token<'a>>> Clauses<'a, I> {
    pub(super) fn new(tokens: I) -> Self {
        let mut clauses = Clauses {
            tokens,
            ready: VecDeque::new(),
            following: None,
        };
        // Marks before the first word say nothing.
        let mut silent = Vec::new();
        clauses.following = clauses.tokens.by_ref().find_map(|mut token| {
            silent.append(&mut token.silent);
            token.word.is_some().then_some(token)
        });
        if let Some(first) = &mut clauses.following {
            first.silent = silent;
        }
        clauses
    }

    /// Whether every token has been handed out.
    pub(super) fn is_done(&self) -> bool {
        self.ready.is_empty() && self.following.is_none()
    }

    /// The tokens of the next utterance; `None` where no word is left.
    pub(super) fn next(&mut self) -> Option<Vec<Token<'a>>> {
        let mut weight: usize = self.ready.iter().map(Token::weight).sum();
        let is_full = loop {
            let Some(token) = &self.following else {
                break false;
            };
            weight += token.weight();
            let too_many = self.ready.len() >= LONGEST_UTTERANCE || weight >= HEAVIEST_UTTERANCE;
            if too_many && !self.ready.is_empty() {
                break true;
            }
            self.advance();
        };
        let count = if is_full {
            self.best_end()
        } else {
            self.ready.len()
        };
        (count > 0).then(|| self.ready.drain(..count).collect())
    }

    /// Makes the following token ready, with the marks behind it.
    fn advance(&mut self) {
        let Some(mut token) = self.following.take() else {
            return;
        };
        for next in self.tokens.by_ref() {
            if next.word.is_some() {
                self.following = Some(next);
                break;
            }
            token.mark = token.mark.or(next.mark);
            token.end = next.end;
            token.silent.extend(next.silent);
        }
        self.ready.push_back(token);
    }

    /// How many of the ready tokens had best go together: as far as the best boundary
    /// in the last two thirds, the later one of equals.
    fn best_end(&self) -> usize {
        let following = self.ready.iter().skip(1).chain(&self.following);
        let boundaries = self.ready.iter().zip(following).enumerate();
        boundaries
            .skip(self.ready.len() / 3)
            .max_by_key(|(_, (token, next))| strength(token, next))
            .map_or(self.ready.len(), |(index, _)| index + 1)
    }
}

/// How good a place the one between two tokens is to draw breath.
fn strength(token: &Token<'_>, next: &Token<'_>) -> u8 {
    match (token.mark, opens_clause(next.word.as_deref())) {
        (Some('.' | '!' | '?' | '…'), _) => 5,
        (Some(';' | ':'), _) => 4,
        (Some(_), true) => 3,
        (Some(_), false) => 2,
        (None, true) => 1,
        (None, false) => 0,
    }
}

fn opens_clause(word: Option<&str>) -> bool {
    let word = word.unwrap_or_default();
    let head = word.find('\'').map_or(word, |end| &word[..=end]);
    head.len() <= LONGEST_OPENER && OPENERS.contains(head.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use crate::normalization::Dialect;
    use crate::pronunciation::lexicon::Lexicon;
    use crate::{Options, Segment, Segmentation, spoken};
    use lismoi_document::{Block, BlockKind};

    fn parts(sentence: &str) -> Vec<&str> {
        let block = Block::new(BlockKind::Paragraph, 0..sentence.len());
        let lexicon = Lexicon::default();
        let options = Options {
            dialect: Dialect::France,
            segmentation: Segmentation::Sentences,
            lexicon: &lexicon,
        };
        let whole = 0..sentence.len();
        let lines: Vec<Segment> = spoken::segments(sentence, &block, whole, options).collect();
        let ranges = lines.iter().map(|line| match line {
            Segment::Utterance(utterance) => utterance.range.clone(),
            Segment::Silent(range) => range.clone(),
        });
        ranges.map(|range| sentence[range].trim()).collect()
    }

    #[test]
    fn a_sentence_of_ordinary_length_is_one_utterance() {
        let sentence = format!("Il a dit {}.", "que oui, ".repeat(12));
        assert_eq!(parts(&sentence).len(), 1);
    }

    #[test]
    fn a_long_sentence_is_divided_at_its_strongest_mark() {
        let words = |count: usize| vec!["mot"; count].join(" ");
        // What stands at the end of the first part, and what opens the second.
        for (kept, opening, weaker) in [
            (" ;", "", ", et"),
            (",", " et", ","),
            (",", "", " qui"),
            ("", " qui", " mot"),
        ] {
            let (start, middle, rest) = (words(25), words(15), words(30));
            let sentence = format!("{start}{kept}{opening} {middle}{weaker} {rest}");
            assert_eq!(parts(&sentence)[0], format!("{start}{kept}"), "{sentence}");
        }
    }

    #[test]
    fn no_utterance_has_more_words_than_stated() {
        for length in [49, 50, 51, 100, 101, 1_000] {
            let sentence = vec!["mot"; length].join(" ");
            let parts = parts(&sentence);
            assert_eq!(parts.join(" "), sentence);
            for part in parts {
                assert!(part.split(' ').count() <= super::LONGEST_UTTERANCE);
            }
        }
    }
}
