//! The tables of names: each name is spoken with the IPA of its line.

use super::letter_rules::respelled;
use super::lexicon::Lexicon;
use super::lookup::lookup_alone;
use super::word::Case;
use crate::tests::{shown, spoken};
use crate::{Part, Segmentation};

const TABLES: [&str; 8] = [
    include_str!("../../data/names_first.tsv"),
    include_str!("../../data/names_family.tsv"),
    include_str!("../../data/names_communes.tsv"),
    include_str!("../../data/names_abroad.tsv"),
    include_str!("../../data/names_english.tsv"),
    include_str!("../../data/names_world.tsv"),
    include_str!("../../data/names_firms.tsv"),
    include_str!("../../data/names_acronyms.tsv"),
];

#[test]
fn every_name_is_spoken_with_the_ipa_of_its_line() {
    let lexicon = Lexicon::default();
    let lines = TABLES.iter().flat_map(|table| table.lines().skip(1));
    for line in lines {
        let (name, written) = line.split_once('\t').expect(line);
        let expected = written.trim_matches('/');
        let found = lookup_alone(name, &lexicon).expect(line);
        let [Part::Pronounced { letters, ipa }] = &found.parts[..] else {
            panic!("{line} is spoken as {:?}", found.parts);
        };
        assert_eq!((&**letters, ipa.as_str()), (name, expected), "{line}");
    }
}

#[test]
fn no_name_stands_in_two_tables() {
    let mut names: Vec<&str> = TABLES
        .iter()
        .flat_map(|table| table.lines().skip(1))
        .filter_map(|line| line.split('\t').next())
        .collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn families_of_names_have_rules_and_words_are_left_alone() {
    let names = [
        ("montfermeil", "monfermeil"),
        ("grandvilliers", "granviliés"),
        ("duchesne", "duchenne"),
        ("desprez", "déprez"),
        ("lesage", "leçage"),
        ("bischwiller", "bischvilère"),
        ("milhaud", "millaud"),
        ("dexter", "dextère"),
        ("culver", "culvère"),
    ];
    for (name, expected) in names {
        let found = respelled(name, Case::Capital);
        assert_eq!(found.as_deref(), Some(expected), "{name}");
        assert_eq!(respelled(name, Case::Lower), None, "{name}");
    }
    for word in ["montre", "grands", "boissons", "hauts", "champs", "longs"] {
        assert_eq!(
            respelled(word, Case::Capital),
            respelled(word, Case::Lower),
            "{word}"
        );
    }
}

#[test]
fn an_acronym_printed_as_a_name_is_said_as_in_capitals() {
    let cases = [
        ("Selon l'Insee, c'est vrai.", "selon /linse/, c'est vrai."),
        ("Selon l'INSEE, c'est vrai.", "selon /linse/, c'est vrai."),
        ("Il y a l'Irsn.", "il y a l'i R S N."),
        ("La Cpam répond.", "la C P A M répond."),
        ("Un PoC de la BoJ.", "un P O C de la B O J."),
        ("De l'ARNm.", "de l'a R N M."),
        ("De l'ADNmt.", "de l'a D N M T."),
        ("Le RdV.", "le rendez-vous."),
        ("Du SARS-CoV-2.", "du sarse-cov deux."),
        ("Les COV.", "les C O V."),
        ("Le FBI enquête.", "le /ɛfbi|aj/ enquête."),
        ("Des anses de panier.", "des anses de panier."),
    ];
    for (printed, expected) in cases {
        let utterances = spoken(printed, Segmentation::Whole);
        let texts: Vec<String> = utterances.iter().map(shown).collect();
        let text = texts.join(" ");
        assert_eq!(text[1..], expected[1..], "{printed}");
    }
}
