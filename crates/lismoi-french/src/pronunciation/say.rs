//! How one word of a sentence is said: every source asked in its order.

use super::context::{Context, Word, elided_sound, elision};
use super::lexicon::{BUILT_IN, Lexicon, Table};
use super::phonemes::stressed;
use super::{Pronunciation, Rule, Said, homographs, spelling};

/// How the word at `at` is to be said, where eSpeak NG would say it wrong. `printed` is
/// the same word in its own letters.
pub fn pronounce(
    printed: &str,
    words: &[Word],
    at: usize,
    lexicon: &Lexicon,
) -> Option<Pronunciation> {
    if !lexicon.entries.is_empty() {
        let listed = listed(&lexicon.entries, words, at, Rule::User);
        if let Some(pronunciation) = listed.or_else(|| with_stem(&lexicon.entries, &words[at])) {
            return Some(pronunciation);
        }
    }
    listed(&BUILT_IN, words, at, Rule::Lexicon)
        // A phrase must not hide a word of the user's.
        .filter(|phrase| !(1..phrase.words).any(|n| is_users(lexicon, &words[at + n])))
        .or_else(|| by_pieces(printed, words, at))
}

fn is_users(lexicon: &Lexicon, word: &Word) -> bool {
    let table = &lexicon.entries;
    !table.is_empty() && table.word(&word.lower, word.letters).is_some()
}

/// The longest phrase of a table that starts here, or the whole word.
fn listed(table: &Table, words: &[Word], at: usize, rule: Rule) -> Option<Pronunciation> {
    let word = &words[at];
    let (mut elided, mut rest) = word.lower.split_at(elision(&word.lower));
    // "N'Djamena": an apostrophe of the word's own.
    let is_whole = !elided.is_empty() && table.word(&word.lower, word.letters).is_some();
    if is_whole {
        (elided, rest) = ("", &word.lower);
    }
    let next = |index: usize| {
        let before = words.get(at + index)?;
        (before.mark.is_none())
            .then(|| words.get(at + index + 1).map(|word| word.lower.as_str()))?
    };
    let (said, count) = table.phrase(rest, word.letters, next).or_else(|| {
        // The built-in words come after the homographs; compounds come before their parts.
        let is_compound = rest.contains('-');
        let singular = || table.word(rest.strip_suffix('s')?, word.letters);
        let said = table
            .word(rest, word.letters)
            .or_else(|| singular().filter(|_| is_compound))
            .filter(|_| is_compound || is_whole || rule == Rule::User)?;
        Some((said, 1))
    })?;
    Some(Pronunciation {
        text: joined(&[(elided, None), (rest, Some(said.clone()))]),
        rule,
        words: count,
    })
}

/// A word of the user's that is listed by its start.
fn with_stem(table: &Table, word: &Word) -> Option<Pronunciation> {
    let (elided, rest) = word.lower.split_at(elision(&word.lower));
    let said = Said::Spelling(table.respelled(rest)?);
    Some(Pronunciation {
        text: joined(&[(elided, None), (rest, Some(said))]),
        rule: Rule::User,
        words: 1,
    })
}

/// The pieces of a word, each said by its own rule.
fn by_pieces(printed: &str, words: &[Word], at: usize) -> Option<Pronunciation> {
    let word = &words[at];
    let said = |(index, piece)| {
        let context = Context {
            words,
            at,
            piece: index,
        };
        without_h_after_qu(&context, piece, piece_said(&context, piece))
    };
    // Most words need nothing, and nothing is put together for them.
    let (_, rule) = word.pieces().enumerate().find_map(said)?;
    let mut rest = printed;
    let pieces = word.pieces().enumerate().map(|(index, piece)| {
        // Lower case may have another length; then the printed letters are not to be had.
        let length = piece.len() + usize::from(!piece.ends_with('\''));
        let own = if printed.len() == word.lower.len() {
            let own = rest.get(..piece.len()).unwrap_or(piece);
            rest = rest.get(length..).unwrap_or_default();
            own
        } else {
            piece
        };
        (own, said((index, piece)).map(|(said, _)| said))
    });
    Some(Pronunciation {
        text: joined(&pieces.collect::<Vec<_>>()),
        rule,
        words: 1,
    })
}

fn piece_said(context: &Context<'_>, piece: &str) -> Option<(Said, Rule)> {
    if piece.is_empty() || piece.ends_with('\'') {
        return None;
    }
    homographs::said(context, piece)
        .or_else(|| {
            let letters = context.word().letters;
            let singular = || {
                BUILT_IN.word(
                    piece.strip_suffix('s').filter(|one| one.len() > 3)?,
                    letters,
                )
            };
            let said = BUILT_IN.word(piece, letters).or_else(singular)?;
            Some((said.clone(), Rule::Lexicon))
        })
        .or_else(|| {
            let respelled = BUILT_IN.respelled(piece)?;
            let said = match spelling::said(&respelled, context.word().letters) {
                Some((said, _)) => said,
                None => Said::Spelling(respelled),
            };
            Some((said, Rule::Lexicon))
        })
        .or_else(|| spelling::said(piece, context.word().letters))
}

/// "Qu'hier", "qu'habite": eSpeak NG takes letters after an apostrophe and an h for English.
fn without_h_after_qu(
    context: &Context<'_>,
    piece: &str,
    said: Option<(Said, Rule)>,
) -> Option<(Said, Rule)> {
    let is_after_qu = context.piece > 0 && context.before(1).ends_with("qu'");
    match &said {
        None if is_after_qu => {
            let rest = piece.strip_prefix('h')?;
            Some((Said::Spelling(rest.to_owned()), Rule::Letters("mute h")))
        }
        Some((Said::Spelling(spelling), rule)) if is_after_qu => {
            let rest = spelling.strip_prefix('h').unwrap_or(spelling);
            Some((Said::Spelling(rest.to_owned()), *rule))
        }
        _ => said,
    }
}

/// Pieces in one text. What stands before phonemes without a space goes between the
/// brackets with them, because eSpeak NG takes brackets at the start of a word only.
fn joined(pieces: &[(&str, Option<Said>)]) -> String {
    let mut text = String::new();
    let mut before: Option<&(&str, Option<Said>)> = None;
    for (index, piece) in pieces.iter().enumerate() {
        let (own, said) = piece;
        let is_elided = own.ends_with('\'') && said.is_none();
        let next_is_phonemes = matches!(pieces.get(index + 1), Some((_, Some(Said::Phonemes(_)))));
        if is_elided && next_is_phonemes {
            before = Some(piece);
            continue;
        }
        let is_phonemes = matches!(said, Some(Said::Phonemes(_)));
        let last_is_phonemes = index > 0 && matches!(pieces[index - 1].1, Some(Said::Phonemes(_)));
        if !text.is_empty() && !text.ends_with('\'') {
            text.push(if is_phonemes || last_is_phonemes {
                ' '
            } else {
                '-'
            });
        }
        match said {
            None => text.push_str(own),
            Some(Said::Spelling(spelling)) => text.push_str(spelling),
            Some(Said::Phonemes(phonemes)) => {
                text.push_str("[[");
                if let Some((elided, _)) = before.take() {
                    text.push_str(elided_sound(elided.trim_end_matches('\'')).unwrap_or_default());
                }
                text.push_str(&stressed(phonemes));
                text.push_str("]]");
            }
        }
    }
    text
}
