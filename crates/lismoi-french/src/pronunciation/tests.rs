use proptest::prelude::*;

use crate::{Segmentation, tests};

/// What eSpeak NG is given for a text.
fn spoken(text: &str) -> String {
    let utterances = tests::spoken(text, Segmentation::Whole);
    let texts: Vec<String> = utterances
        .into_iter()
        .map(|utterance| utterance.text)
        .collect();
    texts.join(" ")
}

#[test]
fn a_listed_word_is_respelled_and_an_elided_article_goes_inside_the_phonemes() {
    let cases = [
        ("Le dos du chat.", "Le [[d'oz2]] du chat."),
        ("Los Angeles", "[[l'Os andZel'Es]]."),
        ("l\u{2019}algorithme", "l'algoritme."),
    ];
    for (printed, expected) in cases {
        assert_eq!(spoken(printed), expected);
    }
}

#[test]
fn an_adjective_is_bound_to_the_noun_after_it_and_a_name_to_nothing() {
    let cases = [
        ("Un long hiver.", "Un [[l'O~g]] hiver."),
        ("Il est long et gentil ici.", "Il est long et gentil ici."),
        ("Ce gentil enfant dort.", "Ce [[ZA~t'ij]] enfant dort."),
        ("Thomas a dit.", "[[tom'a]] a dit."),
        ("Les fils se touchent.", "Les [[f'ilz2]] se touchent."),
    ];
    for (printed, expected) in cases {
        assert_eq!(spoken(printed), expected);
    }
}

#[test]
fn every_word_of_a_spoken_form_is_said_by_its_own_rule() {
    let cases = [
        ("En 44 av. J.-C. il meurt.", "avant [[Zezykr'i]] il meurt"),
        ("Il y a 1 593 072 961 feuilles.", "cinq cent 93 millions"),
        ("jean.dupont@free.fr", "ean point dupont"),
        ("Appelez le 06 12 34 56 78.", "zéro 6, 12, 34, 56, 78."),
        ("Los Angeles etc.", "[[l'Os andZel'Es]] etcétéra."),
    ];
    for (printed, expected) in cases {
        let said = spoken(printed);
        assert!(said.contains(expected), "{said}");
    }
}

proptest! {
    #[test]
    fn nothing_in_an_article_opens_phonemes(text in "([\\[\\]a-z\u{AD}\u{200B}' -]|\\PC){0,80}") {
        let said = spoken(&text);
        for phonemes in said.split("[[").skip(1) {
            let inner = phonemes.split_once("]]").map(|(inner, _)| inner);
            prop_assert!(
                inner.is_some_and(|inner| super::phonemes::parse(inner).is_ok()),
                "{said}"
            );
        }
    }
}
