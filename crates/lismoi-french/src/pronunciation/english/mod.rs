//! English words as French people say them: those of a table, and such as no table lists:
//! compounds of two listed words ("roadmap", "namespace"), words with English endings
//! ("scaling"), and French verbs made of English ones ("uploader", "on a forké").
//!
//! Homographs are French when they stand alone ("main"), and English as parts of compounds
//! ("mainframe") and beside English words ("the main page").

mod compounds;
mod generated;
mod inflections;
mod names;
mod phrases;
mod table;

use std::borrow::Cow;

use lismoi_document::word_list::WordList;

use super::context::Context;
use super::lexicon::built_in;
use super::lookup::is_listed_name;
use super::word::Case;
use super::{Ipa, Pronunciation};
use compounds::{compound, prefixed};
pub(super) use generated::is_sign;
use inflections::{inflected, plural_in_x};
pub(super) use names::name;
use table::{TABLE, Table};

/// Words that look like compounds or inflected forms of English words and are not.
static FRENCH: WordList = WordList::new(include_str!("../../../data/french_like_english.txt"));

/// Words beside which a homograph is English. No French word is among them.
static COMPANY: WordList = WordList::new(include_str!("../../../data/english_company.txt"));

/// The sounds of a listed word, or of the plural of one.
pub(super) fn listed(piece: &str) -> Option<Ipa> {
    let table = &*TABLE;
    let word = table.may_start(piece).then(|| table.word(piece))??;
    let is_english = !word.is_french && !FRENCH.contains(piece);
    is_english.then(|| Ipa::from_table(word.ipa))
}

/// Whether a word is the name of a French place: "Saint-Just-sur-Loire", "Arc-lès-Gray".
pub(super) fn is_in_french_place(context: &Context<'_>) -> bool {
    const PARTS: [&str; 10] = [
        "saint", "sainte", "sur", "lès", "les", "le", "de", "en", "sous", "du",
    ];
    let word = context.word();
    word.case != Case::Lower
        && word.text.contains('-')
        && word.pieces().any(|piece| PARTS.contains(&piece))
}

/// Whether a word in lower case is made of two English words: "tracemonkey".
pub(crate) fn is_compound(word: &str) -> bool {
    compound(&TABLE, word).is_some()
}

/// The sounds of a piece of a word, where it is a homograph in English company, an inflected
/// form of an English word, or an English compound.
pub(super) fn pronunciation(context: &Context<'_>, piece: &str) -> Option<Ipa> {
    let table = &*TABLE;
    if let Some((word, contraction)) = contraction(piece) {
        return contracted(table, context, word, contraction);
    }
    let ipa = if table.may_start(piece) {
        let is_main = is_branch(context, piece);
        let main = || Some(table.word(piece)?.ipa.to_owned());
        is_main
            .then(main)
            .flatten()
            .or_else(|| inflected(table, context, piece))
            .or_else(|| plural_in_x(table, context, piece))
            .or_else(|| compound(table, piece))
    } else {
        None
    };
    ipa.or_else(|| prefixed(table, piece))
        .filter(|_| !FRENCH.contains(piece) && !is_in_french_place(context))
        .map(Ipa::from_table)
}

/// "La branche main" of a repository.
fn is_branch(context: &Context<'_>, piece: &str) -> bool {
    piece == "main" && matches!(context.before(1), "branche" | "branch" | "origin")
}

/// The sounds of a word in an English phrase, where they differ from those that it has alone.
pub(super) fn in_phrase(context: &Context<'_>, piece: &str) -> Option<Ipa> {
    let word = context.word();
    // "L'option with": French people elide before French words.
    let is_whole = piece.is_ascii() && !word.text.contains(['\'', '-']);
    if !is_whole || !context.is_near_english() || generated::SPOKEN_SIGNS.contains(&piece) {
        return None;
    }
    // "L'API Office" is spelled.
    let is_letter = |piece: &str| piece.len() == 1;
    if is_letter(piece) && (is_letter(context.before(1)) || is_letter(context.after(1))) {
        return None;
    }
    // "Peter Brook".
    if word.case != Case::Lower && is_listed_name(piece) {
        return None;
    }
    let ipa = match generated::function_word(piece) {
        Some(ipa) => Cow::Borrowed(ipa),
        None => {
            let word = generated::word(piece)?;
            match word.is_plural {
                true => generated::with_plural(&word.ipa).into(),
                false => Some(word.ipa).filter(|_| word.is_french)?,
            }
        }
    };
    phrases::is_english(context).then(|| Ipa::from_table(ipa))
}

/// The sounds of a word that no French list has.
pub(super) fn generated(context: &Context<'_>, piece: &str) -> Option<Ipa> {
    let word = generated::word(piece).filter(|word| !word.is_french)?;
    // "Void-Vacon", "gas-oil".
    let written = context.word();
    let is_part = |piece: &str| generated::word(piece).is_some_and(|word| !word.is_french);
    let is_whole = written
        .pieces()
        .all(|piece| piece.ends_with('\'') || is_part(piece));
    let is_english = is_whole && !FRENCH.contains(piece) && !is_in_french_place(context);
    is_english.then(|| Ipa::from_table(word.ipa))
}

/// What may be contracted to the word before.
#[derive(Debug)]
pub(super) struct Contraction {
    ending: &'static str,
    /// Its sounds after a voiced sound.
    ipa: &'static str,
    /// French letters that are read alike.
    pub(super) respelling: &'static str,
}

const CONTRACTIONS: [Contraction; 6] = [
    contracted_as("n't", "ɛnt", "nte"),
    contracted_as("'s", "z", "ce"),
    contracted_as("'d", "d", "de"),
    contracted_as("'ll", "l", "le"),
    contracted_as("'ve", "v", "ve"),
    contracted_as("'re", "ʁ", "re"),
];

const fn contracted_as(
    ending: &'static str,
    ipa: &'static str,
    respelling: &'static str,
) -> Contraction {
    Contraction {
        ending,
        ipa,
        respelling,
    }
}

/// A word and what is contracted to it: "shoemaker" and "'s", "need" and "n't".
pub(super) fn contraction(piece: &str) -> Option<(&str, &'static Contraction)> {
    piece.contains('\'').then_some(())?;
    CONTRACTIONS.iter().find_map(|contraction| {
        let word = piece.strip_suffix(contraction.ending)?;
        let word = word.trim_end_matches('\'');
        (!word.is_empty()).then_some((word, contraction))
    })
}

/// "The king's speech", "needn't": a listed word or name and what is contracted to it.
fn contracted(
    table: &Table,
    context: &Context<'_>,
    word: &str,
    contraction: &Contraction,
) -> Option<Ipa> {
    let listed = |word: &str| match built_in().word(word, context.word().case)? {
        Pronunciation::Ipa(ipa) => Some(ipa.as_str().to_owned()),
        Pronunciation::Respelling(_) => None,
    };
    // "Wo'n't", as it was written once.
    if let Some(whole) = listed(&[word, contraction.ending].concat()) {
        return Some(Ipa::from_table(whole));
    }
    let ipa = table
        .word(word)
        .map(|word| word.ipa.to_owned())
        .or_else(|| listed(word))
        .or_else(|| inflected(table, context, word))
        .or_else(|| compound(table, word))
        .or_else(|| Some(generated::word(word)?.ipa.into_owned()))?;
    let is_voiceless = ipa.ends_with(['p', 't', 'k', 'f']);
    let sounds = match contraction.ending {
        "'s" if is_voiceless => "s",
        _ => contraction.ipa,
    };
    Some(Ipa::from_table([&ipa, sounds].concat()))
}

#[cfg(test)]
mod tests;
