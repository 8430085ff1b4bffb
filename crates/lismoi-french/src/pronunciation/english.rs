//! English words as French people say them: those of a table, and such as no table lists:
//! compounds of two listed words ("roadmap", "namespace"), words with English endings
//! ("scaling"), and French verbs made of English ones ("uploader", "on a forké").
//!
//! Homographs are French when they stand alone ("main"), and English as parts of compounds
//! ("mainframe") and beside English words ("the main page").

mod table;

use lismoi_document::word_list::WordList;

use super::Ipa;
use super::context::Context;
use super::word::Case;
use table::{TABLE, Table, VERBS};

/// Words that look like compounds or inflected forms of English words and are not.
static FRENCH: WordList = WordList::new(include_str!("../../data/french_like_english.txt"));

/// Words beside which a homograph is English. No French word is among them.
static COMPANY: WordList = WordList::new(include_str!("../../data/english_company.txt"));

/// Words that end many French ones, and so are not taken for the second part of a compound.
static NEVER_SECOND: WordList = WordList::new(include_str!("../../data/english_never_second.txt"));

/// Parts that only precede a word.
const PREFIXES: [(&str, &str); 4] = [("un", "œn"), ("re", "ʁi"), ("up", "œp"), ("by", "baj")];

/// French endings of verbs and of the nouns made of them, with their sounds.
const FRENCH_ENDINGS: [(&str, &str); 23] = [
    ("er", "e"),
    ("ers", "œʁ"),
    ("é", "e"),
    ("ée", "e"),
    ("és", "e"),
    ("ées", "e"),
    ("ez", "e"),
    ("ent", ""),
    ("ons", "ɔ\u{303}"),
    ("ant", "ɑ\u{303}"),
    ("ais", "ɛ"),
    ("ait", "ɛ"),
    ("aient", "ɛ"),
    ("era", "əʁa"),
    ("erait", "əʁɛ"),
    ("eur", "œʁ"),
    ("eurs", "œʁ"),
    ("euse", "øz"),
    ("euses", "øz"),
    ("able", "abl"),
    ("ables", "abl"),
    ("age", "aʒ"),
    ("ages", "aʒ"),
];

/// English endings, with their sounds.
const ENGLISH_ENDINGS: [(&str, &str); 2] = [("ing", "iŋ"), ("ings", "iŋ")];

/// The sounds of a listed word, or of the plural of one.
pub(super) fn listed(piece: &str) -> Option<Ipa> {
    let table = &*TABLE;
    let word = table.may_start(piece).then(|| table.word(piece))??;
    (!word.is_french).then(|| Ipa::from_table(word.ipa))
}

/// The sounds of a piece of a word, where it is a homograph in English company, an inflected
/// form of an English word, or an English compound.
pub(super) fn pronunciation(context: &Context<'_>, piece: &str) -> Option<Ipa> {
    let table = &*TABLE;
    let ipa = if table.may_start(piece) {
        homograph(table, context, piece)
            .map(str::to_owned)
            .or_else(|| inflected(table, context, piece))
            .or_else(|| compound(table, piece))
    } else {
        None
    };
    ipa.or_else(|| prefixed(table, piece))
        .filter(|_| !FRENCH.contains(piece))
        .map(|ipa| Ipa::from_table(&ipa))
}

fn homograph(table: &Table, context: &Context<'_>, piece: &str) -> Option<&'static str> {
    let word = table.word(piece).filter(|word| word.is_french)?;
    let (before, after) = (context.before(1), context.after(1));
    // "La branche main" of a repository.
    let is_branch = piece == "main" && matches!(before, "branche" | "branch" | "origin");
    (is_branch || COMPANY.contains(before) || COMPANY.contains(after)).then_some(word.ipa)
}

/// Two listed words in one, at least one of them English only: the first as long as possible.
fn compound(table: &Table, piece: &str) -> Option<String> {
    let is_compound = (6..=24).contains(&piece.len()) && piece.is_ascii();
    if !is_compound || !table.may_end(piece) || table.lists(piece) {
        return None;
    }
    (3..=piece.len() - 3).rev().find_map(|cut| {
        let (first, second) = piece.split_at(cut);
        let first = table.exactly(first)?;
        let singular = second.strip_suffix('s').unwrap_or(second);
        let suffix = || table.suffix(second).filter(|_| !first.is_french);
        let second = table
            .word(second)
            .filter(|_| !NEVER_SECOND.contains(singular))
            .or_else(suffix)?;
        let is_english = !(first.is_french && second.is_french);
        is_english.then(|| joined(first.ipa, second.ipa))
    })
}

/// "Unread", "remap": a listed word behind a prefix.
fn prefixed(table: &Table, piece: &str) -> Option<String> {
    PREFIXES.iter().find_map(|(prefix, ipa)| {
        let rest = piece.strip_prefix(prefix).filter(|rest| rest.len() > 3)?;
        if !table.may_end(piece) || table.lists(piece) {
            return None;
        }
        let word = table.word(rest).filter(|word| !word.is_french)?;
        (!NEVER_SECOND.contains(rest)).then(|| joined(ipa, word.ipa))
    })
}

fn joined(first: &str, second: &str) -> String {
    // The break before an h or a glide is for the start of a word.
    [first, second.trim_start_matches('|')].concat()
}

/// "Scaling", "forker", "il a scrollé": an English word or compound with the ending of a verb.
fn inflected(table: &Table, context: &Context<'_>, piece: &str) -> Option<String> {
    let (endings, words) = if piece.ends_with("ing") || piece.ends_with("ings") {
        (&ENGLISH_ENDINGS[..], Words::All)
    } else if table.may_start_verb(piece) {
        (&FRENCH_ENDINGS[..], Words::Verbs)
    } else {
        return None;
    };
    if piece.len() < 5 || table.lists(piece) {
        return None;
    }
    let (stem, sounds) = endings.iter().find_map(|(ending, sounds)| {
        let stem = stem_sounds(table, piece.strip_suffix(ending)?, words)?;
        Some((stem, *sounds))
    })?;
    let is_agent = piece.ends_with("er") && is_agent(context);
    Some(stem + if is_agent { "œʁ" } else { sounds })
}

/// The words that an ending may stand behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    All,
    Verbs,
}

/// The sounds of the word that is left before an ending: "fork", "scal(e)", "scan(n)", "log(u)".
fn stem_sounds(table: &Table, stem: &str, words: Words) -> Option<String> {
    if stem.len() < 3 || !stem.is_ascii() {
        return None;
    }
    let find = |word: &str| {
        let found = table.exactly(word).filter(|found| !found.is_french)?;
        (words == Words::All || VERBS.contains(word)).then(|| found.ipa.to_owned())
    };
    // "Log", "plug" double their last letter, or get a u.
    let (short, last) = stem.split_at(stem.len() - 1);
    let is_doubled = short.ends_with(last) || (last == "u" && short.ends_with('g'));
    let is_short = stem.len() == 3 && !stem.ends_with('x');
    find(stem)
        .filter(|_| !is_short)
        .or_else(|| find(&[stem, "e"].concat()))
        .or_else(|| find(short).filter(|_| is_doubled))
        .or_else(|| compound(table, stem).filter(|_| words == Words::All))
}

/// "Le scheduler", "Docker": one that acts, not the infinitive of "pour merger".
fn is_agent(context: &Context<'_>) -> bool {
    const DETERMINERS: [&str; 10] = [
        "un", "le", "l'", "du", "au", "ce", "mon", "son", "votre", "leur",
    ];
    const BEFORE_INFINITIVES: [&str; 8] = ["pour", "de", "à", "sans", "faut", "veut", "va", "peut"];
    let before = context.before(1);
    let is_name = context.word().case == Case::Capital && !before.is_empty();
    is_name
        || COMPANY.contains(before)
        || (DETERMINERS.contains(&before) && !BEFORE_INFINITIVES.contains(&context.before(2)))
}

#[cfg(test)]
mod tests;
