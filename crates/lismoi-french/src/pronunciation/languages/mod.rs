//! Names of other languages: the language is found out from the letters of the name, from
//! lists of names, or from the first name before it; the sounds come from the letters of that
//! language, as French newsreaders give them.
//!
//! Names that newsreaders say against these rules are in the built-in lexicon, which is asked
//! first.

mod letters;
mod sounds;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::context::Context;
use super::word::{Case, Word};
use super::{Ipa, Pronunciation};
use letters::Patterns;
use sounds::SoundRules;

/// The languages with rules, by the names that the tables give them, and their rules.
const LANGUAGES: [(&str, &str); 16] = [
    (
        "chinese",
        include_str!("../../../data/languages/chinese.tsv"),
    ),
    ("czech", include_str!("../../../data/languages/czech.tsv")),
    ("dutch", include_str!("../../../data/languages/dutch.tsv")),
    (
        "finnish",
        include_str!("../../../data/languages/finnish.tsv"),
    ),
    ("german", include_str!("../../../data/languages/german.tsv")),
    (
        "hungarian",
        include_str!("../../../data/languages/hungarian.tsv"),
    ),
    (
        "italian",
        include_str!("../../../data/languages/italian.tsv"),
    ),
    (
        "japanese",
        include_str!("../../../data/languages/japanese.tsv"),
    ),
    ("nordic", include_str!("../../../data/languages/nordic.tsv")),
    ("polish", include_str!("../../../data/languages/polish.tsv")),
    (
        "portuguese",
        include_str!("../../../data/languages/portuguese.tsv"),
    ),
    (
        "romanian",
        include_str!("../../../data/languages/romanian.tsv"),
    ),
    (
        "romanized",
        include_str!("../../../data/languages/romanized.tsv"),
    ),
    (
        "south_slavic",
        include_str!("../../../data/languages/south_slavic.tsv"),
    ),
    (
        "spanish",
        include_str!("../../../data/languages/spanish.tsv"),
    ),
    (
        "turkish",
        include_str!("../../../data/languages/turkish.tsv"),
    ),
];

/// The language of a name whose letters are French, or should be read as French.
const FRENCH: &str = "french";

/// Letters that show a language: the longest decide.
static SIGNS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::read(include_str!("../../../data/languages/signs.tsv")));

/// Family names, places and rarer first names, and their languages.
static NAMES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    read(&[
        include_str!("../../../data/languages/places.tsv"),
        include_str!("../../../data/languages/names_generated.tsv"),
        // French people bear some of them: they tell nothing of the family name.
        include_str!("../../../data/languages/first_names_generated.tsv"),
        include_str!("../../../data/languages/names.tsv"),
    ])
});

/// First names that are of one language only, and their languages.
static FIRST_NAMES: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| read(&[include_str!("../../../data/languages/first_names.tsv")]));

/// Particles that are words of other kinds too: "Robin van Persie", but "le van Renault".
const BEHIND_NAMES: [&str; 6] = ["das", "di", "do", "dos", "van", "zu"];

/// Particles before names, and their languages.
static PARTICLES: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| read(&[include_str!("../../../data/languages/particles.tsv")]));

static SOUNDS: LazyLock<FxHashMap<&str, SoundRules>> = LazyLock::new(|| {
    let rules = LANGUAGES.iter();
    rules
        .map(|(language, table)| (*language, SoundRules::read(table)))
        .collect()
});

/// The sounds of a piece of a word, where it is a name of another language.
pub(super) fn pronunciation(context: &Context<'_>, piece: &str) -> Option<Pronunciation> {
    if context.word().case == Case::Lower || piece.len() < 3 {
        return None;
    }
    let language = language(context, piece)?;
    let sounds = SOUNDS.get(language)?.transcription(piece)?;
    Some(Pronunciation::Ipa(Ipa::from_table(sounds)))
}

fn language(context: &Context<'_>, piece: &str) -> Option<&'static str> {
    let listed = NAMES.get(piece).or_else(|| FIRST_NAMES.get(piece));
    let shown = || SIGNS.longest(piece);
    listed
        .copied()
        .or_else(|| of_particle(context))
        .or_else(shown)
        .or_else(|| of_first_name(context))
        // An exception among the signs: "Juan José".
        .filter(|language| *language != FRENCH)
}

/// The language of the first name before a family name: "Pablo Casals".
fn of_first_name(context: &Context<'_>) -> Option<&'static str> {
    let before = context.words_before().last()?;
    let is_name = before.case == Case::Capital && before.mark.is_none();
    // The words of an address count as names although they are in lower case.
    let word = context.word();
    let has_capital = word.case == Case::Capital && word.text.starts_with(char::is_uppercase);
    if !is_name || !has_capital || word.pieces().nth(1).is_some() {
        return None;
    }
    FIRST_NAMES.get(before.lower()).copied()
}

/// The language of the particles before a name: "Carl von Clausewitz", "Mathieu van der Poel".
fn of_particle(context: &Context<'_>) -> Option<&'static str> {
    let is_article = |word: &Word<'_>| matches!(word.lower(), "der" | "den" | "de");
    let before = match context.words_before() {
        [before @ .., article] if is_article(article) && article.mark.is_none() => before,
        before => before,
    };
    let (particle, before) = before.split_last()?;
    let is_name = |word: &Word<'_>| word.case == Case::Capital && word.mark.is_none();
    let is_particle = !BEHIND_NAMES.contains(&particle.lower())
        || particle.case == Case::Capital
        || before.last().is_some_and(is_name);
    let language = PARTICLES.get(particle.lower()).copied();
    language.filter(|_| is_particle && particle.mark.is_none())
}

/// Tables of a name, a tab and its language; those of later tables stand.
fn read(tables: &[&'static str]) -> FxHashMap<&'static str, &'static str> {
    let lines = tables.iter().flat_map(|table| table.lines());
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
}
