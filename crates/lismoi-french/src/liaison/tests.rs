use crate::{Lexicon, Liaisons, Options, Part, Segment, paragraph};

use super::Liaison;

/// The text with `‿` and the sounds at every liaison, and `|` where one is kept from being made.
fn marked(text: &str, liaisons: Liaisons) -> String {
    let lexicon = Lexicon::default();
    let options = Options {
        liaisons,
        ..Options::new(&lexicon)
    };
    let mut marked = String::new();
    for segment in paragraph(text, options) {
        let Segment::Utterance(utterance) = segment else {
            continue;
        };
        for word in &utterance.words {
            if !marked.is_empty() {
                marked.push(' ');
            }
            for part in &word.parts {
                match part {
                    Part::Liaison(Liaison::Linked(ipa)) => {
                        marked.push('‿');
                        marked.push_str(ipa.as_str());
                    }
                    Part::Liaison(Liaison::Unlinked) => marked.push('|'),
                    part => marked.push_str(part.spelling()),
                }
            }
        }
    }
    marked
}

fn assert_marked(liaisons: Liaisons, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(marked(text, liaisons), *expected, "{text}");
    }
}

#[test]
fn determiners_pronouns_prepositions_and_adverbs_are_linked() {
    assert_marked(
        Liaisons::Few,
        &[
            ("Les amis", "Les‿z amis"),
            ("Ils ont fini", "Ils‿z ont fini"),
            ("On y va", "On‿n y va"),
            ("Dans un an", "Dans‿z un‿n an"),
            ("Quand il dort", "Quand‿t il dort"),
            ("Plus important", "Plus‿z important"),
            ("Mon ami", "Mon‿n ami"),
            ("Dit-on à Paris", "Dit-on| à Paris"),
            ("L'un a gagné", "L'un| a gagné"),
            ("Le son est fort", "Le son| est fort"),
            ("Toute son enfance", "Toute son‿n enfance"),
            ("Un en-tête", "Un‿n en-tête"),
            ("Ou bien ils rient", "Ou bien| ils rient"),
            ("Mener à bien un projet", "Mener à bien| un projet"),
            ("Veiller à bien agiter", "Veiller à bien‿n agiter"),
            ("Vous payez y compris lui", "Vous payez| y compris lui"),
            (
                "Choisir entre vous aider et rire",
                "Choisir entre vous‿z aider et rire",
            ),
            ("Allez y vite", "Allez‿z y vite"),
            ("Ça y est on part", "Ça y est| on part"),
            ("Certains d'entre vous ont", "Certains d'entre vous| ont"),
            ("Le précédent article", "Le précédent‿t article"),
            ("Un précédent historique", "Un précédent| historique"),
            ("Puis on entre", "Puis| on‿n entre"),
        ],
    );
}

#[test]
fn nouns_and_names_are_linked_to_nothing() {
    assert_marked(
        Liaisons::Usual,
        &[
            ("Le pays a voté", "Le pays| a voté"),
            ("Les enfants ont faim", "Les‿z enfants| ont faim"),
            ("Les mises à jour", "Les mises| à jour"),
            ("Dupont est venu", "Dupont| est venu"),
            ("Paris attend", "Paris| attend"),
            ("Un pas en avant", "Un pas| en‿n avant"),
        ],
    );
}

#[test]
fn adjectives_are_linked_to_their_nouns_only() {
    assert_marked(
        Liaisons::Usual,
        &[
            ("Les petites îles", "Les petites‿əz îles"),
            ("Les autres ont dit", "Les‿z autres| ont dit"),
            ("Un petit ami", "Un petit‿t ami"),
            ("Le dernier est parti", "Le dernier| est parti"),
            ("Le dernier arrive", "Le dernier| arrive"),
            ("Un bon ordre", "Un bon ordre"),
            ("C'est bon à savoir", "C'est bon| à savoir"),
            ("De récentes études", "De récentes‿əz études"),
            ("Les relations humaines", "Les relations‿z humaines"),
            ("Les élections anticipées", "Les‿z élections| anticipées"),
            ("Un taux avantageux", "Un taux| avantageux"),
        ],
    );
}

#[test]
fn nasal_adjectives_lose_their_nasal_vowel_before_a_noun() {
    let lexicon = Lexicon::default();
    for (text, sounds) in [
        ("Un bon ordre", "bɔn"),
        ("L'ancien élu", "lɑ̃sjɛn"),
        ("D'un certain âge", "sɛʁtɛn"),
    ] {
        let mut segments = paragraph(text, Options::new(&lexicon));
        let Some(Segment::Utterance(utterance)) = segments.next() else {
            panic!("an utterance");
        };
        let mut parts = utterance.words.iter().flat_map(|word| &word.parts);
        let is_denasalized =
            |part: &Part| matches!(part, Part::Pronounced { ipa, .. } if ipa.as_str() == sounds);
        assert!(parts.any(is_denasalized), "{text}");
    }
}

#[test]
fn numbers_are_linked_to_what_they_count() {
    assert_marked(
        Liaisons::Usual,
        &[
            ("Dix ans", "Dix‿z ans"),
            ("20 euros", "vingt‿t euros"),
            ("Il a 10 enfants", "Il a dix‿z enfants"),
            ("Le numéro 10 a raté", "Le numéro dix| a raté"),
            ("Deux ou trois", "Deux‿z ou trois"),
            ("Nos 2 ou 3 amis", "Nos deux‿z ou trois‿z amis"),
            ("De 6 à R", "De six| à R"),
            ("Deux OPA", "Deux‿z O P A"),
            ("Le 6 avril", "Le six‿z avril"),
            ("Les pages 10 à 15", "Les pages dix‿z à quinze"),
            ("Deux à un", "Deux‿z à un"),
            ("De 2010 à 2020", "De deux mille dix| à deux mille vingt"),
            ("Le 10 de ce mois", "Le dix| de ce mois"),
            ("10 % des voix", "dix pour cent des voix"),
            ("De 10 % à 20", "De dix pour cent| à vingt"),
            ("La loi de 2006 fixe", "La loi de deux mille six| fixe"),
            ("Le 6 juin et 6 pages", "Le six juin et six pages"),
            ("Louis XVI et elle", "Louis seize et elle"),
            ("Charles III et lui", "Charles trois| et lui"),
            ("Vingt hivers", "Vingt‿t hivers"),
            ("Vingt homards", "Vingt homards"),
            (
                "La session 2018 finira",
                "La session deux mille dix-huit| finira",
            ),
            (
                "Le 3 juin 2006 fut gris",
                "Le trois juin deux mille six| fut gris",
            ),
            ("En 2010 lors du bal", "En deux mille dix| lors du bal"),
            ("Voilà 2018 tuiles", "Voilà deux mille dix-huit tuiles"),
            ("En 2016 tuiles", "En deux mille seize tuiles"),
            ("Des youtubeurs", "Des| youtubeurs"),
            ("Six youtubeurs", "Six youtubeurs"),
        ],
    );
}

#[test]
fn letters_said_by_their_names_are_linked_by_their_sounds() {
    assert_marked(
        Liaisons::Usual,
        &[
            ("Les ONG", "Les‿z O N G"),
            ("Un HLM", "Un‿n H L M"),
            ("Les BD", "Les B D"),
        ],
    );
}

#[test]
fn an_aspirated_h_is_not_linked() {
    assert_marked(
        Liaisons::Many,
        &[
            ("Les héros", "Les héros"),
            ("De nombreux hameaux", "De nombreux| hameaux"),
            ("Les héroïnes", "Les‿z héroïnes"),
            ("Dans Harry", "Dans| Harry"),
            ("Les onze", "Les onze"),
        ],
    );
}

#[test]
fn the_settings_differ_in_optional_liaisons() {
    let settings = [Liaisons::Few, Liaisons::Usual, Liaisons::Many];
    let cases = [
        ("Il est à lui", ["est| à", "est‿t à", "est‿t à"]),
        (
            "Les soldats ont fui",
            ["soldats| ont", "soldats| ont", "soldats‿z ont"],
        ),
        ("Vous avez un an", ["avez| un", "avez| un", "avez‿z un"]),
        ("Le pays a peur", ["pays| a", "pays| a", "pays| a"]),
    ];
    for (text, expected) in cases {
        for (liaisons, expected) in settings.iter().zip(expected) {
            let marked = marked(text, *liaisons);
            assert!(marked.contains(expected), "{marked}, not {expected}");
        }
    }
}
