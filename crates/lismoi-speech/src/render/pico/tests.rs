use lismoi_french::{Lexicon, Options, Segment, paragraph};
use proptest::prelude::*;

use super::*;

/// The texts for a text of one paragraph, without marks.
fn rendered(text: &str) -> String {
    readable(&all(text))
}

fn all(text: &str) -> String {
    let lexicon = Lexicon::default();
    let options = Options {
        limits: LIMITS,
        ..Options::new(&lexicon)
    };
    let texts = paragraph(text, options).filter_map(|segment| match segment {
        Segment::Utterance(utterance) => {
            let rendered = render(&utterance);
            check_marks(&rendered);
            Some(rendered.text)
        }
        Segment::Silent(_) => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// The name of the mark before each word is its place, in characters.
fn check_marks(rendered: &Rendered) {
    for word in &rendered.words {
        let before = &rendered.text[..word.start];
        let mark = format!("<mark name=\"{:05}\"/>", before.chars().count());
        assert!(before.ends_with(&mark), "{before} does not end with {mark}");
    }
}

#[test]
fn words_are_text_numbers_words_and_corrections_phonemes() {
    for (printed, expected) in [
        ("Les amis chantent.", "Les amis chantent."),
        ("Il a 97 ans.", "Il a [katR@vE~] [dis] sept ans."),
        ("Il a 80 ans.", "Il a [katR@vE~z] ans."),
        ("Il y a 21 chats.", "Il y a [vE~t] et un chats."),
        ("Fin mars.", "Fin [maRs]."),
        ("L'autobus de mars.", "[lotobys] de [maRs]."),
        ("Le week-end.", "Le [wikEnd]."),
        (
            "Les poules du couvent couvent.",
            "Les poules du couvent [kuv].",
        ),
    ] {
        assert_eq!(rendered(printed), expected, "{printed}");
    }
}

#[test]
fn a_respelling_of_the_user_is_text() {
    let mut lexicon = Lexicon::default();
    lexicon.add("Trump\tTreumpe\n").expect("a lexicon");
    let texts = paragraph("Trump parle.", Options::new(&lexicon));
    let texts: Vec<String> = texts
        .filter_map(|segment| match segment {
            Segment::Utterance(utterance) => Some(render(&utterance).text),
            Segment::Silent(_) => None,
        })
        .collect();
    assert!(texts[0].contains(">Treumpe"), "{texts:?}");
}

proptest! {
    #[test]
    fn no_text_injects_markup(text in "[a-z<>&\"\\\\/=' ]{0,40}(<mark|&lt;|\"/>|<phoneme)?[ a-zé,.0-9<>\"]{0,30}") {
        let text = all(&text);
        let mut rest = text.as_str();
        while let Some(start) = rest.find('<') {
            rest = &rest[start..];
            let end = rest.find("/>").expect("every element is closed");
            let element = &rest[..end];
            let name = element.strip_prefix("<mark name=\"").or(element.strip_prefix("<phoneme alphabet=\"xsampa\" ph=\""));
            prop_assert!(name.is_some_and(|name| name.ends_with('"') && !name[..name.len() - 1].contains(['"', '<', '>'])), "{element}");
            rest = &rest[end + 2..];
            let text = rest.find('<').map_or(rest, |next| &rest[..next]);
            prop_assert!(!text.contains(['>', '&', '"', '\\']), "{text}");
        }
    }
}
