use lismoi_french::pronunciation::mnemonics::{MNEMONICS, parse};
use lismoi_french::{Ipa, Lexicon, Options, Segment, paragraph};
use proptest::prelude::*;

use super::*;

/// The texts for a text of one paragraph, joined.
fn rendered(text: &str) -> String {
    let lexicon = Lexicon::default();
    let options = Options {
        limits: LIMITS,
        ..Options::new(&lexicon)
    };
    let texts = paragraph(text, options).filter_map(|segment| match segment {
        Segment::Utterance(utterance) => Some(render(&utterance).text),
        Segment::Silent(_) => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
fn ipa_stands_in_brackets_and_hyphens_beside_it_become_spaces() {
    let cases = [
        ("Le dos du chat.", "Le [[d'oz2]] du chat."),
        ("Los Angeles", "[[l'Os andZel'Es]]."),
        ("l\u{2019}algorithme", "l'algoritme."),
        ("C'est à l'Est.", "C'est à [[l'Est]]."),
        (
            "Berlin-Est et Est-Ouest",
            "Berlin [['Est]] et [['Est]] Ouest.",
        ),
        ("Les fils se touchent.", "Les [[f'ilz2]] se touchent."),
        ("un dos-à-dos", "un [[d'oz2]] à [[d'oz2]]."),
    ];
    for (printed, expected) in cases {
        assert_eq!(rendered(printed), expected);
    }
}

#[test]
fn figures_stay_and_two_numbers_are_kept_apart() {
    let cases = [
        ("En 2020 300 millions", "En 2020, 300 millions."),
        (
            "21 femmes et 21 hommes",
            "vingt[[t2]] et une femmes[[_|]] et vingt[[t2]] et un hommes.",
        ),
        (
            "41 États, 89 ans",
            "quarante et un États, quatrevin-neuf ans.",
        ),
        ("8,5 cm", "8[[_|]] virgule 5 centimètres."),
    ];
    for (printed, expected) in cases {
        assert_eq!(rendered(printed), expected);
    }
}

#[test]
fn liaisons_are_made_and_kept_from_being_made() {
    let cases = [
        ("Les enfants ont dix ans.", "Les enfants[[_|]] ont dix ans."),
        ("Le numéro 10 a raté.", "Le numéro 10[[_|]] a raté."),
        ("Le vêtement est là.", "Le vêtement est là."),
        (
            "À qui le vêtement est utile.",
            "À qui le vêtement[[_|]] est utile.",
        ),
        ("Jean Bescond était là.", "Jean Bescond[[_|]] était là."),
        ("Le présent article", "Le présent[[t2]] article."),
        ("Les petites îles", "Les petite[[@z2]] îles."),
        ("Deux fils en acier", "Deux [[f'ilz2_|]] en acier."),
        ("Un bon ordre", "Un [[b'On]] ordre."),
        ("Les ONG", "Les [['o]] N G."),
        ("Plus ou moins", "Plus [[%u]] moins."),
    ];
    for (printed, expected) in cases {
        assert_eq!(rendered(printed), expected);
    }
}

#[test]
fn the_eighties_of_switzerland_are_words() {
    let lexicon = Lexicon::default();
    let options = Options {
        dialect: lismoi_french::Dialect::Switzerland,
        ..Options::new(&lexicon)
    };
    let texts: Vec<String> = paragraph("En 1983, 80 francs.", options)
        .filter_map(|segment| match segment {
            Segment::Utterance(utterance) => Some(render(&utterance).text),
            Segment::Silent(_) => None,
        })
        .collect();
    assert_eq!(texts, ["En mille neuf cent huitante-trois, 80 francs."]);
}

#[test]
fn every_word_has_its_range() {
    let lexicon = Lexicon::default();
    let mut segments = paragraph("Il aime, hélas, Los Angeles !", Options::new(&lexicon));
    let Some(Segment::Utterance(utterance)) = segments.next() else {
        panic!("an utterance");
    };
    let rendered = render(&utterance);
    let words: Vec<&str> = rendered
        .words
        .iter()
        .map(|range| &rendered.text[range.clone()])
        .collect();
    assert_eq!(words, ["Il", "aime", "hélas", "[[l'Os andZel'Es]]"]);
    assert_eq!(rendered.text, "Il aime, hélas, [[l'Os andZel'Es]]!");
}

#[test]
fn stress_falls_on_the_last_full_vowel_unless_it_is_marked() {
    let cases = [
        ("wikEnd", "wik'End"),
        ("sE~twA~", "sE~tw'A~"),
        ("n@", "n@"),
        ("lOs andZelEs", "l'Os andZel'Es"),
        ("plys", "pl'ys"),
        ("%Est", "%Est"),
        ("t'usk tusk", "t'usk tusk"),
        ("prezidA~t2", "prezid'A~t2"),
        ("lu:dI2", "l'u:dI2"),
    ];
    for (text, expected) in cases {
        assert_eq!(mnemonics(&parse(text).expect(text)), expected);
    }
}

proptest! {
    /// `%` keeps the stress from being added.
    #[test]
    fn mnemonics_survive_the_way_through_ipa(
        indices in prop::collection::vec(0..MNEMONICS.len(), 0..12),
    ) {
        let text: String = indices.iter().map(|index| MNEMONICS[*index].0).collect();
        let text = format!("%{text}");
        // "_" and "||" joined read as "_|" and a stray "|".
        prop_assume!(!text.contains("_||"));
        let ipa = parse(&text).expect("mnemonics");
        prop_assert_eq!(Ipa::new(ipa.as_str()), Ok(ipa.clone()));
        prop_assert_eq!(mnemonics(&ipa), text);
    }

    #[test]
    fn nothing_in_an_article_opens_brackets(text in "([\\[\\]a-z\u{AD}\u{200B}' -]|\\PC){0,80}") {
        let text = rendered(&text);
        for inner in text.split("[[").skip(1) {
            let inner = inner.split_once("]]").map(|(inner, _)| inner);
            prop_assert!(inner.is_some_and(|inner| parse(inner).is_ok()), "{}", text);
        }
    }

    #[test]
    fn no_part_opens_brackets(letters in "[\\[\\]a -]{0,12}", more in "[\\[\\]a -]{0,12}") {
        let parts = [
            Part::Letters(letters.clone()),
            Part::Respelled { letters, respelling: more },
        ];
        prop_assert!(!render_parts(&parts).contains("[["));
    }
}
