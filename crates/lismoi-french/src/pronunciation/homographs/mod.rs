//! Homographs: words whose sound depends on the words around them.
//!
//! `homographs.tsv` names for each word the rule that tells its readings apart, and the
//! pronunciation of each reading. A rule looks at the neighbours and returns the index of the
//! reading, or `None` where the letters say it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::context::Context;
use super::lexicon::read_built_in;
use super::word::Case;
use super::{Pronunciation, PronunciationRule};

pub(crate) mod grammar;

mod adjectives;
mod endings;
mod function_words;
mod nouns;

/// A word, the name of its rule, and its readings in the order in which the rule counts them.
const TABLE: &str = include_str!("../../../data/homographs.tsv");

/// The index of the reading that the word has here.
type Choose = fn(&Context<'_>) -> Option<usize>;

/// The rules by name. `show spoken --explain` prints the name.
const RULES: [(&str, Choose); 26] = [
    ("east or is", function_words::east_or_is),
    ("plus", function_words::plus),
    ("tous", function_words::tous),
    ("name or English word", nouns::name_or_english_word),
    ("mute e before a vowel", function_words::mute_e_before_vowel),
    ("y", function_words::y),
    ("so be it", function_words::so_be_it),
    ("well or Ben", function_words::well_or_ben),
    ("cent", function_words::cent),
    ("saint", function_words::saint),
    ("his or sound", function_words::his_or_sound),
    ("adjective before a noun", adjectives::before_noun),
    ("on purpose or explicit", adjectives::on_purpose_or_explicit),
    ("one or several", nouns::one_or_several),
    ("noun or verb of je", nouns::noun_or_verb_of_je),
    ("son or threads", nouns::son_or_threads),
    ("ace or has", nouns::ace_or_has),
    ("proud or trust", nouns::proud_or_trust),
    ("goal or drank", nouns::goal_or_drank),
    ("plane or throw", nouns::plane_or_throw),
    ("noun or infinitive", nouns::noun_or_infinitive),
    ("Job or job", nouns::job),
    ("noun or verb in -ent", endings::noun_or_verb_in_ent),
    ("noun or verb in -tions", endings::noun_or_verb_in_tions),
    ("one does or several do", endings::one_does_or_several_do),
    ("it suits or they invite", endings::it_suits_or_they_invite),
];

static WORDS: LazyLock<FxHashMap<&'static str, Homograph>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (word, name) = (fields.next()?, fields.next()?);
            let (name, choose) = RULES.iter().find(|(known, _)| *known == name)?;
            let readings = fields.map(|field| (field != "-").then(|| read_built_in(field)));
            let homograph = Homograph {
                name,
                choose: *choose,
                readings: readings.collect(),
            };
            Some((word, homograph))
        })
        .collect()
});

/// One line of the table.
struct Homograph {
    name: &'static str,
    choose: Choose,
    /// `None` is what the letters say.
    readings: Vec<Option<Pronunciation>>,
}

/// The pronunciation of the piece here, where it has several.
pub(super) fn reading(
    context: &Context<'_>,
    piece: &str,
) -> Option<(Pronunciation, PronunciationRule)> {
    if let Some(homograph) = WORDS.get(piece) {
        // OS, EST: acronyms, except in a text all in capitals.
        if context.word().case == Case::Upper && piece.len() < 5 {
            return None;
        }
        let reading = (homograph.choose)(context)?;
        let pronunciation = homograph.readings.get(reading)?.clone()?;
        return Some((pronunciation, PronunciationRule::Homograph(homograph.name)));
    }
    if let Some(stem) = piece.strip_suffix("ent")
        && let Some((respelling, name)) = endings::verb_in_ouent_or_name_in_ent(stem)
    {
        let pronunciation = Pronunciation::Respelling(respelling.into());
        return Some((pronunciation, PronunciationRule::Homograph(name)));
    }
    // Hundreds of verbs have such a form, and a noun beside it or not.
    let stem = piece
        .strip_suffix("tions")
        .filter(|stem| !stem.ends_with(['s', 't']))?;
    if endings::noun_or_verb_in_tions(context) == Some(1) {
        let respelling = Pronunciation::Respelling([stem, "ttions"].concat().into());
        let rule = PronunciationRule::Homograph("noun or verb in -tions");
        return Some((respelling, rule));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_a_rule_and_two_readings() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(
                RULES.iter().any(|(name, _)| *name == fields[1]),
                "{line}: no such rule"
            );
            assert_eq!(fields.len(), 4, "{line}");
        }
    }
}
