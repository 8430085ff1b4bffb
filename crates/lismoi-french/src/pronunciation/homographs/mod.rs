//! Words whose sound depends on what stands beside them.
//!
//! `homographs.tsv` names for each word the rule that tells its readings apart, and how
//! each reading is said; a rule looks at the neighbours and gives the place of the
//! reading, or `None` where eSpeak NG may say the word its own way.

use std::sync::LazyLock;

use super::context::{Context, Letters};
use super::lexicon::read;
use super::{Rule, Said};
use rustc_hash::FxHashMap;

mod grammar;

mod adjectives;
mod endings;
mod nouns;
mod small;

/// A word, the name of its rule, and its readings in the order that the rule counts them.
const TABLE: &str = include_str!("homographs.tsv");

/// Which of its readings the word has here, from 0.
type Choose = fn(&Context<'_>) -> Option<usize>;

/// The rules by name. The name is also what a person reads.
const RULES: [(&str, Choose); 18] = [
    ("east or is", small::east_or_is),
    ("plus", small::plus),
    ("tous", small::tous),
    ("y", small::y),
    ("cent", small::cent),
    ("saint", small::saint),
    ("adjective before a noun", adjectives::before_noun),
    ("one or several", nouns::one_or_several),
    ("noun or verb of je", nouns::noun_or_verb_of_je),
    ("son or threads", nouns::son_or_threads),
    ("ace or has", nouns::ace_or_has),
    ("proud or trust", nouns::proud_or_trust),
    ("goal or drank", nouns::goal_or_drank),
    ("plane or throw", nouns::plane_or_throw),
    ("noun or infinitive", nouns::noun_or_infinitive),
    ("noun or verb in -ent", endings::noun_or_verb_in_ent),
    ("noun or verb in -tions", endings::noun_or_verb_in_tions),
    ("one does or several do", endings::one_does_or_several_do),
];

static WORDS: LazyLock<FxHashMap<&'static str, Homograph>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (word, name) = (fields.next()?, fields.next()?);
            let (name, choose) = RULES.iter().find(|(known, _)| *known == name)?;
            let readings = fields.map(|field| (field != "-").then(|| read(field)));
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
    /// `None` is what eSpeak NG says by itself.
    readings: Vec<Option<Said>>,
}

/// How the piece is said here, where it can be said in several ways.
pub fn said(context: &Context<'_>, piece: &str) -> Option<(Said, Rule)> {
    if let Some(homograph) = WORDS.get(piece) {
        // OS, EST: letters, not words, but in a text all in capitals.
        if context.word().letters == Letters::Capitals && piece.len() < 5 {
            return None;
        }
        let reading = (homograph.choose)(context)?;
        let said = homograph.readings.get(reading)?.clone()?;
        return Some((said, Rule::Neighbours(homograph.name)));
    }
    // Hundreds of verbs have such a form, and a noun beside it or not.
    let stem = piece
        .strip_suffix("tions")
        .filter(|stem| !stem.ends_with(['s', 't']))?;
    if endings::noun_or_verb_in_tions(context) == Some(1) {
        let said = Said::Spelling([stem, "ttions"].concat());
        return Some((said, Rule::Neighbours("noun or verb in -tions")));
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
