//! The tokens of a sentence in, groups of them out, each short enough for one utterance:
//! a very long sentence is divided where a reader would draw breath.

use lismoi_document::word_list::WordList;

use crate::Part;
use crate::limits::Limits;
use crate::prosody::Mark;
use crate::tokens::SpokenToken;

/// Printed words in an utterance: three times the average sentence, more than a newsreader
/// says in two breaths.
const LONGEST_UTTERANCE: usize = 50;

/// Room for the printed words of a short utterance. It is below 1 kB, up to which an allocator
/// has room at hand.
const USUAL_UTTERANCE: usize = 9;

/// Words that open a clause.
static OPENERS: WordList = WordList::new(include_str!("../../data/clause_openers.txt"));

/// A divider of one sentence's tokens.
#[derive(Debug)]
pub(crate) struct Clauses<I> {
    tokens: I,
    limits: Limits,
    /// Tokens with a word, not yet handed out, with the marks after them.
    ready: Vec<SpokenToken>,
    /// The first token after those that are ready.
    following: Option<SpokenToken>,
}

impl<I: Iterator<Item = SpokenToken>> Clauses<I> {
    pub(crate) fn new(tokens: I, limits: Limits) -> Self {
        let mut clauses = Clauses {
            tokens,
            limits,
            ready: Vec::with_capacity(USUAL_UTTERANCE),
            following: None,
        };
        // Marks before the first word move no voice.
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
    pub(crate) fn is_done(&self) -> bool {
        self.ready.is_empty() && self.following.is_none()
    }

    /// The tokens of the next utterance; `None` where no word is left.
    pub(crate) fn next(&mut self) -> Option<Vec<SpokenToken>> {
        let mut half_sounds: usize = self.ready.iter().map(|token| self.half_sounds(token)).sum();
        let is_full = loop {
            let Some(token) = &self.following else {
                break false;
            };
            half_sounds += self.half_sounds(token);
            let too_many = self.ready.len() >= LONGEST_UTTERANCE
                || half_sounds >= self.limits.utterance_half_sounds;
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
        let rest = self.ready.split_off(count);
        let tokens = std::mem::replace(&mut self.ready, rest);
        (count > 0).then_some(tokens)
    }

    /// Half sounds of a token, with the space before it and the mark after it.
    fn half_sounds(&self, token: &SpokenToken) -> usize {
        let word = token.word.as_ref();
        4 + word.map_or(0, |word| (self.limits.estimate)(&word.parts))
    }

    /// Makes the following token ready, with the marks after it.
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
        self.ready.push(token);
    }

    /// The number of ready tokens up to the best boundary in the last two thirds, the later
    /// one of equals.
    fn best_end(&self) -> usize {
        let following = self.ready.iter().skip(1).chain(&self.following);
        let boundaries = self.ready.iter().zip(following).enumerate();
        boundaries
            .skip(self.ready.len() / 3)
            .max_by_key(|(_, (token, next))| strength(token, next))
            .map_or(self.ready.len(), |(index, _)| index + 1)
    }
}

/// How good a boundary there is between two tokens.
fn strength(token: &SpokenToken, next: &SpokenToken) -> u8 {
    let opens_clause = next
        .word
        .as_ref()
        .is_some_and(|word| opens_clause(&word.parts));
    match (token.mark, opens_clause) {
        (Some(Mark::FullStop | Mark::Exclamation | Mark::Question | Mark::Ellipsis), _) => 5,
        (Some(Mark::Semicolon | Mark::Colon), _) => 4,
        (Some(_), true) => 3,
        (Some(_), false) => 2,
        (None, true) => 1,
        (None, false) => 0,
    }
}

/// Whether the word, or the elided word at its start, opens a clause.
fn opens_clause(parts: &[Part]) -> bool {
    let Some(
        Part::Letters(letters)
        | Part::Respelled {
            respelling: letters,
            ..
        },
    ) = parts.first()
    else {
        return false;
    };
    match letters.find('\'') {
        Some(end) => OPENERS.contains_ignoring_case(&letters[..=end]),
        None => parts.len() == 1 && OPENERS.contains_ignoring_case(letters),
    }
}

#[cfg(test)]
mod tests {
    use crate::Segmentation;
    use crate::tests::spoken;

    fn parts(sentence: &str) -> Vec<&str> {
        let utterances = spoken(sentence, Segmentation::Sentences).into_iter();
        utterances
            .map(|utterance| sentence[utterance.range].trim())
            .collect()
    }

    #[test]
    fn a_sentence_of_ordinary_length_is_one_utterance() {
        let sentence = format!("Il a dit {}.", "que oui, ".repeat(12));
        assert_eq!(parts(&sentence).len(), 1);
    }

    #[test]
    fn a_long_sentence_is_divided_at_its_strongest_mark() {
        let words = |count: usize| vec!["mot"; count].join(" ");
        // The mark at the end of the first part, the opening of the second, a weaker boundary.
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
    fn no_utterance_has_more_words_than_the_limit() {
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
