//! English phrases in a French sentence: "Rage Against the Machine", "on the road again".
//!
//! Words that only English has show a phrase; words that both languages have are English in it.

use lismoi_document::word_list::WordList;

use super::COMPANY;
use super::generated::{self, function_word};
use crate::pronunciation::context::Context;
use crate::pronunciation::word::{Case, Word};

/// Words before a noun: after them, one in lower case is French.
static DETERMINERS: WordList =
    WordList::new(include_str!("../../../data/singular_determiners.txt"));

/// French function words.
static STARTERS: WordList = WordList::new(include_str!("../../../data/sentence_starters.txt"));

/// English function words that French sentences hardly have.
const NEVER_FRENCH: [&str; 8] = ["in", "is", "off", "out", "over", "to", "up", "us"];

/// Of so many words of a title, one must be English only.
const WORDS_PER_SIGN: usize = 4;

/// Whether a word of both languages is English where it stands.
pub(super) fn is_english(context: &Context<'_>) -> bool {
    // Most words are dismissed by their neighbours alone.
    context.is_near_english() && (is_in_title(context) || is_between_english(context))
}

/// A run of English words with capitals, and of function words between them.
pub(super) fn is_in_title(context: &Context<'_>) -> bool {
    let word = context.word();
    if !has_capital(word) && function_word(word.lower()).is_none() {
        return false;
    }
    let before = || context.words_before().iter().rev();
    let is_first = before().next().is_none_or(|word| word.mark.is_some());
    let next = context.words_after().first();
    if is_first {
        let next = next.filter(|next| has_capital(next) && word.mark.is_none());
        let is_starter = STARTERS.contains(word.lower());
        let is_small = function_word(word.lower()).is_some();
        let fits = |next: &Word<'_>| !is_starter || (is_small && COMPANY.contains(next.lower()));
        if !next.is_some_and(fits) {
            return false;
        }
    }
    let left = Side::read(before().take_while(|word| word.mark.is_none()));
    let mut goes_on = word.mark.is_none();
    let after = context.words_after().iter().take_while(|word| {
        let is_next = goes_on;
        goes_on = goes_on && word.mark.is_none();
        is_next
    });
    let right = Side::read(after);
    // "Black Friday on s'amuse": a title ends with a word that has a capital.
    let is_inside = has_capital(word) || (left.words > 0 && right.words > 0);
    let words = left.words + 1 + right.words;
    let signs = left.signs + usize::from(word.is_english()) + right.signs;
    is_inside && words > 1 && signs * WORDS_PER_SIGN >= words
}

/// The words of a title on one side of a word, and the signs of English among them.
#[derive(Default)]
struct Side {
    words: usize,
    signs: usize,
}

impl Side {
    fn read<'a>(words: impl Iterator<Item = &'a Word<'a>>) -> Side {
        let (mut side, mut small) = (Side::default(), Side::default());
        for word in words.take_while(|word| is_part(word)) {
            small.words += 1;
            small.signs += usize::from(word.is_english());
            if has_capital(word) {
                side.words += small.words;
                side.signs += small.signs;
                small = Side::default();
            }
        }
        side
    }
}

/// Whether a word may stand in an English title.
fn is_part(word: &Word<'_>) -> bool {
    let lower = word.lower();
    let is_small = || COMPANY.contains(lower) || function_word(lower).is_some();
    match has_capital(word) {
        false => is_small(),
        true => word.is_english() || is_small() || generated::word(lower).is_some(),
    }
}

/// Whether a capital is printed: the words of an address count as names without one.
fn has_capital(word: &Word<'_>) -> bool {
    word.case != Case::Lower && word.text.starts_with(char::is_uppercase)
}

/// "On the road again", "the main page": a word between English ones, or beside one that never
/// stands beside a French word.
fn is_between_english(context: &Context<'_>) -> bool {
    let word = context.word();
    let lower = word.lower();
    let before = context.words_before().last();
    let before = before.filter(|before| before.mark.is_none());
    let after = context.words_after().first();
    let after = after.filter(|_| word.mark.is_none());
    let is_english = |word: Option<&Word<'_>>| word.is_some_and(Word::is_english);
    let is_company =
        |word: Option<&Word<'_>>| word.is_some_and(|word| COMPANY.contains(word.lower()));
    // "Le Guardian accuse Right Said Fred".
    let is_between_names = !has_capital(word)
        && function_word(lower).is_none()
        && before.is_some_and(has_capital)
        && after.is_some_and(has_capital);
    let is_between = is_english(before) && is_english(after) && !is_between_names;
    let is_after_determiner = before.is_some_and(|before| DETERMINERS.contains(before.lower()));
    // "La place the Voice".
    let is_apart = !has_capital(word) && after.is_some_and(has_capital);
    let is_before_company = is_company(after) && !is_after_determiner && !is_apart;
    // "L'option for temps": a phrase does not go on with a French word, unless it is a usual one.
    let goes_on = generated::is_by_hand(lower)
        || after.is_none_or(|after| generated::word(after.lower()).is_some());
    if STARTERS.contains(lower) {
        // "A", "on", "or": the commonest words of French.
        return function_word(lower).is_some() && (is_between || is_before_company);
    }
    is_between
        || (is_company(before) && goes_on)
        || is_before_company
        || (is_english(before) && NEVER_FRENCH.contains(&lower))
}
