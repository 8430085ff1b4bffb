use crate::prosody::is_mark;
use proptest::prelude::*;

use super::*;

fn section(text: &str) -> Section {
    Section {
        blocks: vec![Block::new(BlockKind::Paragraph, 0..text.len())],
        ..Section::default()
    }
}

/// The utterances of a text of one paragraph.
pub(crate) fn spoken(text: &str, segmentation: Segmentation) -> Vec<Utterance> {
    let lexicon = Lexicon::default();
    let options = Options {
        segmentation,
        ..Options::new(&lexicon)
    };
    let segments = paragraph(text, options);
    let utterances = segments.filter_map(|segment| match segment {
        Segment::Utterance(utterance) => Some(utterance),
        Segment::Silent(_) => None,
    });
    utterances.collect()
}

/// An utterance as its parts are: numbers in figures, IPA between slashes.
pub(crate) fn shown(utterance: &Utterance) -> String {
    let word = |word: &SpokenWord| {
        let parts = word.parts.iter().map(|part| match part {
            Part::Letters(letters) => letters.clone(),
            Part::Number { figures, .. } => figures.clone(),
            Part::Respelled { respelling, .. } => respelling.clone(),
            Part::Pronounced { ipa, .. } => format!("/{ipa}/"),
            Part::Liaison(_) => String::new(),
            Part::Mark(mark) => mark.as_str().to_owned(),
        });
        parts
            .chain(word.mark.map(|mark| mark.as_str().into()))
            .collect()
    };
    let words: Vec<String> = utterance.words.iter().map(word).collect();
    words.join(" ")
}

fn texts(text: &str) -> Vec<String> {
    let utterances = spoken(text, Segmentation::Sentences);
    utterances.iter().map(shown).collect()
}

#[test]
fn no_full_stop_is_spoken_and_every_sentence_ends_with_a_mark() {
    assert_eq!(
        texts("le train a . Cela se fait"),
        ["le train a.", "Cela se fait."]
    );
    assert_eq!(texts("« Quoi ? » Rien…"), ["Quoi?", "Rien…"]);
    assert_eq!(
        texts("M. Dupont, lui – enfin – dort."),
        ["monsieur Dupont, lui, enfin, dort."]
    );
}

#[test]
fn a_mark_after_an_initial_counts_and_a_spaced_apostrophe_binds() {
    assert_eq!(
        texts("Karim B., 45 ans, dort. C' est l' homme d' ici."),
        ["Karim B, 45 ans, dort.", "C'est l'homme d'ici."]
    );
}

#[test]
fn an_abbreviated_day_before_its_date_ends_no_sentence() {
    assert_eq!(
        texts("Le jeu. 12 mars et le mer. 3/04. Il part en mer. 12 marins dorment."),
        [
            "Le jeudi 12 mars et le mercredi 3 avril.",
            "Il part en mer.",
            "12 marins dorment."
        ]
    );
    assert_eq!(
        texts("Ouvert lun.-ven. de 9h à 18h."),
        ["Ouvert lundi à vendredi de neuf heures à 18 heures."]
    );
}

#[test]
fn markup_is_text_and_invisible_characters_are_nothing() {
    assert_eq!(
        texts("l\u{AD}'ar\u{AD}mée\u{0} aujourd’hui 😀 ***"),
        ["l'armée aujourd'hui visage rieur."]
    );
    assert_eq!(
        texts("<speak>[[bonjour]]</speak> &amp; l' -3 °C"),
        ["/spik/ bonjour /spik/ et /amp/; l' moins 3 degrés Celsius."]
    );
    assert_eq!(texts("e\u{301}te\u{301}"), ["été."]);
}

#[test]
fn signs_directly_before_a_number_are_spoken_with_it() {
    assert_eq!(
        texts("(-3 °C) et –3 °C, <10 %, .5 et x ≤ 3\u{200B}euros en C# !"),
        [
            "moins 3 degrés Celsius, et moins 3 degrés Celsius, inférieur à 10 pour cent, zéro virgule 5 et x inférieur ou égal à 3 euros en C /ʃaʁp/!"
        ]
    );
}

#[test]
fn a_whole_line_keeps_the_full_stops_between_its_sentences() {
    let utterances = spoken("M. Dupont dort. Il ronfle", Segmentation::Whole);
    assert_eq!(utterances.len(), 1);
    assert_eq!(shown(&utterances[0]), "monsieur Dupont dort. Il ronfle.");
}

#[test]
fn spoken_words_point_to_the_printed_ones() {
    let text = "Il a dit : « l\u{2019}été », hier.";
    let utterance = &spoken(text, Segmentation::Sentences)[0];
    let words = utterance.words.iter();
    let pairs: Vec<(String, &str)> = words
        .map(|word| (word.spelling(), &text[word.printed.clone()]))
        .collect();
    let expected = [
        ("Il", "Il"),
        ("a", "a"),
        ("dit", "dit"),
        ("l'été", "l\u{2019}été"),
        ("hier", "hier"),
    ];
    assert_eq!(
        pairs,
        expected.map(|(spoken, printed)| (spoken.to_owned(), printed))
    );
}

#[test]
fn a_number_is_in_figures_and_in_the_words_of_the_dialect() {
    let lexicon = Lexicon::default();
    for (dialect, spelling) in [
        (
            Dialect::France,
            "En mille neuf cent quatre-vingt-dix, soixante-quinze millions.",
        ),
        (
            Dialect::Belgium,
            "En mille neuf cent nonante, septante-cinq millions.",
        ),
    ] {
        let options = Options {
            dialect,
            ..Options::new(&lexicon)
        };
        let segment = paragraph("En 1990, 75 millions.", options).next();
        let Some(Segment::Utterance(utterance)) = segment else {
            panic!("an utterance");
        };
        assert_eq!(utterance.spelling(), spelling);
        let figures: Vec<&str> = utterance
            .words
            .iter()
            .flat_map(|word| &word.parts)
            .filter_map(|part| match part {
                Part::Number { figures, .. } => Some(figures.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(figures, ["1990", "75"]);
    }
}

#[test]
fn a_sentence_without_a_word_is_listed_as_silent() {
    let text = "Un. *** — !";
    let lexicon = Lexicon::default();
    let segments: Vec<Segment> = paragraph(text, Options::new(&lexicon)).collect();
    assert_eq!(segments[1], Segment::Silent(4..text.len()));
}

#[test]
fn a_silent_word_is_listed_with_its_rule() {
    let text = "(e) Le président (e) l'a dit [a], et d'autres [b]";
    let utterance = &spoken(text, Segmentation::Sentences)[0];
    let silent: Vec<(&str, &str)> = utterance
        .silent
        .iter()
        .map(|word| (&text[word.printed.clone()], word.rule))
        .collect();
    assert_eq!(
        silent,
        [
            ("(e)", "ending in brackets"),
            ("(e)", "ending in brackets"),
            ("[a]", "note"),
            ("[b]", "note"),
        ]
    );
}

#[test]
fn very_long_sentences_and_words_are_divided_and_nothing_is_lost() {
    let sentence = "mot, ".repeat(400) + &"a".repeat(100_000);
    let clauses = spoken(&sentence, Segmentation::Sentences);
    let texts: Vec<String> = clauses.iter().map(shown).collect();
    assert!(texts.iter().all(|text| text.chars().count() <= 620));
    let letters: usize = texts.iter().map(|text| text.matches('a').count()).sum();
    assert_eq!(letters, 100_000);
    assert!(texts[..2].iter().all(|text| text.ends_with(',')));
    let mut words = clauses.iter().flat_map(|clause| &clause.words);
    assert!(words.all(|word| word.spelling().len() <= 50));
}

#[test]
fn pauses_depend_on_the_utterances_on_both_sides() {
    let text = "Titre\n\nUn. Deux.\n\n- item\n\nFin.";
    let block = |kind, words: &str| {
        let start = text.find(words).expect("in the text");
        Block::new(kind, start..start + words.len())
    };
    let section = Section {
        heading: Some(block(BlockKind::Title, "Titre")),
        level: 1,
        blocks: vec![
            block(BlockKind::Paragraph, "Un. Deux."),
            block(BlockKind::ListItem, "- item"),
            block(BlockKind::Paragraph, "Fin."),
        ],
        ..Section::default()
    };
    let (lexicon, pauses) = (Lexicon::default(), Pauses::of(Pace::Natural));
    let around: Vec<(u32, u32)> =
        utterances(text, &section, Options::new(&lexicon), &pauses, |_| ())
            .map(|utterance| (utterance.pause_before_ms, utterance.pause_after_ms))
            .collect();
    assert_eq!(around, [(700, 800), (0, 350), (0, 700), (0, 450), (0, 900)]);
}

proptest! {
    /// Laws 1 and 2 as far as this stage goes.
    #[test]
    fn segments_cover_the_text_and_words_are_tied_in_order(
        text in "([A-Za-zé0-9 .,!?…«»\"'()\n\u{A0}\u{AD}-]|\\PC){0,120}",
        segmentation in prop_oneof![Just(Segmentation::Sentences), Just(Segmentation::Whole)],
    ) {
        let section = section(&text);
        let lexicon = Lexicon::default();
        let options = Options { segmentation, ..Options::new(&lexicon) };
        let mut end = 0;
        for line in segments(&text, &section, options) {
            let range = match &line {
                Segment::Silent(range) => range.clone(),
                Segment::Utterance(utterance) => utterance.range.clone(),
            };
            prop_assert!(text[end..range.start].trim().is_empty(), "{:?} {line:?}", &text[end..range.start]);
            if let Segment::Utterance(utterance) = line {
                prop_assert!(!utterance.words.is_empty());
                let mut printed = range.start;
                for word in &utterance.words {
                    prop_assert!(word.spelling().contains(char::is_alphanumeric), "{word:?}");
                    let holds_mark = |part: &Part| matches!(part, Part::Letters(letters) if letters.contains(is_mark));
                    prop_assert!(!word.parts.iter().any(holds_mark), "{word:?}");
                    prop_assert!(word.printed.start >= printed && word.printed.end <= range.end);
                    prop_assert!(text.is_char_boundary(word.printed.start) && text.is_char_boundary(word.printed.end));
                    printed = word.printed.end;
                }
                prop_assert!(utterance.words.last().is_some_and(|word| word.mark.is_some()));
                let said = utterance.words.iter().map(|word| &word.printed);
                let listed: Vec<_> =
                    said.chain(utterance.silent.iter().map(|word| &word.printed)).collect();
                for (at, word) in text.match_indices(|c: char| c.is_ascii_alphanumeric()) {
                    let is_listed = listed.iter().any(|printed| printed.contains(&at));
                    prop_assert!(is_listed || !range.contains(&at), "{word:?} at {at} is lost");
                }
            }
            end = range.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }
}
