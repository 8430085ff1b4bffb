//! English words with endings: English ones, and those of French verbs.

use super::COMPANY;
use super::compounds::compound;
use super::table::{Table, VERBS};
use crate::pronunciation::context::Context;
use crate::pronunciation::word::Case;

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

/// "Scaling", "forker", "il a scrollé": an English word or compound with the ending of a verb.
pub(super) fn inflected(table: &Table, context: &Context<'_>, piece: &str) -> Option<String> {
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

/// "Foxes" in the name of a club or a film: the English plural of a word in x that French has
/// not borrowed, as it has "boxes" and "remixes".
pub(super) fn plural_in_x(table: &Table, context: &Context<'_>, piece: &str) -> Option<String> {
    const BORROWED: [&str; 9] = [
        "box", "fax", "fix", "flex", "index", "mix", "remix", "tax", "telex",
    ];
    let one = piece.strip_suffix("es").filter(|one| one.ends_with('x'))?;
    let word = table.exactly(one).filter(|word| !word.is_french)?;
    let is_name = context.word().case == Case::Capital && !BORROWED.contains(&one);
    is_name.then(|| [word.ipa, "ɛs"].concat())
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
    // No French word is a homograph with -ing: "lining", "tracing".
    let find = |word: &str| {
        let found = table.exactly(word)?;
        (words == Words::All || VERBS.contains(word)).then(|| found.ipa.to_owned())
    };
    // "Log", "plug" double their last letter, or get a u.
    let (short, last) = stem.split_at(stem.len() - 1);
    let is_doubled = short.ends_with(last) || (last == "u" && short.ends_with('g'));
    let is_short = words == Words::Verbs && stem.len() == 3 && !stem.ends_with('x');
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
