//! Whatever a run has written without an error passes the check.

use super::*;

/// The formats of text; the EPUB holds sound too.
const TEXTS: &str = "epub,html,srt,vtt,words-vtt,lrc,words-json";

/// Makes an audiobook of a text; returns whether that went well, and what the check finds.
fn checked_run(text: &str) -> (bool, Vec<verify::Problem>) {
    let environment = Environment::new();
    environment.write("a.txt", format!("Un titre\n\nIl dit ceci.\n\n{text}\n"));
    let run = environment.run(&["a.txt", "--format", TEXTS, "--keep-all"]);
    let is_made = run.code == Some(0);
    (
        is_made,
        if is_made {
            checked(&environment).problems
        } else {
            Vec::new()
        },
    )
}

#[test]
fn texts_that_are_awkward_to_write_or_to_say_pass() {
    let texts = [
        "Il dit \u{ffff} bonjour \u{fffe}, puis \u{fdd0}\u{1ffff} encore.",
        "Un\u{1}deux\u{7f}trois\u{85}quatre\u{9f}cinq \u{feff}six\u{200b}\u{2060}sept.",
        "nne.",
        "\u{20000} \u{20001} \u{20002} \u{20003} \u{20004} \u{20005} \u{20006}",
        "e\u{301}\u{302}\u{303} \u{301} a\u{338}\u{20dd}b et 👩‍👩‍👧‍👦 ou 🇫🇷 ou ❤️.",
        "999999999999 888888888888888888888 7 7 7 7 7 7 7.",
        "W Y X H. W.Y.X. wwwwwwwwww xyxyxyxyxyxy eueueueueueu.",
        "&amp;&lt; <b> --> {x} [y] ]]> \"'\" \\ % \u{ad}.",
    ];
    for text in texts {
        let (is_made, problems) = checked_run(text);
        assert!(is_made, "{text:?} is not made");
        assert_eq!(problems, [], "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn what_is_made_without_an_error_passes(
        words in proptest::collection::vec(
            prop_oneof![
                "[a-zé']{1,12}",
                "[bcdfghjklmnpqrstvwxz]{1,6}",
                "[0-9]{1,15}",
                "[A-Z]{1,5}",
                "\\PC{1,6}",
                "[\u{1}-\u{1f}\u{7f}-\u{a0}\u{fdd0}-\u{fdef}\u{fffe}\u{ffff}]{1,3}",
                "[a-z]{60,90}",
            ],
            1..12,
        ),
    ) {
        let (_, problems) = checked_run(&words.join(" "));
        prop_assert_eq!(problems, []);
    }
}
