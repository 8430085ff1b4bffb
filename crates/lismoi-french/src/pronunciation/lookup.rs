//! The pronunciation of one word of a sentence: every source asked in its order.

use std::cell::Cell;
use std::cmp::Ordering;

use super::context::{Context, is_near_english};
use super::lexicon::{Lexicon, Table, built_in};
use super::word::{Case, Word, elided_ipa, elision};
use super::{
    Pronunciation, PronunciationRule, english, foreign_names, homographs, inversions, languages,
    letter_rules, names_in_er,
    plain_words::{self, Plain},
};
use crate::Part;
use crate::utterance::push_letters;

/// The pronunciation of one or several words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The parts that stand for the words.
    pub parts: Vec<Part>,
    /// The rule that decided it.
    pub rule: PronunciationRule,
    /// How many words of the sentence it stands for, at least 1.
    pub words: usize,
}

/// The pronunciation of the word at `at`; `None` where its own letters say it.
pub fn lookup(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> Option<Match> {
    let users = &lexicon.entries;
    if !users.is_empty() {
        let is_used = Cell::default();
        let context = Context::new(words, at, &is_used);
        let listed = listed(users, &context, PronunciationRule::User);
        if let Some(found) = listed.or_else(|| by_stem(users, &words[at])) {
            return Some(found);
        }
    }
    let word = &words[at];
    let plain = word.plain.filter(|_| !is_near_english(words, at));
    if plain == Some(Plain::Everywhere) {
        return None;
    }
    let may_start_phrase = Cell::default();
    let context = Context::new(words, at, &may_start_phrase);
    let phrase = listed(built_in(), &context, PronunciationRule::BuiltIn)
        // A phrase must not hide a word of the user's.
        .filter(|phrase| !(1..phrase.words).any(|n| users.holds(&words[at + n])));
    if phrase.is_some() || plain.is_some() {
        return phrase;
    }
    let is_used = Cell::default();
    let found = by_pieces(&Context::new(words, at, &is_used));
    let is_plain = word.case == Case::Lower && !word.is_english() && !is_used.get();
    if found.is_none() && is_plain {
        plain_words::remember(
            &word.text,
            match may_start_phrase.get() {
                true => Plain::OutsidePhrases,
                false => Plain::Everywhere,
            },
        );
    }
    found
}

/// The pronunciation of a word or phrase without a sentence around it; `None` where its own
/// letters say it.
pub fn lookup_alone(phrase: &str, lexicon: &Lexicon) -> Option<Match> {
    let words: Vec<Word<'_>> = phrase
        .split(' ')
        .map(|word| Word::new(word, None))
        .collect();
    lookup(&words, 0, lexicon)
}

/// Whether the built-in lexicon has the sounds of a word in lower case.
pub(crate) fn is_listed(word: &str) -> bool {
    built_in().word(word, Case::Lower).is_some() || english::listed(word).is_some()
}

/// Whether the built-in lexicon has the sounds of a name in lower case.
pub(crate) fn is_listed_name(name: &str) -> bool {
    built_in().word(name, Case::Capital).is_some() && built_in().word(name, Case::Lower).is_none()
}

/// The longest phrase of a table that starts here, or the whole word.
fn listed(table: &Table, context: &Context<'_>, rule: PronunciationRule) -> Option<Match> {
    let word = context.word();
    let lower = word.lower();
    let mut elided = elision(lower);
    // "N'Djamena": an apostrophe of the word's own.
    let is_whole = elided > 0 && table.holds(word);
    if is_whole {
        elided = 0;
    }
    let rest = &lower[elided..];
    let next = |index: usize| {
        let after = context.words_after();
        let before = index
            .checked_sub(1)
            .map_or(Some(word), |at| after.get(at))?;
        (before.mark.is_none()).then(|| after.get(index).map(Word::lower))?
    };
    let (pronunciation, count) = table.phrase(rest, word.case, next).or_else(|| {
        // Built-in words come after the homographs; compounds come before their parts.
        let is_compound = rest.contains('-');
        if !(is_compound || is_whole || rule == PronunciationRule::User) {
            return None;
        }
        let singular = || table.word(rest.strip_suffix('s')?, word.case);
        let pronunciation = table
            .word(rest, word.case)
            .or_else(|| singular().filter(|_| is_compound))?;
        Some((pronunciation, 1))
    })?;
    let words = [word].into_iter().chain(context.words_after()).take(count);
    let texts: Vec<&str> = words.map(|word| &*word.text).collect();
    let letters = texts.join(" ");
    let own = letters.get(elided..).unwrap_or(rest);
    Some(Match {
        parts: parts([(&lower[..elided], None), (own, Some(pronunciation.clone()))]),
        rule,
        words: count,
    })
}

/// A word that the user's lexicon lists by its start.
fn by_stem(table: &Table, word: &Word<'_>) -> Option<Match> {
    let (elided, rest) = word.lower().split_at(elision(word.lower()));
    let respelling = Pronunciation::Respelling(table.respelled(rest)?.into());
    Some(Match {
        parts: parts([(elided, None), (rest, Some(respelling))]),
        rule: PronunciationRule::User,
        words: 1,
    })
}

/// The pieces of a word, each by its own rule.
fn by_pieces(context: &Context<'_>) -> Option<Match> {
    let word = context.word();
    let decide = |(piece, letters)| {
        let context = context.of_piece(piece);
        without_h_after_qu(&context, letters, of_piece(&context, letters))
    };
    // Most words need no parts of their own.
    let mut pieces = word.pieces().enumerate();
    let (first, (pronunciation, rule)) =
        pieces.find_map(|(index, piece)| Some((index, decide((index, piece))?)))?;
    let mut pronunciation = Some(pronunciation);
    // Lower case may have another length; then the word's own letters are not available.
    let has_own = word.text.len() == word.lower().len();
    let mut rest = &*word.text;
    let pieces = word.pieces().enumerate().map(|(index, piece)| {
        let length = piece.len() + usize::from(!piece.ends_with('\''));
        let own = if has_own {
            let own = rest.get(..piece.len()).unwrap_or(piece);
            rest = rest.get(length..).unwrap_or_default();
            own
        } else {
            piece
        };
        let pronunciation = match index.cmp(&first) {
            Ordering::Less => None,
            Ordering::Equal => pronunciation.take(),
            Ordering::Greater => decide((index, piece)).map(|(pronunciation, _)| pronunciation),
        };
        (own, pronunciation)
    });
    Some(Match {
        parts: parts(pieces),
        rule,
        words: 1,
    })
}

fn of_piece(context: &Context<'_>, piece: &str) -> Option<(Pronunciation, PronunciationRule)> {
    if piece.is_empty() || piece.ends_with('\'') {
        return None;
    }
    let case = context.word().case;
    let by_letters = |piece: &str| {
        let respelling = letter_rules::respelled(piece, case)?;
        Some(Pronunciation::Respelling(respelling.into()))
    };
    if let Some(subject) = inversions::respelled(context, piece) {
        let rule = PronunciationRule::Letters("inversion");
        return Some((Pronunciation::Respelling(subject.into()), rule));
    }
    english::in_phrase(context, piece)
        .map(|ipa| {
            let rule = PronunciationRule::Letters("English phrase");
            (Pronunciation::Ipa(ipa), rule)
        })
        .or_else(|| homographs::reading(context, piece))
        .or_else(|| {
            let singular = || {
                let one = piece.strip_suffix('s').filter(|one| one.len() > 3)?;
                built_in().word(one, case)
            };
            let pronunciation = built_in().word(piece, case).or_else(singular)?;
            Some((pronunciation.clone(), PronunciationRule::BuiltIn))
        })
        .or_else(|| {
            let ipa = english::listed(piece).filter(|_| !english::is_in_french_place(context))?;
            Some((Pronunciation::Ipa(ipa), PronunciationRule::BuiltIn))
        })
        .or_else(|| {
            // The letters of a name may show another language.
            let is_foreign = || languages::pronunciation(context, piece).is_some();
            let ipa = english::generated(context, piece).filter(|_| !is_foreign())?;
            Some((
                Pronunciation::Ipa(ipa),
                PronunciationRule::Letters("English word"),
            ))
        })
        .or_else(|| {
            let respelled = built_in().respelled(piece)?;
            let pronunciation =
                by_letters(&respelled).unwrap_or(Pronunciation::Respelling(respelled.into()));
            Some((pronunciation, PronunciationRule::BuiltIn))
        })
        .or_else(|| {
            let pronunciation = languages::pronunciation(context, piece)?;
            Some((pronunciation, PronunciationRule::Letters("foreign name")))
        })
        .or_else(|| {
            let ipa =
                english::name(context, piece).or_else(|| english::pronunciation(context, piece))?;
            let rule = PronunciationRule::Letters("English word");
            Some((Pronunciation::Ipa(ipa), rule))
        })
        .or_else(|| {
            let name = foreign_names::respelled(context, piece)?;
            let pronunciation = by_letters(&name).unwrap_or(Pronunciation::Respelling(name.into()));
            let rule = PronunciationRule::Letters("foreign name");
            Some((pronunciation, rule))
        })
        .or_else(|| {
            let name = names_in_er::respelled(context, piece)?;
            let pronunciation = by_letters(&name).unwrap_or(Pronunciation::Respelling(name.into()));
            let rule = PronunciationRule::Letters("family name");
            Some((pronunciation, rule))
        })
        .or_else(|| {
            Some((
                by_letters(piece)?,
                PronunciationRule::Letters("read as French"),
            ))
        })
}

/// "Qu'hier", "qu'habite": letter-to-sound rules take an h after an apostrophe for English.
fn without_h_after_qu(
    context: &Context<'_>,
    piece: &str,
    found: Option<(Pronunciation, PronunciationRule)>,
) -> Option<(Pronunciation, PronunciationRule)> {
    let is_after_qu = context.piece > 0 && context.before(1).ends_with("qu'");
    match &found {
        None if is_after_qu => {
            let rest = piece.strip_prefix('h')?.to_owned();
            let rule = PronunciationRule::Letters("mute h");
            Some((Pronunciation::Respelling(rest.into()), rule))
        }
        Some((Pronunciation::Respelling(respelling), rule)) if is_after_qu => {
            let rest = respelling
                .strip_prefix('h')
                .unwrap_or(respelling)
                .to_owned();
            Some((Pronunciation::Respelling(rest.into()), *rule))
        }
        _ => found,
    }
}

/// The parts of a word's pieces, with the hyphens between them. An elided word is pronounced
/// together with the sounds after it.
fn parts<'a>(pieces: impl IntoIterator<Item = (&'a str, Option<Pronunciation>)>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut elided: Option<(&str, &str)> = None;
    // Not at the start, and not after an apostrophe.
    let mut needs_hyphen = false;
    let mut pieces = pieces.into_iter().peekable();
    while let Some((own, pronunciation)) = pieces.next() {
        let next_has_sounds = matches!(pieces.peek(), Some((_, Some(Pronunciation::Ipa(_)))));
        if pronunciation.is_none()
            && next_has_sounds
            && let Some(ipa) = own.strip_suffix('\'').and_then(elided_ipa)
        {
            elided = Some((own, ipa));
            continue;
        }
        if needs_hyphen {
            push_letters(&mut parts, "-");
        }
        match pronunciation {
            None => {
                push_letters(&mut parts, own);
                needs_hyphen = (needs_hyphen || !own.is_empty()) && !own.ends_with('\'');
            }
            Some(Pronunciation::Respelling(respelling)) => {
                needs_hyphen = !respelling.ends_with('\'');
                parts.push(Part::Respelled {
                    letters: own.to_owned(),
                    respelling: respelling.into_owned(),
                });
            }
            Some(Pronunciation::Ipa(ipa)) => {
                needs_hyphen = true;
                let (before, sound) = elided.take().unwrap_or_default();
                parts.push(Part::Pronounced {
                    letters: [before, own].concat(),
                    ipa: ipa.after(sound),
                });
            }
        }
    }
    parts
}
