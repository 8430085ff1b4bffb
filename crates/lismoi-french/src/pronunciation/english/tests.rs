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
        ("You needn't. You wo'n't.", "/|ju/ /nidɛnt/. /|ju/ /|wont/."),
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
fn words_of_the_generated_table_are_english() {
    assert_said(&[
        ("Un thriller whodunit.", "Un /sʁilœʁ/ /|udœnit/."),
        ("Le knowledge worker.", "Le /nolɛd͡ʒ/ /|wœʁkœʁ/."),
        (
            "Une overdraft, un handyman.",
            "Une /ovœʁdʁaft/, un /|andiman/.",
        ),
        ("La mansplaining queen.", "La /mansplɛniŋ/ /kwin/."),
    ]);
}

#[test]
fn a_title_is_english_as_a_whole() {
    assert_said(&[
        (
            "Un concert de Rage Against the Machine.",
            "Un concert de /ʁɛd͡ʒ aɡɛnst zə maʃin/.",
        ),
        (
            "La série Orange Is the New Black est finie.",
            "La série /ɔʁand͡ʒ/ /iz/ /zə/ /nju/ /blak/ est finie.",
        ),
        (
            "La chanson Smells Like Teen Spirit.",
            "La chanson /smɛlz/ /lajk/ /tin/ /spiʁit/.",
        ),
        (
            "Once Upon a Time in Hollywood.",
            "/|wans/ /œpɔn/ /ə/ /tajm/ /in/ /ɔliwud/.",
        ),
        ("On the road again.", "/ɔn/ /zə/ /ʁod/ /aɡɛn/."),
    ]);
}

#[test]
fn french_words_beside_english_ones_stay_french() {
    for text in [
        "On a fait un chat et le son a changé.",
        "La place the Voice.",
        "Car The Guardian a tort.",
        "Le temps des parties est passé.",
        "Les touches et les taxes.",
        "Le boss me dit oui.",
        "Le business a un site web.",
    ] {
        let utterances = spoken(text, Segmentation::Whole);
        let rules = utterances.iter().flat_map(|utterance| &utterance.words);
        assert!(
            rules
                .clone()
                .all(|word| word.rule != Some("English phrase")),
            "{text}"
        );
    }
    assert_said(&[
        ("Le temps des parties.", "Le temps des parties."),
        ("Une API Office Database.", "Une A P I /ɔfis/ /databɛz/."),
    ]);
}

#[test]
fn english_names_are_said_as_newsreaders_do() {
    assert_said(&[
        ("Avec Kate Winslet.", "Avec /kɛt/ /winslɛt/."),
        ("Voici Bradley Chapman.", "Voici /bʁadlɛ/ /t͡ʃapman/."),
        ("Selon Richard Nixon.", "Selon Richard /niksɔn/."),
        (
            "Les Brewster et Shirley Hudson.",
            "Les /bʁustœʁ/ et /ʃœʁlɛ/ /œdsɔn/.",
        ),
        (
            "Robert Martin et Julie Laurent.",
            "Robert Martin et Julie Laurent.",
        ),
    ]);
}

#[test]
fn every_listed_word_has_ipa_of_the_notation_and_its_list_is_sorted() {
    let lists = [
        include_str!("../../../data/english_bases.tsv"),
        include_str!("../../../data/english_homographs.tsv"),
        include_str!("../../../data/english_function_words.tsv"),
        include_str!("../../../data/english_generated.tsv"),
        include_str!("../../../data/english_generated_homographs.tsv"),
        include_str!("../../../data/names_generated_first.tsv"),
        include_str!("../../../data/names_generated_family.tsv"),
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
            let ipa = ipa.trim_start_matches('?');
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
