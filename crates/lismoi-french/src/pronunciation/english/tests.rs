//! English words in French sentences.

use super::*;
use crate::pronunciation::lexicon::Lexicon;
use crate::pronunciation::lookup::lookup_alone;
use crate::tests::{shown, spoken};
use crate::{Part, Segmentation};

fn assert_said(cases: &[(&str, &str)]) {
    for (printed, expected) in cases {
        let utterances = spoken(printed, Segmentation::Whole);
        let texts: Vec<String> = utterances.iter().map(shown).collect();
        assert_eq!(texts.join(" "), *expected, "{printed}");
    }
}

#[test]
fn compounds_of_english_words_are_english() {
    assert_said(&[
        ("La roadmap du framework.", "La /ʁodmap/ du /fʁɛmwœʁk/."),
        (
            "Un mainframe et ses namespaces.",
            "Un /mɛnfʁɛm/ et ses /nɛmspɛs/.",
        ),
        ("Le bugtracking du sidecar.", "Le /bœɡtʁakiŋ/ du /sajdkaʁ/."),
        ("Une app serverless.", "Une /ap/ /sɛʁvœʁlɛs/."),
    ]);
}

#[test]
fn genitives_and_contractions_are_english() {
    assert_said(&[
        ("Le King's Cup.", "Le /kiŋz/ /kœp/."),
        ("They don't know.", "/zɛ/ /dɔnt/ /no/."),
        ("The shoemaker's door.", "/zə/ /ʃumɛkœʁz/ /dɔʁ/."),
        ("You needn't. You wo'n't.", "You /nidɛnt/. You /|wont/."),
    ]);
}

#[test]
fn english_verbs_are_conjugated_in_french() {
    assert_said(&[
        (
            "Il faut scaler puis uploader.",
            "Il faut /skɛle/ puis /œplode/.",
        ),
        ("On a forké et scrollé.", "On a /fɔʁke/ et /skʁole/."),
        ("Le scaling est lent.", "Le /skɛliŋ/ est lent."),
        ("Les streameurs taguent.", "Les /stʁimœʁ/ /taɡ/."),
        ("Le debugger du checker.", "Le /debœɡe/ du /t͡ʃɛke/."),
    ]);
}

#[test]
fn french_words_stay_french() {
    for text in [
        "La main sur une pipe.",
        "Il commande et demande jamais un projet.",
        "Le rapport du marchand de fromage.",
        "Partout les petits bracelets.",
        "Armand Rolland est devant.",
        "De Nevers à Saint-Just-sur-Loire.",
    ] {
        let utterances = spoken(text, Segmentation::Whole);
        let rules = utterances.iter().flat_map(|utterance| &utterance.words);
        assert!(
            rules.clone().all(|word| word.rule != Some("English word")),
            "{text}"
        );
    }
}

#[test]
fn a_homograph_is_english_beside_english_words() {
    assert_said(&[
        ("La branche main de Git.", "La branche /mɛn/ de /ɡit/."),
        ("La main de Paul.", "La main de Paul."),
        (
            "The main page of the game.",
            "/zə/ /mɛn/ /pɛd͡ʒ/ /ɔf/ /zə/ /ɡɛm/.",
        ),
    ]);
}

#[test]
fn every_listed_word_has_ipa_of_the_notation_and_its_list_is_sorted() {
    let lists = [
        include_str!("../../../data/english_bases.tsv"),
        include_str!("../../../data/english_homographs.tsv"),
        include_str!("../../../data/names_products.tsv"),
    ];
    for list in lists {
        let lines: Vec<_> = list
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once('\t'))
            .collect();
        assert!(lines.is_sorted(), "sorted");
        for (word, written) in lines {
            let ipa = written.trim_matches('/');
            assert!(Ipa::new(ipa).is_ok_and(|ipa| ipa.has_sound()), "{word}");
        }
    }
}

#[test]
fn products_are_said_as_their_makers_are() {
    let lexicon = Lexicon::default();
    for (name, expected) in [("GeForce", "d͡ʒifɔʁs"), ("Debian", "debjan"), ("Git", "ɡit")] {
        let found = lookup_alone(name, &lexicon).expect(name);
        let [Part::Pronounced { ipa, .. }] = &found.parts[..] else {
            panic!("{name} is spoken as {:?}", found.parts);
        };
        assert_eq!(ipa.as_str(), expected);
    }
}
